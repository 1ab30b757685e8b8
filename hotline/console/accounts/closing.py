"""An account closed, opened again, or let in without the telephone that was lost."""

from __future__ import annotations

from flask import Response

from hotline.accounts.keeping import (
    LastAdministrator,
    close_account,
    reopen_account,
    without_second_factor,
)
from hotline.console.accounts.found import account_here, lines_of
from hotline.console.accounts.roles import LAST
from hotline.console.answering import go_to, say
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.service import hotline
from hotline.taxonomies import Wording

_CLOSED = Wording("Ce compte n'ouvre plus rien.", "That account opens nothing any more.")
_REOPEN = Wording("Rouvrir ce compte", "Open it again")
_OPEN = Wording("Ce compte est de nouveau ouvert.", "That account is open again.")
_FREED = Wording(
    "Cette personne choisira un nouveau second facteur en se connectant. Ses appareils sont"
    " déconnectés.",
    "They will choose a new second factor when they sign in. Their devices are signed out.",
)


def closed(here: Here, account: int) -> Response:
    """Signed out everywhere, and in nowhere, from this instant on."""
    try:
        with hotline().database.writing() as session:
            found = account_here(session, here, account)
            close_account(session, found, lines_of(session, account))
            noted(session, here, "account-closed", kind="account", object_id=account)
    except LastAdministrator:
        say(LAST)
        return go_to(here, f"/comptes/{account}")
    say(_CLOSED, undo=here.url(f"/comptes/{account}/rouvrir"), undo_label=_REOPEN)
    return go_to(here, "/comptes")


def reopened(here: Here, account: int) -> Response:
    """As it was."""
    with hotline().database.writing() as session:
        reopen_account(account_here(session, here, account))
        noted(session, here, "account-reopened", kind="account", object_id=account)
    say(_OPEN)
    return go_to(here, "/comptes")


def freed(here: Here, account: int) -> Response:
    """For whoever lost their telephone, once it is sure who asks."""
    with hotline().database.writing() as session:
        without_second_factor(session, account_here(session, here, account))
        noted(session, here, "account-second-factor", kind="account", object_id=account)
    say(_FREED)
    return go_to(here, "/comptes")
