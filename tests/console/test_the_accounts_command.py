"""`hotline accounts`: the first administrator of a line is invited in a terminal."""

from __future__ import annotations

import re

from click.testing import Result
from flask.cli import ScriptInfo

from app import cli
from tests.console.ground import BASE, Console


def runs(console: Console, *words: str) -> Result:
    info = ScriptInfo(create_app=lambda: console.world.app)
    return console.world.app.test_cli_runner().invoke(cli, ["accounts", *words], obj=info)


def test_the_first_account_is_invited_and_its_link_opens_it(console: Console) -> None:
    assert "Aucun compte" in runs(console).output
    said = runs(console, "invite", "Nora", "nora@example.org", "--role", "administrator")
    link = re.search(r"/compte/invitation/[\w.-]+", said.output)
    assert link is not None, said.output
    shown = console.world.app.test_client().get(link[0], base_url=BASE)
    assert "Choisir votre phrase secrète" in shown.text
    assert "Nora : Administration (invité, pas encore venu)" in runs(console).output
    assert "nora@example.org" not in runs(console).output


def test_what_is_missing_is_told(console: Console) -> None:
    for words, told in (
        (("--role", "manager"), "avec --team"),
        (("--role", "responder"), "avec --person"),
        (("--role", "manager", "--team", "nowhere"), "nowhere"),
    ):
        said = runs(console, "invite", "Nora", "nora@example.org", *words)
        assert said.exit_code == 1
        assert told in said.output
    runs(console, "invite", "Anne", "anne@example.org", "--role", "responder", "--person", "anne")
    again = runs(console, "invite", "A", "a@example.org", "--role", "responder", "--person", "anne")
    assert "a déjà un compte" in again.output


def test_a_link_that_was_lost_is_made_anew(console: Console) -> None:
    invite = ("invite", "Nora", "nora@example.org", "--role", "administrator")
    runs(console, *invite)
    assert "accounts renew" in runs(console, *invite).output
    said = runs(console, "renew", "Nora@Example.org")
    link = re.search(r"/compte/invitation/[\w.-]+", said.output)
    assert link is not None, said.output
    shown = console.world.app.test_client().get(link[0], base_url=BASE)
    assert "Choisir votre phrase secrète" in shown.text
    unknown = runs(console, "renew", "nobody@example.org")
    assert (unknown.exit_code, "Aucun compte ouvert" in unknown.output) == (1, True)
