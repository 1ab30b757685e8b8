"""Rest and hours beside a slow walk in UTC, quarter by quarter, that shares nothing with the rules.

Duties begin on a quarter of an hour here, and so do nights, days and changes of clocks.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.duty import ByShift, Duty
from schedules.hours import hours_of, nights_of
from schedules.rest import Rule, Rules, Terms, broken_rules
from schedules.stretches import Stretch

QUARTER, H = timedelta(minutes=15), timedelta(hours=1)
ZONES = (
    "Europe/Paris",
    "America/Cayenne",
    "America/Miquelon",
    "Indian/Reunion",
    "Pacific/Marquesas",
    "Australia/Lord_Howe",
)
# A few days before each change of clocks of 2026 and 2027, in Paris, Miquelon and Lord Howe.
BEGINNINGS = [
    datetime(*day, tzinfo=UTC)
    for day in (
        (2026, 3, 6), (2026, 3, 26), (2026, 4, 2), (2026, 10, 1), (2026, 10, 22), (2026, 10, 29),
        (2027, 3, 25), (2027, 10, 28), (2027, 6, 3),
    )
]  # fmt: skip


@st.composite
def stretches(draw: st.DrawFn) -> list[Stretch]:
    """Some hours of duty over a week or two, quarter by quarter; they may overlap."""
    begins = draw(st.sampled_from(BEGINNINGS))
    found = []
    for _ in range(draw(st.integers(1, 6))):
        start = begins + draw(st.integers(0, 4 * 24 * 8)) * QUARTER
        found.append((start, start + draw(st.integers(1, 4 * 26)) * QUARTER))
    return found


def quarters(worked: list[Stretch]) -> Iterator[datetime]:
    """Every quarter on duty, once, as it begins."""
    at, last = min(start for start, _ in worked), max(end for _, end in worked)
    while at < last:
        if any(start <= at < end for start, end in worked):
            yield at
        at += QUARTER


@settings(max_examples=40, deadline=None)
@given(stretches(), st.sampled_from(ZONES), st.integers(0, 9))
def test_hours_are_those_of_a_walk_over_every_quarter(
    worked: list[Stretch], zone_name: str, offset: int
) -> None:
    zone = ZoneInfo(zone_name)
    holiday = (worked[0][0] + timedelta(days=offset)).astimezone(zone).date()
    total = night = sunday = on_holiday = 0
    evenings: Counter[date] = Counter()
    for at in quarters(worked):
        local = at.astimezone(zone)
        total += 1
        sunday += local.weekday() == 6
        on_holiday += local.date() == holiday
        if local.hour >= 21 or local.hour < 6:
            night += 1
            evenings[(local - 12 * H).date()] += 1
    found = hours_of(worked, zone, {holiday})
    assert (found.duty, found.night) == (total * QUARTER, night * QUARTER)
    assert (found.sunday, found.holiday) == (sunday * QUARTER, on_holiday * QUARTER)
    assert list(nights_of(worked, zone)) == sorted(
        evening for evening, count in evenings.items() if count >= 12
    )


def longest_rest(worked: list[Stretch], start: datetime, end: datetime) -> timedelta:
    busy = {at for at in quarters(worked) if start <= at < end}
    longest = now = timedelta()
    at = start
    while at < end:
        now = timedelta() if at in busy else now + QUARTER
        longest = max(longest, now)
        at += QUARTER
    return longest


@settings(max_examples=40, deadline=None)
@given(stretches(), st.sampled_from(ZONES))
def test_a_day_that_is_told_has_no_such_rest_and_every_other_work_is_followed_by_one(
    worked: list[Stretch], zone_name: str
) -> None:
    duties = [
        Duty(str(n), start.replace(tzinfo=None), "t", "r", "Ana", start, end, ByShift())
        for n, (start, end) in enumerate(worked)
    ]
    rules = Rules(daily_rest=11 * H, weekly_hours=30 * H)
    period = worked[0][0] - timedelta(days=40), worked[0][0] + timedelta(days=40)
    found = broken_rules(duties, {"Ana": Terms(rules, ZoneInfo(zone_name))}, *period)
    days = [broken for broken in found if broken.rule is Rule.DAILY_REST]
    for day in days:
        rest = longest_rest(worked, day.start, day.end)
        assert day.end - day.start == 24 * H
        assert day.found == rest < 11 * H
    # Whatever is worked lies in a day that was told, or no more than 13 hours after a rest.
    for at in quarters(worked):
        told = any(day.start <= at < day.end for day in days)
        after_one = any(day.end <= at <= day.end + 13 * H for day in days)
        assert told or after_one or longest_rest(worked, at - 24 * H, at + QUARTER) >= 11 * H
    for week in (broken for broken in found if broken.rule is Rule.WEEKLY_HOURS):
        local = week.start.astimezone(ZoneInfo(zone_name))
        assert (local.weekday(), local.hour, local.minute) == (0, 0, 0)
        assert week.found == QUARTER * sum(week.start <= at < week.end for at in quarters(worked))
