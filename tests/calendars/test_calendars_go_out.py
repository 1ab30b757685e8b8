"""The private calendar of a person or a team: who reads it, what it tells, what it keeps to
itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar, Event
from sqlalchemy import delete
from sqlalchemy.orm import Session

from hotline.calendars.sharing import revoke, share
from hotline.calendars.tables import CalendarKey
from hotline.lines.service import line_by_slug
from hotline.people.service import ids_by_slug
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import Draft, decide
from hotline.rosters.service import roster_of
from tests.world import LINE_FILE, World

TOKEN = "a-token-nobody-guesses"
SHIFT = """
[[shifts]]
slug = "noel"
team = "psychologists"
role = "first"
person = "bruno"
start = "2026-12-24T20:00"
end = "2026-12-25T08:00"
"""


@pytest.fixture
def told(world: World) -> World:
    """The line of the stories, with one night of Bruno's."""
    world.load(LINE_FILE.read_text(encoding="utf-8") + SHIFT)
    return world


def line_id_in(session: Session) -> int:
    line = line_by_slug(session, "histoires")
    assert line is not None
    return line.id


def opened(
    world: World, person: str | None = None, team: str | None = None, language: str = "fr"
) -> FlaskClient:
    """A reader who has been given the address."""
    with world.service.database.writing() as session:
        line = line_id_in(session)
        share(
            session,
            line,
            person_id=ids_by_slug(session, line)[person] if person else None,
            team=team,
            token=TOKEN,
            language=language,
            now=world.clock.now(),
        )
    return world.app.test_client()


def fetched(client: FlaskClient) -> Calendar:
    answer = client.get(f"/calendars/{TOKEN}.ics")
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    assert isinstance(calendar, Calendar)
    return calendar


def read(client: FlaskClient) -> list[dict[str, Any]]:
    """Its events: title, uid, sequence, start and end (aware)."""
    return [
        {
            "title": str(event["SUMMARY"]),
            "uid": str(event["UID"]),
            "sequence": event.sequence,
            "start": event.start,
            "end": event.end,
        }
        for event in fetched(client).walk("VEVENT")
        if isinstance(event, Event)
    ]


def night_of(client: FlaskClient) -> dict[str, Any]:
    """The one night of Bruno's that is not a backup."""
    (event,) = [one for one in read(client) if "first" in one["title"]]
    return event


def test_somebody_reads_their_own_duties_and_no_others(told: World) -> None:
    client = opened(told, "bruno")
    assert {event["title"] for event in read(client)} == {
        "Permanence – Psychologues (backup)",
        "Permanence – Psychologues (first)",
    }
    assert str(fetched(client)["X-WR-CALNAME"]) == "Mes permanences – Ligne des histoires"


def test_a_teams_calendar_names_who_is_on_and_what_is_open(told: World) -> None:
    client = opened(told, team="psychologists", language="en")
    now = told.clock.now()
    with told.service.database.writing() as session:
        line = line_id_in(session)
        zone = roster_of(session, line).zone
        change = open_change(session, line, kind="absence", author="tests", now=now)
        anne = ids_by_slug(session, line)["anne"]
        away = Draft(
            kind="absence",
            person=anne,
            zone=zone,
            starts=datetime.fromisoformat("2026-12-01T08:00"),
            ends=datetime.fromisoformat("2026-12-02T08:00"),
        )
        decide(session, change, [away])
    assert {event["title"] for event in read(client)} == {
        "Psychologists: Anne (first)",
        "Psychologists: Bruno (backup)",
        "Psychologists: Bruno (first)",
        "To be taken over – Psychologists (first)",
    }


def test_the_last_three_months_and_the_next_year_are_told(told: World) -> None:
    starts = [event["start"] for event in read(opened(told, "anne"))]
    now = told.clock.now()
    assert timedelta(days=90) < now - min(starts) < timedelta(days=94)
    assert timedelta(days=364) < max(starts) - now < timedelta(days=367)
    assert {start.utcoffset() for start in starts} == {timedelta(0)}
    assert len(starts) == len(set(starts)) > 450


def test_a_night_over_the_change_of_clocks_is_an_hour_longer_and_stays_on_the_wall(
    told: World,
) -> None:
    events = read(opened(told, "anne"))
    lasting = {event["start"]: event["end"] - event["start"] for event in events}
    assert lasting[datetime(2026, 10, 24, 6, tzinfo=UTC)] == timedelta(hours=25)
    assert lasting[datetime(2027, 3, 27, 7, tzinfo=UTC)] == timedelta(hours=23)


def test_a_duty_that_is_moved_moves_in_the_calendar(told: World) -> None:
    client = opened(told, "bruno")
    before = night_of(client)
    moved = SHIFT.replace("24T20:00", "25T20:00").replace("25T08:00", "26T08:00")
    told.wait(60)
    told.load(LINE_FILE.read_text(encoding="utf-8") + moved)
    after = night_of(client)
    assert after["uid"] == before["uid"]
    assert after["start"] == datetime(2026, 12, 25, 19, tzinfo=UTC)
    assert after["sequence"] > before["sequence"]


def test_who_has_it_already_is_told_so_until_something_changes(told: World) -> None:
    client = opened(told, "bruno")
    first = client.get(f"/calendars/{TOKEN}.ics")
    known = {"If-None-Match": first.headers["ETag"]}
    again = client.get(f"/calendars/{TOKEN}.ics", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert first.data == client.get(f"/calendars/{TOKEN}.ics").data
    told.load(LINE_FILE.read_text(encoding="utf-8"))
    changed = client.get(f"/calendars/{TOKEN}.ics", headers=known)
    assert changed.status_code == 200
    assert changed.data != first.data


def test_it_is_kept_by_nobody_in_between_and_found_by_no_search(told: World) -> None:
    headers = opened(told, "bruno").get(f"/calendars/{TOKEN}.ics").headers
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_no_telephone_and_no_mail_address_is_in_it(told: World) -> None:
    for who in ({"person": "bruno"}, {"team": "psychologists"}):
        data = opened(told, **who).get(f"/calendars/{TOKEN}.ics").data.decode()
        with told.service.database.writing() as session:
            session.execute(delete(CalendarKey))
        assert "+33" not in data
        assert "mailto" not in data.lower()
        assert "@example" not in data


def test_an_unknown_or_revoked_address_shows_nothing(told: World) -> None:
    client = opened(told, "bruno")
    for path in ("wrong", TOKEN + "x", TOKEN.upper(), "%00", ""):
        assert client.get(f"/calendars/{path}.ics").status_code == 404
    with told.service.database.writing() as session:
        line = line_id_in(session)
        bruno = ids_by_slug(session, line)["bruno"]
        assert revoke(session, line, person_id=bruno)
        assert not revoke(session, line, person_id=bruno)
    answer = client.get(f"/calendars/{TOKEN}.ics")
    assert answer.status_code == 404
    assert b"VCALENDAR" not in answer.data


def test_every_address_outside_the_telephone_is_known_and_opens_only_with_a_token(
    told: World,
) -> None:
    rules = {rule.rule for rule in told.app.url_map.iter_rules()}
    elsewhere = ("/console", "/compte", "/api/v1/")  # their doors have tests of their own
    public = {rule for rule in rules if not rule.startswith(("/voice", *elsewhere))}
    with_token = {rule for rule in public if "<token>" in rule}
    signed_in = {rule for rule in public if rule.startswith("/accompagnements")}
    assert "/calendars/<token>.ics" in with_token
    watched = {"/healthz", "/readyz", "/metrics"}  # tests/pages/test_health.py
    assert public - with_token - signed_in == {"/fiche/static/<path:filename>", *watched}
    client = told.app.test_client()
    asked_who_they_are = {"/accompagnements", "/accompagnements/entrer", "/accompagnements/phrase"}
    for rule in signed_in - asked_who_they_are:
        for method in ("GET", "POST"):
            answer = client.open(rule.replace("<record_id>", "1"), method=method)
            assert answer.status_code in {303, 400, 403, 404, 405}, (method, rule)
            assert urlsplit(answer.location or "/accompagnements").path == "/accompagnements"
    for rule in with_token:
        for method in ("GET", "POST"):
            answer = client.open(rule.replace("<token>", "not-a-token"), method=method)
            # Back to what is not there either.
            back = urlsplit(answer.location or "").path == "/demande/not-a-token"
            assert answer.status_code in {404, 405} or back, (method, rule)
