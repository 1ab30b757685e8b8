"""A whole line: from its file to rows, and from rows back to its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.lines.document import DIALLED
from hotline.lines.file import LineFile, RotationEntry, ShiftEntry
from hotline.lines.service import line_changed
from hotline.lines.tables import Line, LineVersion, ReachedNumber
from hotline.people.keeping import active_people, deputies, keep_people, kept_people
from hotline.rosters.absences import come_back, leave
from hotline.rosters.changing import FROM_FILE, open_change
from hotline.rosters.keeping import (
    have_moved,
    keep_rules,
    keep_teams,
    keep_zones,
    kept_rules,
    kept_teams,
)


def keep_line(session: Session, file: LineFile, now: datetime, author: str = "hotline") -> int:
    """Makes the line what its checked file says, and counts a new version; gives its id.

    Compare first (see `difference`): a file that changes nothing must not be kept again.
    """
    row = session.scalars(select(Line).filter_by(slug=file.line.slug)).one_or_none()
    if row is None:
        row = Line(slug=file.line.slug, version=0)
        session.add(row)
    row.name = file.line.name
    row.version += 1
    document = file.document().model_dump(mode="json", by_alias=True, exclude_none=True)
    is_another = row.document != document
    row.document = document
    row.loaded_at = now
    session.flush()
    line_changed(session)
    if is_another:
        session.add(
            LineVersion(
                line_id=row.id,
                number=row.version,
                document=document,
                author=author,
                made_at=now,
            )
        )
    _keep_reached_numbers(session, row.id, file)
    keep_teams(session, row.id, file.teams)
    there = active_people(session, row.id)
    people = set(keep_people(session, row.id, file.people).values())
    kept = kept_rules(session, row.id)
    rules: dict[str, Sequence[RotationEntry | ShiftEntry]]
    rules = {"rotations": file.rotations, "shifts": file.shifts}
    if (
        row.roster_number == 0
        or people != there
        or _by_slug(kept) != _by_slug(rules)
        or have_moved(session, row.id)
    ):
        change = open_change(session, row.id, kind="load", author=author, now=now)
        keep_rules(session, change, file.rotations, file.shifts, origin=FROM_FILE)
        keep_zones(session, change)
        leave(session, change, sorted(there - people), ZoneInfo(file.line.time_zone))
        come_back(session, change, sorted(people - there))
    return row.id


def kept_line(session: Session, slug: str, *, with_phones: bool) -> LineFile | None:
    """The line as a file would write it; None when there is no such line."""
    row = session.scalars(select(Line).filter_by(slug=slug)).one_or_none()
    if row is None:
        return None
    rules = kept_rules(session, row.id)
    named = {slug for rule in rules["rotations"] + rules["shifts"] for slug in _people_of(rule)}
    named |= deputies(session, row.id)
    return LineFile.model_validate(
        {
            **row.document,
            "teams": kept_teams(session, row.id),
            "people": kept_people(session, row.id, with_phones=with_phones, also=named),
            **rules,
        }
    )


def numbers_of_other_lines(session: Session, slug: str) -> dict[str, str]:
    """The numbers that are dialled to reach other lines than this one, and those lines' slugs."""
    rows = select(ReachedNumber.number, Line.slug).join(Line).where(Line.slug != slug)
    return dict(session.execute(rows).all())


def _keep_reached_numbers(session: Session, line_id: int, file: LineFile) -> None:
    wanted = {number.number for number in file.numbers if DIALLED & {*number.roles}}
    kept = set(session.scalars(select(ReachedNumber.number).filter_by(line_id=line_id)))
    session.execute(delete(ReachedNumber).where(ReachedNumber.number.in_(kept - wanted)))
    session.add_all(ReachedNumber(number=n, line_id=line_id) for n in sorted(wanted - kept))
    session.flush()


def _people_of(rule: RotationEntry | ShiftEntry) -> set[str]:
    if isinstance(rule, ShiftEntry):
        return {rule.person}
    return {slug for _, slug in rule.everybody()}


def _by_slug(
    rules: Mapping[str, Sequence[RotationEntry | ShiftEntry]],
) -> dict[str, dict[str, RotationEntry | ShiftEntry]]:
    return {kind: {rule.slug: rule for rule in entries} for kind, entries in rules.items()}
