"""All accounts of the line, and what each may do."""

from __future__ import annotations

from flask import Response

from hotline.accounts.keeping import accounts_of
from hotline.accounts.rights import ROLE_NAMES
from hotline.console.answering import page
from hotline.console.here import Here
from hotline.rosters.teams import team_names
from hotline.service import hotline


def listed(here: Here) -> Response:
    """Who holds anything on this line."""
    with hotline().database.reading() as session:
        rows = [
            {
                "id": account.id,
                "name": account.name,
                "mail": account.email,
                "active": account.active,
                "invited": account.password is None and not account.webauthn,
                "second_factor": account.has_second_factor,
                "needs_second_factor": account.needs_second_factor,
                "roles": sorted(grants.roles),
                "teams": sorted(grants.managed),
            }
            for account, grants in accounts_of(session, here.line.id)
        ]
        teams = team_names(session, here.line.id)
    return page("accounts/list.html", here, rows=rows, roles=ROLE_NAMES, teams=teams)
