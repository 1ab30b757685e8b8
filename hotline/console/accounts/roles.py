"""What an account may do on this line: seen, and changed."""

from __future__ import annotations

from flask import Response
from sqlalchemy.orm import Session

from hotline.accounts.grants import Grants, grants_of
from hotline.accounts.keeping import LastAdministrator, give
from hotline.accounts.tables import Account
from hotline.console.accounts.found import account_here
from hotline.console.accounts.giving import Giving
from hotline.console.answering import go_to, page, say
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.service import hotline
from hotline.taxonomies import Wording

LAST = Wording(
    "C'est la dernière personne qui administre cette ligne : donnez d'abord ce rôle à une autre.",
    "They are the last administrator of this line: give somebody else that role first.",
)
_KEPT = Wording("Les rôles sont changés, tout de suite.", "The roles are changed, at once.")


def give_form(here: Here, account: int) -> Response:
    """What it holds here."""
    with hotline().database.reading() as session:
        found = account_here(session, here, account)
        held = grants_of(session, account)[here.line.id]
        form = Giving(data={**_as_form(held), "person": str(found.person_id or "")})
        form.choices_of(session, here)
        return _asked(here, form, found)


def given(here: Here, account: int) -> Response:
    """Changes it; whoever is signed in with it may do so much from their next page on."""
    form = Giving()
    with hotline().database.writing() as session:
        found = account_here(session, here, account)
        form.choices_of(session, here)
        wanted = form.given()
        if wanted is None:
            return _asked(here, form, found, 422)
        before = _as_form(grants_of(session, account)[here.line.id])
        try:
            give(session, account, here.line.id, wanted)
        except LastAdministrator:
            form.wrong("roles", LAST)
            return _asked(here, form, found, 422)
        _is_somebody(session, found, form.person_id)
        after: dict[str, object] = {
            "roles": [str(one.role) for one in wanted],
            "teams": [*(form.teams.data or ())],
            "person": form.person_id,
        }
        noted(
            session,
            here,
            "account-roles",
            kind="account",
            object_id=account,
            before={**before},
            after=after,
        )
    say(_KEPT)
    return go_to(here, "/comptes")


def _is_somebody(session: Session, account: Account, person_id: int | None) -> None:
    if account.person_id != person_id:
        account.person_id = person_id
        session.flush()


def _as_form(held: Grants) -> dict[str, list[str]]:
    return {"roles": sorted(held.roles), "teams": sorted(held.managed)}


def _asked(here: Here, form: Giving, account: Account, status: int = 200) -> Response:
    return page(
        "accounts/roles.html",
        here,
        status,
        form=form,
        account=account,
        invited=account.password is None and not account.webauthn,
    )
