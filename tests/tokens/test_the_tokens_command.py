"""`hotline tokens`: made and shown once, listed, revoked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from hotline.commands.tokens import tokens
from hotline.database import Database
from hotline.journal.reading import Search, entries
from hotline.tokens.keeping import make_token, token_shown
from hotline.tokens.scopes import Scope
from tests.lines.conftest import database
from tests.rosters.terminal import Terminal

__all__ = ["database"]


@pytest.fixture
def terminal(database: Database) -> Terminal:
    return Terminal(database)


def test_it_is_shown_once_and_opens_until_it_is_revoked(terminal: Terminal) -> None:
    assert "Aucun jeton" in terminal.says("list", command=tokens)
    made = terminal.runs("create", "Écran", "--scope", "on-duty", command=tokens)
    written = made.stdout.strip()
    with terminal.database.reading() as session:
        token = token_shown(session, written, terminal.now)
        assert token is not None
        assert token.scopes == {Scope.ON_DUTY}
        assert token.teams is None
        assert token_shown(session, written, terminal.now + timedelta(days=90)) is None
    listed = terminal.says("list", command=tokens)
    assert "Écran Voir qui est de permanence toutes" in listed
    assert written[-43:] not in listed
    assert "n'ouvre plus rien" in terminal.says("revoke", str(token.id), command=tokens)
    with terminal.database.reading() as session:
        assert token_shown(session, written, terminal.now) is None
        found, _ = entries(session, token.line_id, Search(kind="token"))
    assert [(entry.what, entry.author) for entry in found] == [
        ("token-revoked", "command"),
        ("token-made", "command"),
    ]
    assert "n'ouvre plus rien" in terminal.says("list", command=tokens)
    assert "no token no. 7" in terminal.refuses("revoke", "7", "--language", "en", command=tokens)


def test_figures_are_not_given_by_team_and_unknown_teams_are_told(terminal: Terminal) -> None:
    asked = ["create", "x", "--scope", "statistics", "--team", "nowhere"]
    assert "sans --team" in terminal.refuses(*asked, command=tokens)
    asked[3] = "on-duty"
    assert re.search("pas d'équipe « nowhere »", terminal.refuses(*asked, command=tokens))
    assert "Aucun jeton" in terminal.says("list", command=tokens)


@pytest.mark.parametrize("lasts", [timedelta(0), timedelta(days=367)])
def test_no_token_lasts_for_ever(terminal: Terminal, lasts: timedelta) -> None:
    with pytest.raises(ValueError, match="a year at most"), terminal.database.writing() as session:
        make_token(
            session,
            1,
            name="x",
            scopes={Scope.ON_DUTY},
            teams=None,
            account=None,
            now=terminal.now,
            lasts=lasts,
        )
