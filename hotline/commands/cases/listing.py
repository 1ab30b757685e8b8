"""The list of cases: who has which, by when; never whom it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.cases.desk import open_cases
from hotline.cases.tables import Case
from hotline.cases.words import STATES, place_name
from hotline.lines.service import LoadedLine
from hotline.people.service import people_by_ids
from hotline.taxonomies import Wording, professions
from routing.case_clock import CaseState

_COLUMNS = (
    Wording("N°", "No."),
    Wording("Ouverte", "Opened"),
    Wording("État", "State"),
    Wording("Métier", "Profession"),
    Wording("Lieu", "Place"),
    Wording("Qui", "Who"),
    Wording("Au plus tard", "Due"),
    Wording("", ""),
)
_OVERDUE = Wording("en retard", "overdue")
_ANSWERED = Wording("répondue", "answered")
_NONE = Wording(
    "Aucune demande en cours. Pour en noter une : hotline cases open.",
    "No case is open. To write one down: hotline cases open.",
)


def listed(
    session: Session, line: LoadedLine, now: datetime, language: str, *, everything: bool
) -> Callable[[], None]:
    """Reads the cases; what is given prints them."""
    rows = open_cases(session, line.id)
    if everything:
        rows = list(session.scalars(select(Case).filter_by(line_id=line.id).order_by(Case.id)))
    if not rows:
        return lambda: click.echo(_NONE.read_in(language))
    people = people_by_ids(session, {row.person_id for row in rows if row.person_id is not None})
    zone = ZoneInfo(line.document.line.time_zone)
    table = Table(*(column.read_in(language) for column in _COLUMNS), box=None, pad_edge=False)
    for row in rows:
        table.add_row(
            str(row.id),
            f"{row.opened_at.astimezone(zone):%d/%m/%Y}",
            STATES[CaseState(row.state)].read_in(language),
            professions()[row.profession].name.read_in(language),
            place_name(row.area, language),
            people[row.person_id].name if row.person_id is not None else "–",
            f"{row.due_at.astimezone(zone):%d/%m %H:%M}",
            _lateness(row, now, language),
        )
    return lambda: Console().print(table, highlight=False, markup=False)


def _lateness(row: Case, now: datetime, language: str) -> str:
    if row.state == CaseState.CLOSED:
        return ""
    if row.answered_at is not None:
        return _ANSWERED.read_in(language)
    return _OVERDUE.read_in(language) if now > row.due_at else ""
