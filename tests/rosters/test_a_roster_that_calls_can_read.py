"""Whatever is done to a roster, and in whatever order, calls can read it and no duty is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.database import Database
from hotline.people.service import ids_by_slug
from hotline.rosters.changing import open_change
from hotline.rosters.past import duties_done, freeze
from hotline.rosters.service import people_on_duty
from hotline.rosters.tables import RosterRule
from tests.lines.ground import NOW, SMALL
from tests.races import at_once
from tests.rosters.terminal import Terminal

HOUR = timedelta(hours=1)


def on_duty(database: Database, at: datetime) -> list[str]:
    with database.reading() as session:
        return sorted(duty.team for duty in people_on_duty(session, 1, at))


def test_whoever_read_the_clock_too_early_changes_the_roster_after_those_before(
    terminal: Terminal,
) -> None:
    # Two machines, or two that waited for each other: the second has an earlier time.
    terminal.at(NOW + HOUR)
    terminal.loads(SMALL.replace('["lea", "max"]', '["max"]'))
    terminal.at(NOW + HOUR - timedelta(seconds=1))
    terminal.loads(SMALL.replace('["lea", "max"]', '["max", "lea"]'))
    for at in (NOW, NOW + HOUR, NOW + 2 * HOUR):
        assert "psys" in on_duty(terminal.database, at)


def test_a_change_that_waited_for_the_freezing_of_the_past_loses_no_duty(
    terminal: Terminal,
) -> None:
    frozen, before = NOW + HOUR, NOW + HOUR - timedelta(minutes=1)
    with terminal.database.writing() as session:
        freeze(session, 1, frozen)
    terminal.at(before)
    terminal.says("change", "replace", "max", "--with", "lea", "--until", "2026-11-23T08:00", "-yy")
    with terminal.database.writing() as session:
        freeze(session, 1, frozen + HOUR)
    with terminal.database.reading() as session:
        done = [d for d in duties_done(session, 1, NOW, frozen + HOUR) if d.team == "psys"]
    assert [one.end for one in done[:-1]] == [one.start for one in done[1:]]
    assert done[0].start <= NOW
    assert done[-1].end > frozen + HOUR


def the_same_name_twice(database: Database) -> None:
    """A shift that has the name of a rotation: its duties could not be told apart."""
    with database.writing() as session:
        change = open_change(session, 1, kind="import", author="hotline", now=NOW)
        rotation = select(RosterRule).filter_by(kind="rotation").order_by(RosterRule.id).limit(1)
        row = session.scalars(rotation).one()
        shift = {"slug": row.slug, "team": "psys", "role": "first", "person": "max"}
        session.add(
            RosterRule(
                line_id=1,
                slug=row.slug,
                kind="shift",
                origin="import",
                opened_in=change.id,
                zone=row.zone,
                rule=shift | {"start": "2026-12-01T08:00", "end": "2026-12-01T20:00"},
            )
        )


def test_a_roster_that_could_not_be_read_is_not_committed(terminal: Terminal) -> None:
    before = on_duty(terminal.database, NOW)
    with pytest.raises(ValueError, match="have the key"):
        the_same_name_twice(terminal.database)
    assert on_duty(terminal.database, NOW) == before


def test_a_call_reads_the_roster_while_others_change_it(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = terminal.database
    meanwhile = [lambda: terminal.loads(SMALL.replace('["lea", "max"]', '["max"]'))]

    def read_slowly(session: Session, line_id: int) -> dict[str, int]:
        found = ids_by_slug(session, line_id)
        while meanwhile:
            at_once([meanwhile.pop()])
        return found

    monkeypatch.setattr("hotline.rosters.service.ids_by_slug", read_slowly)
    # On SQLite nobody else changes anything while a call does.
    unit = database.reading if database.on_sqlite else database.writing
    with unit() as session:
        assert "psys" in {duty.team for duty in people_on_duty(session, 1, NOW)}
    assert meanwhile == []
