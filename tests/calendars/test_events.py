"""What a calendar says: recurrence and its exceptions, zones, whole days, changes of clocks."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from hotline.calendars.events import NotACalendar, read_calendar
from hotline.calendars.shifts import horizon
from tests.calendars.ground import NOW, PARIS, event, read, shown, told

NIGHT = (
    "DTSTART;TZID=Europe/Paris:20261001T200000",
    "DTEND;TZID=Europe/Paris:20261002T080000",
)

MINUTES = ",".join(
    f"202610{day:02}T{hour:02}{minute:02}00Z"
    for day in (1, 2, 3)
    for hour in range(24)
    for minute in range(60)
)


def test_a_series_recurs_but_for_its_exceptions() -> None:
    found = read(
        event(
            *NIGHT,
            "RRULE:FREQ=WEEKLY;COUNT=6",
            "EXDATE;TZID=Europe/Paris:20261008T200000",
            "RDATE;TZID=Europe/Paris:20261103T200000",
        ),
        event(
            "RECURRENCE-ID;TZID=Europe/Paris:20261015T200000",
            "DTSTART;TZID=Europe/Paris:20261016T210000",
            "DTEND;TZID=Europe/Paris:20261017T080000",
            title="Marc Lefevre",
        ),
        event(
            "RECURRENCE-ID;TZID=Europe/Paris:20261022T200000",
            "DTSTART;TZID=Europe/Paris:20261022T200000",
            "DTEND;TZID=Europe/Paris:20261023T080000",
            "STATUS:CANCELLED",
        ),
    )
    assert shown(found) == [
        "anne 01/10 20:00 > 02/10 08:00",
        "marc 16/10 21:00 > 17/10 08:00",
        "anne 29/10 20:00 > 30/10 08:00",
        "anne 03/11 20:00 > 04/11 08:00",
        "anne 05/11 20:00 > 06/11 08:00",
    ]
    assert found.cancelled == 1


def test_an_instance_that_is_moved_or_given_away_keeps_its_identity() -> None:
    series = event(*NIGHT, "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Paris:20261008T200000",
        "DTSTART;TZID=Europe/Paris:20261009T220000",
        "DTEND;TZID=Europe/Paris:20261010T080000",
        title="Marc Lefèvre",
    )
    before, after = read(series).shifts, read(series, moved).shifts
    assert [shift.slug for shift in before] == [shift.slug for shift in after]
    assert len({shift.slug for shift in before}) == 3
    assert (after[1].person, after[1].start.day) == ("marc", 9)


def test_a_single_event_that_is_moved_keeps_its_identity() -> None:
    (before,) = read(event(*NIGHT)).shifts
    (after,) = read(event("DTSTART:20261003T200000", "DTEND:20261004T080000")).shifts
    assert before.slug == after.slug
    (other,) = read(event(*NIGHT, uid="e2")).shifts
    assert other.slug != before.slug
    (elsewhere,) = read(event(*NIGHT), origin="feed:other").shifts
    assert elsewhere.slug != before.slug


def test_this_and_future_instances_can_be_moved_together() -> None:
    found = read(
        event(*NIGHT, "RRULE:FREQ=WEEKLY;COUNT=3"),
        event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20261008T200000",
            "DTSTART;TZID=Europe/Paris:20261008T210000",
            "DTEND;TZID=Europe/Paris:20261009T080000",
        ),
    )
    assert shown(found) == [
        "anne 01/10 20:00 > 02/10 08:00",
        "anne 08/10 21:00 > 09/10 08:00",
        "anne 15/10 21:00 > 16/10 08:00",
    ]


def test_whole_days_last_from_midnight_to_midnight_in_the_teams_zone() -> None:
    for zone in (PARIS, ZoneInfo("America/Cayenne"), ZoneInfo("Pacific/Marquesas")):
        found = read(event("DTSTART;VALUE=DATE:20261025"), zone=zone)
        assert shown(found) == ["anne 25/10 00:00 > 26/10 00:00"]
    week = read(event("DTSTART;VALUE=DATE:20261025", "DTEND;VALUE=DATE:20261101"))
    assert shown(week) == ["anne 25/10 00:00 > 01/11 00:00"]


def test_a_floating_time_is_the_teams_and_a_zoned_one_is_converted() -> None:
    reunion = ZoneInfo("Indian/Reunion")
    floating = event("DTSTART:20261224T200000", "DURATION:PT12H")
    assert shown(read(floating, zone=reunion)) == ["anne 24/12 20:00 > 25/12 08:00"]
    assert shown(read(event(*NIGHT), zone=reunion)) == ["anne 01/10 22:00 > 02/10 10:00"]
    utc = event("DTSTART:20261224T190000Z", "DTEND:20261225T070000Z")
    assert shown(read(utc)) == ["anne 24/12 20:00 > 25/12 08:00"]
    assert shown(read(floating, head="X-WR-TIMEZONE:America/Cayenne")) == [
        "anne 25/12 00:00 > 25/12 12:00"
    ]


def test_windows_names_of_zones_and_a_calendars_own_zones_are_understood() -> None:
    outlook = event(
        "DTSTART;TZID=Romance Standard Time:20261224T200000",
        "DTEND;TZID=Romance Standard Time:20261225T080000",
    )
    assert shown(read(outlook)) == ["anne 24/12 20:00 > 25/12 08:00"]
    own = "\r\n".join(
        (
            "BEGIN:VTIMEZONE",
            "TZID:Chez nous",
            "BEGIN:STANDARD",
            "DTSTART:19700101T000000",
            "TZOFFSETFROM:-0300",
            "TZOFFSETTO:-0300",
            "END:STANDARD",
            "END:VTIMEZONE",
        )
    )
    found = read(own, event("DTSTART;TZID=Chez nous:20261224T200000", "DURATION:PT12H"))
    assert shown(found) == ["anne 25/12 00:00 > 25/12 12:00"]


def test_a_nightly_series_stays_on_the_wall_across_both_changes_of_clocks() -> None:
    nights = event(
        "DTSTART;TZID=Europe/Paris:20261023T220000",
        "DTEND;TZID=Europe/Paris:20261024T060000",
        "RRULE:FREQ=DAILY",
    )
    found = read(nights)
    lines = shown(found)
    assert lines[1:3] == ["anne 24/10 22:00 > 25/10 06:00", "anne 25/10 22:00 > 26/10 06:00"]
    assert "anne 27/03 22:00 > 28/03 06:00" in lines
    assert len(lines) == 374


def test_utc_nights_move_on_the_wall_when_the_clocks_change() -> None:
    found = read(
        event("DTSTART:20261023T200000Z", "DTEND:20261024T060000Z", "RRULE:FREQ=DAILY;COUNT=3")
    )
    assert shown(found) == [
        "anne 23/10 22:00 > 24/10 08:00",
        "anne 24/10 22:00 > 25/10 07:00",
        "anne 25/10 21:00 > 26/10 07:00",
    ]


def test_what_is_over_or_far_ahead_is_left_out_and_what_is_under_way_is_not() -> None:
    found = read(
        event("DTSTART:20260830T200000", "DTEND:20260831T080000", uid="over"),
        event("DTSTART:20260831T200000", "DTEND:20260901T080000", uid="under way"),
        event("DTSTART:20271101T020000", "DTEND:20271101T080000", uid="ahead"),
    )
    assert shown(found) == ["anne 31/08 20:00 > 01/09 08:00"]


@pytest.mark.parametrize(
    ("properties", "sentence"),
    [
        (("DTSTART:2026-12-24",), "son début ou sa fin ne se lit pas"),
        (("DURATION:PT1H",), "son début ou sa fin ne se lit pas"),
        ((*NIGHT[:1], "DTEND:soon"), "son début ou sa fin ne se lit pas"),
        (("DTSTART:20261224T200000", "DURATION:-P1D"), "il ne finit pas après son début"),
        (("DTSTART:20261224T200000", "DURATION:PT0S"), "il ne finit pas après son début"),
        (("DTSTART:20261224T200000",), "il ne finit pas après son début"),
        (("DTSTART:20261224T200000", "DTEND:20261224T200000"), "il ne finit pas après son début"),
        (("DTSTART:20261224T200000", "DTEND:20261223T200000"), "il ne finit pas après son début"),
        (
            ("DTSTART;TZID=Nulle/Part:20261224T200000", "DURATION:PT1H"),
            "son fuseau horaire « Nulle/Part » est inconnu",
        ),
        ((*NIGHT, "RRULE:FREQ=SOMETIMES"), "sa répétition ne se lit pas"),
        ((*NIGHT, "RRULE:FREQ=MINUTELY"), "il se répète plus d'une fois par jour"),
        ((*NIGHT, "RRULE:FREQ=DAILY;INTERVAL=0"), "sa répétition ne se lit pas"),
        ((*NIGHT, f"RDATE:{MINUTES}"), "il se répète plus d'une fois par jour"),
        ((*NIGHT, f"EXDATE:{MINUTES}"), "il se répète plus d'une fois par jour"),
        ((*NIGHT, "RRULE:FREQ=HOURLY"), "il se répète plus d'une fois par jour"),
        ((*NIGHT, "RRULE:FREQ=DAILY;BYSECOND=1,2,3"), "il se répète plus d'une fois par jour"),
        (
            ("DTSTART:00010101T000000", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYHOUR=1,2,3"),
            "depuis trop longtemps",
        ),
    ],
)
def test_an_event_that_cannot_be_read_is_named_with_what_to_do(
    properties: tuple[str, ...], sentence: str
) -> None:
    good = event(*NIGHT, uid="good", title="Marc Lefèvre")
    found = read(event(*properties), good)
    assert [shift.person for shift in found.shifts] == ["marc"]
    (told_once,) = told(found)
    assert told_once.startswith("événement « Anne Petit »")
    assert sentence in told_once
    assert "{" not in told_once + told(found, "en")[0]


def test_an_event_without_identifier_is_refused() -> None:
    assert "UID" in told(read(event(*NIGHT, uid="")))[0]


def test_seconds_are_cut_off() -> None:
    found = read(event("DTSTART:20261224T200059", "DTEND:20261225T080059"))
    assert shown(found) == ["anne 24/12 20:00 > 25/12 08:00"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><p>Sign in</p>",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCARD\r\nBEGIN:VCALENDAR\r\nEND:VCARD\r\n",
        b"\xff\xfeB\x00E\x00",
        b"PK\x03\x04",
    ],
)
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(NotACalendar):
        read_calendar(content, PARIS, NOW, horizon(NOW))


@pytest.mark.parametrize(
    ("now", "until"),
    [("2026-09-01", "2027-11-01"), ("2026-11-22", "2028-01-01"), ("2026-12-31", "2028-02-01")],
)
def test_the_horizon_moves_once_a_month(now: str, until: str) -> None:
    def at(day: str) -> datetime:
        return datetime.fromisoformat(day).replace(tzinfo=UTC)

    assert horizon(at(now)) == at(until)
