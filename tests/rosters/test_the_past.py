"""Duties that are over stay what they were, and the roster is known as it was known then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.database import Database
from hotline.jobs.schedule import freeze_past_duties
from hotline.lines.loading import load
from hotline.people.service import ids_by_slug
from hotline.rosters.past import duties_done, freeze
from hotline.rosters.tables import PastDuty
from hotline.service import Hotline
from tests.lines.ground import NOW, SMALL
from tests.races import at_once
from tests.rosters.terminal import Terminal

DECEMBER = datetime(2026, 12, 28, 12, 0, tzinfo=UTC)


def kept(database: Database) -> list[PastDuty]:
    with database.reading() as session:
        return list(session.scalars(select(PastDuty).order_by(PastDuty.start, PastDuty.id)))


def frozen(terminal: Terminal, now: datetime) -> int:
    terminal.at(now)
    with terminal.database.writing() as session:
        return freeze(session, 1, now)


def test_what_is_over_is_kept_once_as_planned_and_as_it_was(terminal: Terminal) -> None:
    for change in (
        ("replace", "max", "--with", "lea", "--from", "2026-12-01T08:00"),
        ("absent", "max", "--from", "2026-12-04T08:00"),
    ):
        until = change[-1].replace("T08:00", "T20:00")
        terminal.says("change", *change, "--until", until, "-y")
    assert frozen(terminal, DECEMBER) > 0
    assert frozen(terminal, DECEMBER) == 0
    assert frozen(terminal, DECEMBER + timedelta(minutes=5)) == 0
    with terminal.database.reading() as session:
        ids = ids_by_slug(session, 1)
    lea, max_ = ids["lea"], ids["max"]
    week = [
        (row.person_id, row.planned_person_id, f"{row.start:%d %H}", f"{row.end:%d %H}")
        for row in kept(terminal.database)
        if row.team == "psys" and row.planned_start == datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
    ]
    assert week == [
        (max_, max_, "30 07", "01 07"),
        (lea, max_, "01 07", "01 19"),
        (max_, max_, "01 19", "04 07"),
        (None, max_, "04 07", "04 19"),
        (max_, max_, "04 19", "07 07"),
    ]


def test_the_past_is_told_as_it_was_kept_whatever_comes_later(terminal: Terminal) -> None:
    before = terminal.on_duty("2026-12-01T12:00"), terminal.on_duty("2026-12-25T06:00")
    frozen(terminal, DECEMBER)
    terminal.loads(SMALL.replace('"Europe/Paris"', '"America/Cayenne"').replace("08:00", "09:30"))
    with terminal.database.reading() as session:
        done = duties_done(session, 1, NOW, DECEMBER)
    paris = [duty for duty in done if duty.team == "psys"]
    assert [f"{duty.start:%d %H:%M}" for duty in paris] == [
        "16 07:00",
        "23 07:00",
        "30 07:00",
        "07 07:00",
        "14 07:00",
        "21 07:00",
        "28 07:00",
    ]
    told = terminal.on_duty("2026-12-01T09:00")
    assert [row.split()[:3] for row in told] == [row.split()[:3] for row in before[0]]


def test_a_duty_that_is_not_over_is_not_kept_yet(terminal: Terminal) -> None:
    frozen(terminal, datetime(2026, 12, 3, 0, 0, tzinfo=UTC))
    assert "Max" in terminal.on_duty("2026-12-01T12:00", "--team", "psys")[0]
    ends = [row.end for row in kept(terminal.database) if row.team == "psys"]
    assert max(ends) == datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
    # It is when it is.
    frozen(terminal, datetime(2026, 12, 7, 7, 0, tzinfo=UTC))
    ends = [row.end for row in kept(terminal.database) if row.team == "psys"]
    assert ends == sorted(set(ends))
    assert max(ends) == datetime(2026, 12, 7, 7, 0, tzinfo=UTC)


def test_two_schedulers_keep_the_past_once(database_url: str, database: Database) -> None:
    terminal = Terminal(database)
    others = [Database(database_url) for _ in range(4)]

    def keep(other: Database) -> int:
        with other.writing() as session:
            return freeze(session, 1, DECEMBER)

    counts = at_once([partial(keep, other) for other in others])
    assert sorted(counts)[:3] == [0, 0, 0]
    assert len(kept(terminal.database)) == max(counts) > 0
    for other in others:
        other.close()


def test_a_failure_while_it_is_kept_keeps_nothing_and_the_next_turn_all(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("hotline.rosters.past._row", fails)
        with pytest.raises(RuntimeError):
            frozen(terminal, DECEMBER)
    assert kept(terminal.database) == []
    assert frozen(terminal, DECEMBER) == len(kept(terminal.database)) > 0


def test_the_roster_as_it_was_known_at_a_moment(terminal: Terminal) -> None:
    terminal.at(NOW + timedelta(days=2))
    terminal.says(
        "change",
        "replace",
        "max",
        "--with",
        "lea",
        "--from",
        "2026-12-01T08:00",
        "--until",
        "2026-12-02T08:00",
        "-y",
    )
    at = ("2026-12-01T12:00", "--team", "psys")
    assert "Léa" in terminal.on_duty(*at)[0]
    assert "Max" in terminal.on_duty(*at, "--as-known-at", "2026-11-23T12:00")[0]
    assert "Léa" in terminal.on_duty(*at, "--as-known-at", "2026-11-25T12:00")[0]
    # Also once it is over, and kept.
    frozen(terminal, DECEMBER)
    assert "Max" in terminal.on_duty(*at, "--as-known-at", "2026-11-23T12:00")[0]
    assert "Léa" in terminal.on_duty(*at)[0]


def test_the_first_file_speaks_for_the_time_before_it(database: Database) -> None:
    with database.writing() as session:
        load(session, SMALL, NOW)
    with database.writing() as session:
        freeze(session, 1, DECEMBER)
    with database.reading() as session:
        january = datetime(2026, 1, 6, tzinfo=UTC)
        done = duties_done(session, 1, january, january + timedelta(hours=1))
    assert [duty.team for duty in done] == ["psys"]


def test_the_past_of_a_line_is_kept_whatever_troubles_another(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = SMALL.replace('"petite"', '"autre"').replace("01 99 00 00 01", "01 99 00 00 02")
    terminal.loads(other)

    def failing_on_the_first(session: Session, line_id: int, now: datetime) -> int:
        if line_id == 1:
            raise RuntimeError("one line's trouble")
        return freeze(session, line_id, now)

    monkeypatch.setattr("hotline.jobs.schedule.freeze", failing_on_the_first)
    service = SimpleNamespace(database=terminal.database, now=lambda: DECEMBER)
    freeze_past_duties(cast("Hotline", service))
    assert {row.line_id for row in kept(terminal.database)} == {2}
