"""Who looks at what: what every view of the console is handed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask import abort

from hotline.accounts.grants import Grants
from hotline.accounts.names import author_of
from hotline.accounts.rights import Right
from hotline.lines.service import LoadedLine


@dataclass(frozen=True, slots=True)
class Here:
    """A signed-in account on a line, the right of the view already held."""

    line: LoadedLine
    account: int
    name: str
    person: int | None
    """The responder this account belongs to, if any."""
    grants: Grants
    language: str
    now: datetime

    def may(self, right: Right, team: str | None = None) -> bool:
        """Whether the right is held: for that team, or for any."""
        return self.grants.may(right, team)

    def must(self, right: Right, team: str | None = None) -> None:
        """Ends in « unknown page » (404) when it is not: what belongs to another team does not
        exist here."""
        if not self.may(right, team):
            abort(404)

    def teams(self, right: Right) -> frozenset[str] | None:
        """The teams for which the right is held; None for all of the line."""
        return self.grants.teams(right)

    def url(self, path: str, **query: object) -> str:
        """The address of a page of this line; what is None is left out of the query."""
        given = {key: value for key, value in query.items() if value is not None}
        address = f"/console/{self.line.document.line.slug}{path}"
        return f"{address}{'&' if '?' in path else '?'}{urlencode(given)}" if given else address

    @property
    def author(self) -> str:
        """How changes name this account."""
        return author_of(self.account)
