"""The check against the carrier's published description looks at what it must look at."""

from __future__ import annotations

import inspect
import json
from typing import Any

from contract.check import REQUESTS
from contract.prism import FORM, HERE, mended
from contract.recorder import violations
from hotline.carrier import Carrier
from hotline.carrier_account import Account

ELSEWHERE = {"countries", "region_of"}
"""Asked of other hosts of the carrier, which have descriptions of their own."""


def description(form: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    operation = {
        "requestBody": {"content": {FORM: {"schema": {"properties": form}}}},
        "responses": {"200": {"content": {"application/json": answer}}},
    }
    return {"paths": {"/Calls.json": {"servers": [], "post": operation}}}


def test_every_request_the_client_can_make_is_checked() -> None:
    methods = {
        name
        for kind in (Carrier, Account)
        for name, _ in inspect.getmembers(kind, inspect.isfunction)
        if not name.startswith("_")
    }
    assert set(REQUESTS) == methods - {"is_away", "asked"} - ELSEWHERE


def test_a_list_in_a_form_is_sent_as_a_repeated_field() -> None:
    form = {"Event": {"type": "array"}, "To": {"type": "string"}}
    post = mended(description(form, {}))["paths"]["/Calls.json"]["post"]
    assert post["requestBody"]["content"][FORM]["encoding"] == {
        "Event": {"style": "form", "explode": True}
    }


def test_an_answer_may_hold_relative_addresses_and_a_request_may_not() -> None:
    whole = {"type": "string", "format": "uri"}
    answer = {
        "schema": {"properties": {"uri": dict(whole), "first_page_uri": dict(whole)}},
        "examples": {"page": {"value": {"calls": [], "next_page_uri": "/elsewhere"}}},
    }
    post = mended(description({"Url": dict(whole)}, answer))["paths"]["/Calls.json"]["post"]
    asked = post["requestBody"]["content"][FORM]["schema"]["properties"]
    told = post["responses"]["200"]["content"]["application/json"]
    assert asked["Url"] == whole
    assert {field["format"] for field in told["schema"]["properties"].values()} == {"uri-reference"}
    assert told["examples"]["page"]["value"] == {"calls": []}


def test_what_is_wrong_with_a_request_is_told_in_words() -> None:
    problem = {"validation": [{"location": ["body", "Method"], "message": "must be GET or POST"}]}
    assert violations(json.dumps(problem).encode()) == ("body.Method: must be GET or POST",)
    assert violations(b'{"title": "Route not resolved"}') == ("Route not resolved",)
    assert violations(b"<html>away</html>") == ("<html>away</html>",)


def test_the_pinned_packages_carry_their_digest_and_no_address() -> None:
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: kept for name, kept in lock["packages"].items() if name}
    assert len(packages) > 100
    assert [name for name, kept in packages.items() if "integrity" not in kept] == []
    assert [name for name, kept in packages.items() if "resolved" in kept] == []
