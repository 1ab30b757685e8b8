"""Rest rules: literal weeks in which they hold, and in which they do not."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedules.duty import ByShift, Duty
from schedules.local_time import instant
from schedules.rest import Broken, Rule, Rules, Terms, broken_by, broken_rules
from tests.schedules.rosters import PARIS, utc

H = timedelta(hours=1)
YEAR = utc("2026-01-01 00:00"), utc("2028-01-01 00:00")


def on(start: str, end: str, person: str = "Ana", zone: ZoneInfo = PARIS) -> Duty:
    local = datetime.fromisoformat(start)
    until = instant(datetime.fromisoformat(end), zone)
    return Duty(start, local, "team", "first", person, instant(local, zone), until, ByShift())


def nights(*evenings: int, month: str = "2026-11", person: str = "Ana") -> list[Duty]:
    """From 20:00 to 08:00, that many days of November."""
    return [
        on(f"{month}-{day:02} 20:00", f"{month}-{day + 1:02} 08:00", person) for day in evenings
    ]


def broken(rules: Rules, *duties: Duty, zone: ZoneInfo = PARIS) -> tuple[Broken, ...]:
    return broken_rules(duties, {"Ana": Terms(rules, zone)}, *YEAR)


DAILY = Rules(daily_rest=11 * H)
WEEKLY = Rules(weekly_rest=35 * H)


def test_eleven_hours_between_two_duties_are_enough() -> None:
    assert broken(DAILY, *nights(16, 17, 18)) == ()
    assert broken(DAILY, on("2026-11-18 08:00", "2026-11-18 21:00")) == ()


def test_a_minute_less_is_told_with_its_day_and_what_is_missing() -> None:
    late = on("2026-11-18 08:00", "2026-11-18 21:01")
    (found,) = broken(DAILY, late, on("2026-11-19 08:00", "2026-11-19 12:00"))
    assert (found.person, found.rule, found.missing) == ("Ana", Rule.DAILY_REST, H / 60)
    assert (found.start, found.end) == (utc("2026-11-18 07:00"), utc("2026-11-19 07:00"))


def test_a_pause_at_noon_is_no_rest_of_the_day() -> None:
    shared_day = [
        on("2026-11-18 08:00", "2026-11-18 12:00"),
        on("2026-11-18 18:00", "2026-11-18 22:00"),
    ]
    (found,) = broken(DAILY, *shared_day)
    assert found.missing == H  # 10 hours, from 22:00 to 08:00


def test_an_early_day_after_a_late_one_is_told() -> None:
    late = on("2026-11-18 14:00", "2026-11-18 22:00")
    early = on("2026-11-19 06:00", "2026-11-19 12:00")
    (found,) = broken(DAILY, late, early)
    assert (found.found, found.missing) == (8 * H, 3 * H)


def test_a_whole_day_and_a_whole_week_without_rest() -> None:
    (day,) = broken(DAILY, on("2026-11-18 08:00", "2026-11-19 08:00"))
    assert day.found == timedelta()
    week = broken(DAILY, on("2026-11-16 08:00", "2026-11-23 08:00"))
    assert [found.start.day for found in week] == [16, 17, 18, 19, 20, 21, 22]


@pytest.mark.parametrize(
    ("start", "end", "rest"),
    [
        # The same hours by the clock: 11 elapsed hours in March, 13 in October.
        ("2026-03-28 20:00", "2026-03-29 08:00", 13),
        ("2027-03-27 20:00", "2027-03-28 08:00", 13),
        ("2026-10-24 20:00", "2026-10-25 08:00", 11),
        ("2027-10-30 20:00", "2027-10-31 08:00", 11),
    ],
)
def test_rest_is_elapsed_time_across_a_change_of_clocks(start: str, end: str, rest: int) -> None:
    assert broken(Rules(daily_rest=rest * H), on(start, end)) == ()
    (found,) = broken(Rules(daily_rest=rest * H + H / 60), on(start, end))
    assert found.missing == H / 60


def test_a_week_has_one_long_rest() -> None:
    # Nights from Monday to Saturday: from Sunday 08:00 on there is rest, until Monday 20:00.
    assert broken(WEEKLY, *nights(9, 10, 11, 12, 13, 14, 16)) == ()
    # One more on Sunday: twelve hours, every day of it.
    (found,) = broken(WEEKLY, *nights(9, 10, 11, 12, 13, 14, 15, 16))
    assert (found.rule, found.found, found.missing) == (Rule.WEEKLY_REST, 20 * H, 15 * H)
    assert (found.start, found.end) == (utc("2026-11-08 23:00"), utc("2026-11-15 23:00"))


def test_one_rest_does_not_serve_two_weeks() -> None:
    # Forty hours from Sunday 18:00 to Tuesday 10:00: for the first week or the second.
    days = [on(f"2026-11-{day:02} 06:00", f"2026-11-{day:02} 18:00") for day in range(9, 16)]
    days += [on(f"2026-11-{day:02} 10:00", f"2026-11-{day:02} 18:00") for day in range(17, 24)]
    (found,) = broken(WEEKLY, *days)
    assert found.start == utc("2026-11-15 23:00")
    assert found.found == 16 * H


def test_weeks_are_those_of_the_person() -> None:
    # From Monday to Sunday in Nouméa (UTC+11), which in Paris begins and ends on a Sunday.
    noumea = ZoneInfo("Pacific/Noumea")
    week = on("2026-11-16 00:00", "2026-11-23 00:00", zone=noumea)
    (found,) = broken(Rules(weekly_hours=48 * H), week, zone=noumea)
    assert (found.found, found.missing) == (168 * H, 120 * H)
    first, second = broken(Rules(weekly_hours=H), week)
    assert (first.found, second.found) == (10 * H, 158 * H)


def test_the_week_of_a_change_of_clocks_is_an_hour_longer_or_shorter() -> None:
    all_week = on("2026-10-19 00:00", "2026-10-26 00:00")
    (found,) = broken(Rules(weekly_hours=168 * H), all_week)
    assert found.found == 169 * H
    assert broken(Rules(weekly_hours=168 * H), on("2026-03-23 00:00", "2026-03-30 00:00")) == ()


def test_duties_that_touch_are_one_long_duty() -> None:
    rules = Rules(longest_duty=12 * H)
    first, second = on("2026-11-18 08:00", "2026-11-18 20:00"), *nights(18)
    assert broken(rules, first) == broken(rules, second) == ()
    (found,) = broken(rules, first, second)
    assert (found.rule, found.found) == (Rule.LONGEST_DUTY, 24 * H)


def test_two_roles_at_the_same_time_are_worked_once() -> None:
    twice = [on("2026-11-18 08:00", "2026-11-18 20:00")] * 2
    assert broken(Rules(longest_duty=12 * H, weekly_hours=12 * H), *twice) == ()


def test_nights_in_a_row_are_counted_from_evening_to_evening() -> None:
    rules = Rules(nights_in_a_row=3)
    assert broken(rules, *nights(16, 17, 18, 20, 21, 22)) == ()
    (found,) = broken(rules, *nights(16, 17, 18, 19))
    assert (found.rule, found.missing) == (Rule.NIGHTS, timedelta(days=1))
    assert found.start < utc("2026-11-16 20:00") < utc("2026-11-20 06:00") < found.end


def test_on_call_at_home_is_rest_but_for_what_is_worked() -> None:
    rules = Rules(11 * H, 35 * H, 48 * H, duty_is_rest=True)
    terms = {"Ana": Terms(rules, PARIS)}
    week = [on("2026-11-16 08:00", "2026-11-23 08:00")]
    assert broken_rules(week, terms, *YEAR) == ()
    calls = {
        "Ana": [
            (utc("2026-11-16 14:00"), utc("2026-11-16 15:00")),
            (utc("2026-11-17 01:00"), utc("2026-11-17 02:00")),
            (utc("2026-11-17 08:00"), utc("2026-11-17 09:00")),
        ]
    }
    (found,) = broken_rules(week, terms, *YEAR, interventions=calls)
    assert (found.rule, found.start, found.found) == (
        Rule.DAILY_REST,
        utc("2026-11-16 14:00"),
        10 * H,
    )


def test_only_what_is_broken_in_the_period_is_told() -> None:
    terms = {"Ana": Terms(DAILY, PARIS)}
    day = [on("2026-11-18 08:00", "2026-11-19 08:00")]
    start, end = utc("2026-11-18 07:00"), utc("2026-11-19 07:00")
    assert len(broken_rules(day, terms, start, end)) == 1
    assert len(broken_rules(day, terms, end - H / 60, end + H)) == 1
    assert broken_rules(day, terms, end, end + H) == ()
    assert broken_rules(day, terms, start - H, start) == ()


def test_without_terms_nothing_is_asked() -> None:
    assert broken_rules([on("2026-11-18 08:00", "2026-12-18 08:00", "Ben")], {}, *YEAR) == ()


def change(before: list[Duty], after: list[Duty], rules: Rules, now: str) -> tuple[Broken, ...]:
    terms = {person: Terms(rules, PARIS) for person in ("Ana", "Ben")}
    return broken_by(before, after, terms, *YEAR, now=utc(now))


def test_a_change_tells_what_it_breaks_and_not_what_was_broken_before() -> None:
    before = [*nights(16), *nights(18, person="Ben"), on("2026-11-25 08:00", "2026-11-26 08:00")]
    day_after = on("2026-11-17 09:00", "2026-11-17 17:00")
    (found,) = change(before, [*before, day_after], DAILY, "2026-11-01 12:00")
    assert (found.person, found.rule, found.start.day) == ("Ana", Rule.DAILY_REST, 16)
    assert change([*before, day_after], before, DAILY, "2026-11-01 12:00") == ()


def test_a_change_that_breaks_a_rule_worse_tells_it_again() -> None:
    rules = Rules(weekly_hours=30 * H)
    before, more = nights(16, 17, 18), nights(16, 17, 18, 19)
    (found,) = change(before, more, rules, "2026-11-01 12:00")
    assert found.found == 48 * H
    assert change(more, before, rules, "2026-11-01 12:00") == ()


def test_a_swap_tells_of_both_people() -> None:
    before = [*nights(16, 17), *nights(18, 19, person="Ben")]
    after = [*nights(16, 18), *nights(17, 19, person="Ben")]
    assert change(before, after, Rules(nights_in_a_row=1), "2026-11-01 12:00") == ()
    found = change(after, before, Rules(nights_in_a_row=1), "2026-11-01 12:00")
    assert [(broken.person, broken.rule) for broken in found] == [
        ("Ana", Rule.NIGHTS),
        ("Ben", Rule.NIGHTS),
    ]


def test_a_duty_given_later_than_the_notice_is_told_and_one_taken_away_is_not() -> None:
    rules = Rules(notice=timedelta(days=15))
    (duty,) = nights(18)  # from 19:00 UTC
    (found,) = change([], [duty], rules, "2026-11-08 19:00")
    assert (found.rule, found.found) == (Rule.NOTICE, timedelta(days=10))
    assert change([duty], [], rules, "2026-11-08 19:00") == ()
    assert change([], [duty], rules, "2026-11-03 19:00") == ()
    assert change([duty], [duty], rules, "2026-11-17 19:00") == ()


def test_a_duty_made_longer_at_the_last_minute_is_told_and_one_made_shorter_is_not() -> None:
    rules = Rules(notice=timedelta(days=15))
    short, long = on("2026-11-18 20:00", "2026-11-19 00:00"), *nights(18)
    (found,) = change([short], [long], rules, "2026-11-18 23:00")
    assert found.found == timedelta()
    assert change([long], [short], rules, "2026-11-18 12:00") == ()
    assert change([], [long], rules, "2026-11-19 07:00") == ()
