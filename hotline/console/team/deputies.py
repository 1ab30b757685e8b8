"""Who can be chosen to stand in for somebody, by whoever fills in the form."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accounts.rights import Right
from hotline.console.here import Here
from hotline.console.team.found import seen_by
from hotline.people.names import by_name
from hotline.people.tables import Person


def deputies_for(session: Session, here: Here, now: str | None = None) -> dict[str, str]:
    """Names by slug: those of the line whom this account may see, and the deputy there is `now`,
    who may be of another team: what others do not see must not be changed by saving the rest."""
    theirs = seen_by(session, here, Right.PEOPLE_SEE)
    rows = session.scalars(select(Person).filter_by(line_id=here.line.id)).all()
    return dict(
        by_name(
            (row.slug, row.name)
            for row in rows
            if row.slug == now or (row.active and (theirs is None or row.id in theirs))
        )
    )
