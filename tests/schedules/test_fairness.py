"""Everybody's share of a team's duties, beside the mean of those who do the same."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from schedules.duty import ByShift, Duty
from schedules.fairness import Calendar, Load, Share, load_of, shares
from schedules.hours import Hours
from schedules.local_time import instant
from tests.schedules.rosters import PARIS, utc

REUNION = ZoneInfo("Indian/Reunion")
NOVEMBER = utc("2026-10-31 23:00"), utc("2026-11-30 23:00")
ARMISTICE = frozenset({date(2026, 11, 11)})
CALENDARS = {
    **{person: Calendar(PARIS, ARMISTICE) for person in ("Ana", "Ben", "Eve")},
    "Lou": Calendar(REUNION, frozenset({date(2026, 11, 12)})),
}
CONTRACTS = {"Ana": "volunteer", "Ben": "volunteer", "Lou": "volunteer", "Eve": "employed"}


def on(person: str, start: str, end: str, role: str = "first") -> Duty:
    local = datetime.fromisoformat(start)
    first, last = instant(local, PARIS), instant(datetime.fromisoformat(end), PARIS)
    return Duty(f"{person}-{start}", local, "psys", role, person, first, last, ByShift())


def of(found: tuple[Share, ...], person: str, role: str = "first") -> Share:
    (share,) = (share for share in found if (share.person, share.role) == (person, role))
    return share


def november(*duties: Duty, members: tuple[tuple[str, str, str], ...] = ()) -> tuple[Share, ...]:
    return shares(duties, *NOVEMBER, contracts=CONTRACTS, calendars=CALENDARS, members=members)


def test_hours_nights_sundays_and_holidays_are_counted_beside_the_mean() -> None:
    found = november(
        on("Ana", "2026-11-06 20:00", "2026-11-07 08:00"),
        on("Ana", "2026-11-07 20:00", "2026-11-08 08:00"),
        on("Ana", "2026-11-10 20:00", "2026-11-11 08:00"),
        on("Ben", "2026-11-09 08:00", "2026-11-09 20:00"),
    )
    ana, ben = of(found, "Ana"), of(found, "Ben")
    assert ana.load.hours == 36
    assert (ana.load.nights, ana.load.sundays, ana.load.holidays) == (3, 1, 1)
    assert ana.load.time.sunday == ana.load.time.holiday == timedelta(hours=8)
    assert ana.means == ben.means
    assert dict(ana.means) == {
        "hours": 24,
        "nights": Fraction(3, 2),
        "sundays": Fraction(1, 2),
        "holidays": Fraction(1, 2),
    }
    assert ana.people == 2
    assert ana.ratio("hours") == Fraction(3, 2)
    assert ben.ratio("nights") == 0


def test_the_clock_and_the_holidays_are_those_of_each_person() -> None:
    # From 18:00 to midnight in Paris: from 21:00 to 03:00 on the next day in Réunion.
    evening = ("2026-11-11 18:00", "2026-11-12 00:00")
    found = november(on("Ana", *evening), on("Lou", *evening))
    assert (of(found, "Ana").load.nights, of(found, "Lou").load.nights) == (1, 1)
    assert of(found, "Ana").load.time.holiday == timedelta(hours=6)
    assert of(found, "Lou").load.time.holiday == timedelta(hours=3)
    assert of(found, "Ana").load.time.night == timedelta(hours=3)
    assert of(found, "Lou").load.time.night == timedelta(hours=6)


def test_roles_and_contracts_are_compared_apart() -> None:
    found = november(
        on("Ana", "2026-11-02 08:00", "2026-11-02 20:00"),
        on("Ana", "2026-11-03 08:00", "2026-11-03 20:00", role="backup"),
        on("Ben", "2026-11-04 08:00", "2026-11-04 20:00", role="backup"),
        on("Eve", "2026-11-05 08:00", "2026-11-05 12:00"),
    )
    assert of(found, "Ana").people == of(found, "Eve").people == 1
    assert of(found, "Ana", "backup").people == 2
    assert of(found, "Eve").means["hours"] == 4


def test_who_has_no_duty_counts_in_the_mean() -> None:
    duty = on("Ana", "2026-11-02 08:00", "2026-11-02 20:00")
    found = november(duty, members=(("psys", "first", "Ana"), ("psys", "first", "Ben")))
    assert of(found, "Ana").means["hours"] == 6
    assert of(found, "Ben").load.hours == of(found, "Ben").ratio("hours") == 0
    assert of(found, "Ben").ratio("nights") is None


def test_only_what_lies_in_the_period_counts() -> None:
    found = november(
        on("Ana", "2026-10-31 20:00", "2026-11-01 08:00"),
        on("Ana", "2026-11-30 20:00", "2026-12-01 08:00"),
        on("Ana", "2026-12-01 00:00", "2026-12-01 08:00"),
        on("Ben", "2026-10-31 08:00", "2026-11-01 00:00"),
    )
    assert of(found, "Ana").load.hours == 8 + 4
    assert [share.person for share in found] == ["Ana"]


def test_two_duties_at_once_are_one_time() -> None:
    evening = on("Ana", "2026-11-02 20:00", "2026-11-03 00:00")
    assert load_of([evening, evening], CALENDARS["Ana"], *NOVEMBER).hours == 4


def test_a_night_between_two_months_is_in_the_first() -> None:
    night = [on("Ana", "2026-11-30 20:00", "2026-12-01 08:00")]
    december = utc("2026-11-30 23:00"), utc("2026-12-31 23:00")
    assert load_of(night, CALENDARS["Ana"], *NOVEMBER).nights == 1
    assert load_of(night, CALENDARS["Ana"], *december).nights == 0
    assert load_of(night, CALENDARS["Ana"], *december).hours == 8
    assert load_of(night, CALENDARS["Ana"], utc("2027-01-01 00:00"), utc("2027-02-01 00:00")) == (
        Load(Hours(), 0, 0, 0)
    )


@pytest.mark.parametrize(
    ("duties", "measure"),
    [
        # Hours alike, and the nights all hers.
        (
            [
                on("Ana", "2026-11-02 20:00", "2026-11-03 08:00"),
                on("Ana", "2026-11-03 20:00", "2026-11-04 08:00"),
                on("Ben", "2026-11-02 08:00", "2026-11-02 20:00"),
                on("Ben", "2026-11-03 08:00", "2026-11-03 20:00"),
            ],
            "nights",
        ),
        (
            [
                on("Ana", "2026-11-02 08:00", "2026-11-02 20:00"),
                on("Ben", "2026-11-03 08:00", "2026-11-03 12:00"),
            ],
            "hours",
        ),
        # One night against none is half a night from the mean; 12 hours against 8, a fifth.
        (
            [
                on("Ana", "2026-11-02 20:00", "2026-11-03 08:00"),
                on("Ben", "2026-11-03 08:00", "2026-11-03 16:00"),
            ],
            None,
        ),
    ],
)
def test_what_is_most_uneven_is_found(duties: list[Duty], measure: str | None) -> None:
    assert of(november(*duties), "Ana").most_uneven == measure


def test_the_most_hours_come_first_in_each_team_and_role() -> None:
    found = november(
        on("Ben", "2026-11-03 08:00", "2026-11-03 12:00"),
        on("Ana", "2026-11-02 08:00", "2026-11-02 20:00"),
    )
    assert [share.person for share in found] == ["Ana", "Ben"]
