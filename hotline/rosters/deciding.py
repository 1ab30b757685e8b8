"""Decisions about a roster: drafted, kept as rows in their order, read back as the pure rules'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.rosters.absences import shorten
from hotline.rosters.tables import Decision, RosterChange
from schedules import decisions as rules
from schedules.local_time import instant

Kind = Literal["add", "remove", "replace", "absence", "gift"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A decision that is not made yet. `person` and `by` are ids; times are local, in `zone`.

    `add`: person is on in team and role. `remove`: person is not on. `replace`: `by` is on where
    person is. `absence`: person is away. `gift`: the duty (source, local_start) passes from person
    to `by`.
    """

    kind: Kind
    person: int
    zone: ZoneInfo
    starts: datetime
    ends: datetime
    team: str | None = None
    role: str | None = None
    by: int | None = None
    source: str | None = None
    local_start: datetime | None = None


def decide(session: Session, change: RosterChange, drafts: Sequence[Draft]) -> list[int]:
    """Makes these decisions, after all that were made before; gives their ids, in order.

    Whoever takes a duty during an absence of theirs is there again for as long: the absence is
    shortened in the same change.
    """
    for draft in drafts:
        back = {"add": draft.person, "gift": draft.by}.get(draft.kind)
        if back is not None:
            shorten(
                session,
                change,
                back,
                instant(draft.starts, draft.zone),
                instant(draft.ends, draft.zone),
            )
    last = session.scalar(
        select(func.max(Decision.place)).where(Decision.line_id == change.line_id)
    )
    rows = [_row(change, draft, place) for place, draft in enumerate(drafts, start=(last or 0) + 1)]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def as_rule(draft: Draft, key: str, made: datetime) -> rules.Decision:
    """The draft as it would act when made at that aware instant; nothing is kept."""
    change = RosterChange(made_at=made)
    row = _row(change, draft, 0)
    return _rule(row, key, made, None)


def decision_rows(session: Session, line_id: int) -> Sequence[Decision]:
    """The line's decisions in the order they act, those withdrawn included."""
    rows = select(Decision).filter_by(line_id=line_id).order_by(Decision.place, Decision.id)
    return session.scalars(rows).all()


def decisions_of(
    rows: Iterable[Decision], changes: Mapping[int, RosterChange]
) -> tuple[rules.Decision, ...]:
    """These rows as the rules know them; `changes` by id."""
    return tuple(
        _rule(
            row,
            str(row.id),
            changes[row.opened_in].made_at,
            None if row.closed_in is None else changes[row.closed_in].made_at,
        )
        for row in rows
    )


def _row(change: RosterChange, draft: Draft, place: int) -> Decision:
    return Decision(
        line_id=change.line_id,
        place=place,
        opened_in=change.id,
        kind=draft.kind,
        team=draft.team,
        role=draft.role,
        person_id=draft.person,
        by_id=draft.by,
        source=draft.source,
        local_start=draft.local_start,
        zone=draft.zone.key,
        starts=draft.starts,
        ends=draft.ends,
    )


def _rule(row: Decision, key: str, made: datetime, withdrawn: datetime | None) -> rules.Decision:
    when: dict[str, Any] = {
        "key": key,
        "zone": ZoneInfo(row.zone),
        "starts": row.starts,
        "ends": row.ends,
        "made": made,
        "withdrawn": withdrawn,
    }
    person, by = str(row.person_id), str(row.by_id)
    match row.kind:
        case "add":
            return rules.Addition(team=str(row.team), role=str(row.role), person=person, **when)
        case "remove":
            return rules.Removal(team=row.team, role=row.role, person=person, **when)
        case "replace":
            return rules.Replacement(team=row.team, role=row.role, person=person, by=by, **when)
        case "absence":
            return rules.Absence(person=person, **when)
        case _:
            assert row.source is not None
            assert row.local_start is not None
            return rules.Gift(
                source=row.source, local_start=row.local_start, person=person, to=by, **when
            )
