"""The directory of a line: searched, changed, checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.people.names import plain
from hotline.structures.tables import Structure
from hotline.taxonomies import areas_around
from schedules.nth import last_day_of_month

EVERY = (3, 6, 12)
"""Months after which one can be due: a number that is wrong costs a caller their courage."""


LEADS_NOWHERE = frozenset({"NONE"})
"""Orientations for which there is no structure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; empty leaves a thing open."""

    words: str = ""
    kind: str = ""
    profession: str = ""
    area: str = ""
    to_check: bool = False
    archived: bool = False


def structures(session: Session, line_id: int, wanted: Wanted, today: date) -> Sequence[Structure]:
    """Those that fit, by name. One statement."""
    rows = session.scalars(
        select(Structure).filter_by(line_id=line_id, archived=wanted.archived)
    ).all()
    return sorted(
        (row for row in rows if _fits(row, wanted, today)), key=lambda row: plain(row.name["fr"])
    )


def structure_here(session: Session, line_id: int, structure_id: int) -> Structure | None:
    """That one, when it is this line's."""
    row = session.get(Structure, structure_id)
    return row if row is not None and row.line_id == line_id else None


def keep(session: Session, row: Structure, values: Mapping[str, Any]) -> list[str]:
    """Changes these fields; gives the names of those that were different."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if "check_every" in changed and row.checked_on is not None:
        row.check_after = _due(row.checked_on, row.check_every)
    session.add(row)
    session.flush()
    return changed


def checked(row: Structure, author: str, today: date) -> None:
    """Somebody has made sure that all of it is right."""
    row.checked_on, row.checked_by = today, author
    row.check_after = _due(today, row.check_every)


def to_check(rows: Iterable[Structure], today: date) -> list[Structure]:
    """Those that are to be checked again by this day."""
    return [row for row in rows if row.check_after <= today]


def _due(checked_on: date, months: int) -> date:
    """That many months later; the last day of a month that is too short."""
    later = checked_on.month - 1 + months
    first = date(checked_on.year + later // 12, later % 12 + 1, 1)
    return min(first + timedelta(days=checked_on.day - 1), last_day_of_month(first))


def _fits(row: Structure, wanted: Wanted, today: date) -> bool:
    words = plain(" ".join((*row.name.values(), row.note or "", row.order or "", *row.numbers)))
    return (
        all(word in words for word in plain(wanted.words).split())
        and wanted.kind in {"", row.kind}
        and (not wanted.profession or not row.professions or wanted.profession in row.professions)
        and (not wanted.area or not row.territories or _near(row.territories, wanted.area))
        and (not wanted.to_check or row.check_after <= today)
    )


def _near(territories: Sequence[str], area: str) -> bool:
    return bool({area, *areas_around(area)} & {*territories})
