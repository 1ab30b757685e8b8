"""Addresses and forms that no page leads to: told so, never a failure; on each database."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy.exc import DataError

from tests.console.ground import BASE, Console
from tests.world import World

ODD = ("%00", "a%00b", "9" * 20, "%F0%9F%91%A9%CC%81")


@pytest.mark.parametrize("is_known", [False, True], ids=["a stranger", "an administrator"])
def test_no_address_fails_whatever_stands_in_it(world: World, is_known: bool) -> None:
    console = Console(world)
    roles = ["administrator", "coordinator", "responder"]
    known = console.signed_in(roles, person="anne").flask
    client = known if is_known else world.app.test_client()
    rules = [rule for rule in world.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    tried = 0
    for rule in rules:
        address = rule.rule.replace("<line>", console.line)
        for odd in ODD if "<" in address else ODD[:1]:
            path = re.sub(r"<(?:\w+:)?\w+>", odd, address)
            query = "?from=%00" if path == address else ""
            status = client.get(path + query, base_url=BASE).status_code
            assert status < 500, (rule.rule, odd, status)
            tried += 1
    assert tried > 150


@pytest.mark.parametrize(
    ("address", "told"),
    [("/console/compte", "Rien n'a été changé"), ("/api/v1/lines", '"status":')],
)
def test_what_no_database_can_hold_is_refused_in_words(
    world: World, address: str, told: str
) -> None:
    with world.app.test_request_context(address, base_url=BASE):
        answer = world.app.make_response(
            world.app.handle_user_exception(DataError("INSERT", {}, Exception("not told")))
        )
    assert 400 <= answer.status_code < 500
    assert told in unescape(answer.get_data(as_text=True))
    assert "INSERT" not in answer.get_data(as_text=True)
