"""What an account may do on a line, from the roles it was given there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accounts.rights import OF_A_TEAM, ONE_FACTOR, RIGHTS, Right, Role
from hotline.accounts.tables import Grant


@dataclass(frozen=True, slots=True)
class Grants:
    """The roles of one account on one line; `teams` are those it manages, by their slug."""

    roles: frozenset[Role]
    managed: frozenset[str] = frozenset()

    def teams(self, right: Right) -> frozenset[str] | None:
        """The teams for which the right is held: None for all of the line, empty for none."""
        holding = {role for role in self.roles if right in RIGHTS[role]}
        if not holding:
            return frozenset()
        if holding == {Role.MANAGER} and right in OF_A_TEAM:
            return self.managed
        return None

    def may(self, right: Right, team: str | None = None) -> bool:
        """Whether the right is held: for that team, or, without one, for any at all."""
        teams = self.teams(right)
        if teams is None:
            return True
        return bool(teams) if team is None else team in teams

    @property
    def need_second_factor(self) -> bool:
        """Whether whoever holds these must sign in with more than a passphrase."""
        return bool(self.roles - ONE_FACTOR)


def grants_of(session: Session, account_id: int) -> dict[int, Grants]:
    """An account's grants by line's id. One statement."""
    rows = session.scalars(select(Grant).filter_by(account_id=account_id)).all()
    return {
        line_id: Grants(
            frozenset(Role(row.role) for row in rows if row.line_id == line_id),
            frozenset(row.team for row in rows if row.line_id == line_id and row.team),
        )
        for line_id in sorted({row.line_id for row in rows})
    }
