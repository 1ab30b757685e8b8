"""A calendar is followed: it changes, breaks for a day, works again; the roster holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from hotline.calendars.feeds import add_feed, due_feeds, remove_feed
from hotline.calendars.tables import CalendarFeed
from hotline.following import follow, follow_due_feeds
from hotline.jobs.schedule import run_due_jobs
from hotline.lines.service import line_by_slug
from hotline.people.service import people_by_ids
from hotline.rosters.service import people_on_duty, planned_of
from hotline.rosters.tables import RosterChange
from hotline.telling import send_due_notices
from tests.calendar_server import HOST, CalendarServer, calendar_server
from tests.calendars.ground import calendar, event
from tests.conftest import WorldMaker
from tests.world import World

QUARTER = 15 * 60
DAY = 24 * 3600
NIGHTS = (
    "DTSTART;TZID=Europe/Paris:20261101T200000",
    "DTEND;TZID=Europe/Paris:20261102T080000",
    "RRULE:FREQ=DAILY",
)
NIGHT_OF_24 = "RECURRENCE-ID;TZID=Europe/Paris:20261124T200000"


@pytest.fixture
def server() -> Iterator[CalendarServer]:
    """Bruno's nights, published; he is the second psychologist of the line."""
    with calendar_server() as running:
        running.content = calendar(event(*NIGHTS, title="Bruno"))
        yield running


@pytest.fixture
def world(make_world: WorldMaker, server: CalendarServer) -> World:
    """The line of the stories, following that calendar. All jobs have run once; from then on those
    that matter here run every quarter of an hour."""
    world = make_world(hotline_calendar_hosts=HOST)
    world.jobs.cancel()
    with world.service.database.writing() as session:
        line = line_by_slug(session, "histoires")
        assert line is not None
        feed = CalendarFeed(
            line_id=line.id,
            slug="nuits",
            team="psychologists",
            role="night",
            address=server.url,
            ignored=["Réunion"],
        )
        add_feed(session, feed, (), author="chloe", now=world.clock.now() - timedelta(minutes=15))
    run_due_jobs(world.service)

    def these_jobs() -> None:
        follow_due_feeds(world.service)
        send_due_notices(world.service)

    world.jobs = world.clock.every(QUARTER, these_jobs, "jobs")
    return world


def nights(world: World, days: int = 3) -> list[str]:
    """Who is on at night in the coming days."""
    now = world.clock.now()
    with world.service.database.reading() as session:
        found = planned_of(session, 1, now, now + timedelta(days=days)).duties
        people = people_by_ids(session, {int(duty.person) for duty in found})
    return [
        f"{people[int(duty.person)].slug} {duty.start:%d %H:%M} > {duty.end:%d %H:%M}"
        for duty in found
        if duty.role == "night"
    ]


def changes(world: World) -> list[str]:
    with world.service.database.reading() as session:
        return [f"{row.kind} {row.author}" for row in session.scalars(select(RosterChange))][2:]


def feed(world: World) -> CalendarFeed:
    with world.service.database.reading() as session:
        return session.scalars(select(CalendarFeed)).one()


def texts(world: World) -> list[str]:
    return list(world.phone_of("chloe").texts)


def test_what_it_says_is_on_the_roster_and_nothing_is_changed_while_it_says_the_same(
    world: World, server: CalendarServer
) -> None:
    assert nights(world) == [
        "bruno 22 02:00 > 22 07:00",  # since it was read
        "bruno 22 19:00 > 23 07:00",
        "bruno 23 19:00 > 24 07:00",
        "bruno 24 19:00 > 25 07:00",
    ]
    world.wait(3 * 3600)
    assert len(server.asked) == 13
    assert changes(world) == ["feed feed:nuits"]
    assert texts(world) == []


def test_a_night_that_is_moved_or_given_away_is_so_on_the_roster(
    world: World, server: CalendarServer
) -> None:
    server.content = calendar(
        event(*NIGHTS, title="Bruno"),
        event(NIGHT_OF_24, "DTSTART:20261124T220000", "DURATION:PT10H", title="Anne"),
    )
    world.wait(QUARTER)
    assert nights(world)[2:] == ["bruno 23 19:00 > 24 07:00", "anne 24 21:00 > 25 07:00"]
    assert changes(world) == ["feed feed:nuits"] * 2
    with world.service.database.reading() as session:
        now = world.clock.now()
        duties = planned_of(session, 1, now, now + timedelta(days=4)).duties
        moved = next(duty for duty in duties if duty.role == "night" and duty.start.day == 24)
    # It is the same duty still.
    assert moved.local_start == datetime.fromisoformat("2026-11-24T20:00")


def test_a_feed_broken_for_a_day_is_told_once_and_the_roster_holds(
    world: World, server: CalendarServer
) -> None:
    before = nights(world)
    server.status = 503
    world.wait(45 * 60)
    assert texts(world) == []  # a server may be away for a while
    world.wait(45 * 60)
    assert texts(world) == [
        "Ligne des histoires : le calendrier « nuits » n'est plus suivi depuis le 22/11 03:15 :"
        " son serveur ne le donne pas. Le tableau de service reste comme il était. Pour voir :"
        " hotline roster feeds read nuits"
    ]
    world.wait(DAY)
    assert len(texts(world)) == 1
    assert nights(world, days=2) == before[1:]
    at_night = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
    with world.service.database.reading() as session:
        on = people_by_ids(session, {d.person_id for d in people_on_duty(session, 1, at_night)})
    assert "bruno" in {person.slug for person in on.values()}
    server.status = 200
    world.wait(QUARTER)
    assert texts(world)[1:] == [
        "Ligne des histoires : le calendrier « nuits » est suivi à nouveau. Le tableau de service"
        " est à jour."
    ]
    world.wait(3600)
    assert len(texts(world)) == 2
    assert changes(world) == ["feed feed:nuits"]
    assert feed(world).broken_since is None


def test_a_calendar_that_breaks_again_is_told_again(world: World, server: CalendarServer) -> None:
    good = server.content
    for _ in range(2):
        server.content = b"<!doctype html>Sign in"
        world.wait(QUARTER)
        server.content = good
        world.wait(QUARTER)
    assert [("n'est plus" in said, "à nouveau" in said) for said in texts(world)] == [
        (True, False),
        (False, True),
    ] * 2


def test_a_moment_away_is_told_to_nobody(world: World, server: CalendarServer) -> None:
    server.status = 500
    world.wait(45 * 60)
    server.status = 200
    world.wait(3600)
    assert texts(world) == []


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"<!doctype html>Sign in", "ce n'est pas un calendrier"),
        (calendar(), "il est vide"),
        (
            calendar(event(*NIGHTS, title="Bruno"), event(*NIGHTS, uid="e2", title="Inconnue")),
            "des noms ou des heures sont à corriger",
        ),
        (calendar(event("DTSTART:rubbish", title="Bruno")), "des noms ou des heures"),
    ],
    ids=["sign-in", "empty", "unknown", "rubbish"],
)
def test_a_calendar_that_cannot_be_right_changes_nothing_and_is_told_at_once(
    world: World, server: CalendarServer, content: bytes, cause: str
) -> None:
    before = nights(world)
    server.content = content
    world.wait(QUARTER)
    (told,) = texts(world)
    assert cause in told
    assert nights(world) == before
    assert changes(world) == ["feed feed:nuits"]


def test_events_that_are_no_duties_are_set_aside(world: World, server: CalendarServer) -> None:
    server.content = calendar(
        event(*NIGHTS, title="Bruno"), event(*NIGHTS, uid="e2", title="REUNION")
    )
    world.wait(QUARTER)
    assert (texts(world), changes(world)) == ([], ["feed feed:nuits"])


def test_a_duty_under_way_that_is_taken_away_ends_now_and_what_was_done_stays(
    world: World, server: CalendarServer
) -> None:
    server.content = calendar(event(*NIGHTS, "EXDATE;TZID=Europe/Paris:20261121T200000"))
    server.content = server.content.replace(b"Anne Petit", b"Bruno")
    world.wait(QUARTER)  # 03:15 in Paris, in the night of 21 November
    yesterday = world.clock.now() - timedelta(hours=20)
    with world.service.database.reading() as session:
        found = planned_of(session, 1, yesterday, world.clock.now()).duties
    assert [(d.start, d.end) for d in found if d.role == "night"] == [
        (datetime(2026, 11, 22, 2, tzinfo=UTC), datetime(2026, 11, 22, 2, 15, tzinfo=UTC))
    ]
    assert nights(world, days=1) == ["bruno 22 19:00 > 23 07:00"]


def test_a_night_that_is_over_and_leaves_the_calendar_changes_nothing(
    world: World, server: CalendarServer
) -> None:
    tonight = event("DTSTART:20261122T200000", "DURATION:PT12H", uid="tonight", title="Bruno")
    later = event("DTSTART:20261130T200000", "DURATION:PT12H", uid="later", title="Anne")
    server.content = calendar(tonight, later)
    world.wait(DAY)  # to three in the night
    before = changes(world)
    world.wait(5 * 3600)  # over at eight; the calendar still has it
    server.content = calendar(later)
    world.wait(QUARTER)
    assert changes(world) == before
    first, last = datetime(2026, 11, 22, 20, tzinfo=UTC), datetime(2026, 11, 23, 6, tzinfo=UTC)
    with world.service.database.reading() as session:
        done = planned_of(session, 1, first, last).duties
    assert [duty.role for duty in done].count("night") == 1


def test_a_feed_that_is_removed_takes_along_what_is_to_come(world: World) -> None:
    with world.service.database.writing() as session:
        remove_feed(
            session,
            session.scalars(select(CalendarFeed)).one(),
            author="anne",
            now=world.clock.now(),
        )
    assert nights(world) == []
    assert changes(world) == ["feed feed:nuits", "feed anne"]
    with world.service.database.reading() as session:
        assert due_feeds(session, world.clock.now() + timedelta(days=1)) == []


def test_two_schedulers_read_it_once(world: World, server: CalendarServer) -> None:
    asked = len(server.asked)
    world.jobs.cancel()
    world.wait(QUARTER)
    follow_due_feeds(world.service)
    follow_due_feeds(world.service)
    follow(world.service, feed(world).id)
    assert len(server.asked) == asked + 1


def test_its_address_is_stored_encrypted_and_never_logged(
    world: World, server: CalendarServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.status = 500
    world.wait(2 * 3600)
    server.status, server.headers = 302, {"Location": "https://127.0.0.2/secret/inside"}
    world.wait(3600)
    logged = capsys.readouterr().err
    assert "feed-not-fetched" in logged
    assert "feed-address-forbidden" in logged
    assert "secret" not in logged
    with world.service.database.engine.connect() as connection:
        (stored,) = connection.execute(text("SELECT address FROM calendar_feed")).scalars()
    assert "secret" not in stored
    assert feed(world).address == server.url
