"""A week of a roster with literal dates, both nights of a change of clocks among them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine, line_by_slug
from hotline.people.service import people_by_ids
from hotline.people.tables import Person
from hotline.planning.drafting import Wish, Wrong, copied, drafted, moved
from hotline.planning.sheet import Mark, sheet
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import decide
from tests.calls.lines import with_changes
from tests.databases import Sqlite
from tests.world import World

PARIS = ZoneInfo("Europe/Paris")
REQUIRED = '[[required]]\nteam = "psychologists"\nrole = "first"\n\n[[numbers]]'


@pytest.fixture
def world(sqlite: Sqlite) -> Iterator[World]:
    """On Sunday 18 October 2026, a week before the clocks go back; Anne is on from 8 to 20."""
    with sqlite.database() as url:
        made = World(url, start=datetime(2026, 10, 18, 10, 0, tzinfo=UTC))
        days = '["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]'
        by_day = (
            'people = ["anne"]\nunit = "day"\nhandover = "08:00"\n',
            'people = ["anne"]\nunit = "day"\nhandover = "08:00"\n'
            f'windows = [{{ days = {days}, from = "08:00", to = "20:00" }}]\n',
        )
        made.load(with_changes(("[[numbers]]", REQUIRED), by_day))
        yield made
        made.close()


@pytest.fixture
def session(world: World) -> Iterator[Session]:
    with world.service.database.reading() as session:
        yield session


@pytest.fixture
def line(session: Session) -> LoadedLine:
    found = line_by_slug(session, "histoires")
    assert found is not None
    return found


def local(text: str) -> datetime:
    """A time on the wall, in whatever zone."""
    return datetime.fromisoformat(text)


def paris(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=PARIS)  # type: ignore[arg-type,misc]


def test_the_night_of_25_hours_is_one_gap_of_13(session: Session, line: LoadedLine) -> None:
    found = sheet(
        session, line, paris(2026, 10, 24), paris(2026, 10, 26), "fr", teams={"psychologists"}
    )
    gap = next(
        e
        for e in found.entries
        if e.mark is Mark.GAP and e.starts.day == 24 and e.starts.hour == 20
    )
    assert (f"{gap.starts:%d %H:%M%z}", f"{gap.ends:%d %H:%M%z}") == (
        "24 20:00+0200",
        "25 08:00+0100",
    )
    assert gap.ends.astimezone(UTC) - gap.starts.astimezone(UTC) == timedelta(hours=13)


def test_only_what_lies_in_the_period_is_shown_clipped_to_it(
    session: Session, line: LoadedLine
) -> None:
    found = sheet(
        session, line, paris(2026, 10, 27), paris(2026, 10, 28), "fr", teams={"psychologists"}
    )
    assert {entry.starts.date() for entry in found.entries} == {date(2026, 10, 27)}
    assert {e.name for e in found.entries if e.mark is Mark.DUTY} == {"Anne", "Bruno"}
    assert {(place.team, place.role) for place in found.places} == {
        ("psychologists", "first"),
        ("psychologists", "backup"),
    }


def test_the_night_of_23_hours_is_one_gap_of_11(session: Session, line: LoadedLine) -> None:
    span = paris(2027, 3, 27), paris(2027, 3, 29)
    found = sheet(session, line, *span, "fr", teams={"psychologists"})
    gap = next(e for e in found.entries if e.mark is Mark.GAP and e.starts.hour == 20)
    assert f"{gap.starts:%d %H:%M%z}" == "27 20:00+0100"
    assert f"{gap.ends:%d %H:%M%z}" == "28 08:00+0200"
    assert gap.ends.astimezone(UTC) - gap.starts.astimezone(UTC) == timedelta(hours=11)


def test_all_saints_is_a_public_holiday(session: Session, line: LoadedLine) -> None:
    found = sheet(session, line, paris(2026, 10, 26), paris(2026, 11, 2), "fr")
    assert date(2026, 11, 1) in found.holidays


def wish(session: Session, slug: str, *times: datetime, **more: str) -> Wish:
    person = session.scalars(select(Person.id).filter_by(slug=slug)).one()
    starts, ends = times
    return Wish(
        kind="add",
        person=people_by_ids(session, [person])[person],
        starts=starts,
        ends=ends,
        zone=PARIS,
        team=more.get("team", "psychologists"),
        role="first",
    )


def test_what_has_begun_is_changed_from_now_on_only(session: Session, line: LoadedLine) -> None:
    now = paris(2026, 10, 24, 21, 30)
    given = wish(session, "bruno", local("2026-10-24T20:00"), local("2026-10-25T08:00"))
    assert drafted(session, line, given, now).starts == local("2026-10-24T21:30")
    with pytest.raises(Wrong) as wrong:
        drafted(session, line, given, paris(2026, 10, 25, 8))
    assert wrong.value.field == "ends"


def test_a_move_takes_off_and_puts_on(session: Session, line: LoadedLine) -> None:
    old = wish(session, "anne", local("2026-10-27T08:00"), local("2026-10-27T20:00"))
    new = wish(session, "anne", local("2026-10-27T10:00"), local("2026-10-27T22:00"))
    off, on = moved(session, line, old, new, paris(2026, 10, 24, 12))
    assert [(off.kind, off.starts.hour), (on.kind, on.starts.hour)] == [("remove", 8), ("add", 10)]


def test_a_week_with_a_change_of_clocks_is_copied_by_the_clock_on_the_wall(world: World) -> None:
    now = world.clock.now()
    with world.service.database.writing() as session:
        line = line_by_slug(session, "histoires")
        assert line is not None
        night = wish(session, "bruno", local("2026-10-24T20:00"), local("2026-10-25T08:00"))
        made = open_change(session, line.id, kind="override", author="test", now=now)
        decide(session, made, [drafted(session, line, night, now)])
    with world.service.database.reading() as session:
        line = line_by_slug(session, "histoires")
        assert line is not None
        drafts = copied(
            session,
            line,
            "psychologists",
            source=local("2026-10-19T00:00"),
            target=local("2026-10-26T00:00"),
            now=now,
        )
    assert [(d.kind, d.role, d.starts, d.ends) for d in drafts] == [
        ("add", "first", local("2026-10-31T20:00"), local("2026-11-01T08:00"))
    ]
