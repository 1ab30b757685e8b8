"""What every step of a case is made with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from hotline.cases.tables import Case
from hotline.database import changed
from hotline.lines.cases import Cases
from hotline.lines.service import LoadedLine, line_by_id
from routing.case_clock import CaseState

PAGE = "/demande/"


@dataclass(frozen=True, slots=True)
class Desk:
    """One transaction, one moment, one line, and where the pages of its cases stand."""

    session: Session
    line: LoadedLine
    now: datetime
    new_id: Callable[[], str]
    url: Callable[[str], str]
    """The public address of a path."""

    @property
    def cases(self) -> Cases:
        """The line's choices; those that most lines make, once a new file has none."""
        return self.line.document.cases or Cases(teams=("none",))

    def moves(self, case: Case, *still: ColumnElement[bool], **values: object) -> bool:
        """Changes the case as it was seen, while this is `still` so: False when it was closed, or
        given to somebody else, in the meantime. The row is read anew."""
        as_seen = update(Case).where(
            Case.id == case.id,
            Case.turn == case.turn,
            Case.state == case.state,
            Case.state != CaseState.CLOSED,
            *still,
        )
        mine = changed(self.session, as_seen.values(**values))
        self.session.refresh(case)
        return mine


def desk_for(
    session: Session,
    line_id: int,
    now: datetime,
    new_id: Callable[[], str],
    url: Callable[[str], str],
) -> Desk:
    """The desk of the line of that id."""
    line = line_by_id(session, line_id)
    assert line is not None  # a foreign key holds it
    return Desk(session, line, now, new_id, url)


def open_cases(session: Session, line_id: int) -> list[Case]:
    """The cases that are not closed, the oldest first."""
    rows = select(Case).where(Case.line_id == line_id, Case.state != CaseState.CLOSED)
    return list(session.scalars(rows.order_by(Case.id)))
