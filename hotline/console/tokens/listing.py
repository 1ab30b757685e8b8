"""The line's tokens: what each may do, when it was last used; and revoking one."""

from __future__ import annotations

from flask import Response, abort
from sqlalchemy.orm import Session

from hotline.accounts.names import names_of_accounts
from hotline.console.answering import go_to, page, say
from hotline.console.here import Here
from hotline.rosters.teams import team_names
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.tokens.keeping import is_good, revoke, tokens_of
from hotline.tokens.scopes import SCOPE_NAMES, Scope
from hotline.tokens.tables import ApiToken

_REVOKED = Wording(
    "Le jeton « {name} » n'ouvre plus rien.", "The token “{name}” opens nothing now."
)
_ALREADY = Wording("Ce jeton n'ouvrait déjà plus rien.", "That token opened nothing already.")


def listed(here: Here) -> Response:
    """Those of use first, each group newest first."""
    with hotline().database.reading() as session:
        rows = tokens_of(session, here.line.id)
        good = {row.id for row in rows if is_good(session, row, here.now)}
        makers = names_of_accounts(session, {row.account_id for row in rows if row.account_id})
        teams = team_names(session, here.line.id)
    return page(
        "tokens/list.html",
        here,
        rows=sorted(rows, key=lambda row: row.id not in good),
        good=good,
        makers=makers,
        teams={slug: name.read_in(here.language) for slug, name in teams.items()},
        scopes={str(scope): SCOPE_NAMES[scope] for scope in Scope},
        local=here.line.document.local_time,
    )


def asked_to_revoke(here: Here, token: int) -> Response:
    """Says what will happen."""
    with hotline().database.reading() as session:
        row = _token(session, here, token)
    return page("tokens/revoke.html", here, token=row)


def revoked(here: Here, token: int) -> Response:
    """It opens nothing any more."""
    with hotline().database.writing() as session:
        name = _token(session, here, token).name
        done = revoke(session, here.line.id, token, account=here.account, now=here.now)
    say(_REVOKED.filled(name=name) if done else _ALREADY)
    return go_to(here, "/jetons")


def _token(session: Session, here: Here, token: int) -> ApiToken:
    row = session.get(ApiToken, token) if token < 2**31 else None
    if row is None or row.line_id != here.line.id:
        abort(404)
    return row
