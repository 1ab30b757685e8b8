"""What is said of a roster's coverage, with literal dates; both changes of clocks among them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedules.cover import Share
from schedules.coverage import Coverage, coverage
from schedules.finding import Finding, Kind
from schedules.requirement import Requirement
from schedules.roster import Roster
from schedules.rotation import Rotation
from schedules.shift import Shift
from schedules.window import Window
from tests.schedules.rosters import PARIS, rotation, utc

EVERY_DAY = frozenset(range(7))
FIRST = Requirement("psychologists", "first", PARIS)
BACKUP = Requirement("psychologists", "backup", PARIS)
DAY = Window(EVERY_DAY, time(8), time(20))
NIGHT = Window(EVERY_DAY, time(20), time(8))
HOUR = timedelta(hours=1)


def found(
    *sources: Rotation | Shift,
    need: tuple[Requirement, ...] = (FIRST,),
    start: str = "2026-11-23 07:00",
    end: str = "2026-11-30 07:00",
    **no_phone: str,
) -> Coverage:
    roster = Roster(
        tuple(source for source in sources if isinstance(source, Rotation)),
        tuple(source for source in sources if isinstance(source, Shift)),
    )
    return coverage(roster, need, utc(start), utc(end), no_phone)


def shift(key: str, person: str, starts: str, ends: str, **changes: str) -> Shift:
    team, role = changes.get("team", "psychologists"), changes.get("role", "first")
    begin, finish = datetime.fromisoformat(starts), datetime.fromisoformat(ends)
    return Shift(key, team, role, person, PARIS, begin, finish)


def when(finding: Finding) -> tuple[str, str]:
    return f"{finding.start:%Y-%m-%d %H:%M}", f"{finding.end:%Y-%m-%d %H:%M}"


def test_a_rotation_day_and_night_leaves_nothing_to_say() -> None:
    result = found(rotation("Ana", "Ben"))
    assert result.findings == ()
    assert result.total == Share(168 * HOUR, 168 * HOUR)
    assert result.total.percent == 100.0


def test_hours_in_which_nobody_is_on_are_a_gap_with_how_many_are_missing() -> None:
    result = found(rotation("Ana", windows=(DAY,)), end="2026-11-24 07:00")
    (gap,) = result.findings
    assert gap.kind is Kind.GAP
    assert when(gap) == ("2026-11-23 19:00", "2026-11-24 07:00")
    assert (gap.missing, gap.people) == (1, ())
    assert result.total == Share(24 * HOUR, 12 * HOUR)


def test_a_gap_goes_on_over_handovers_and_days() -> None:
    (gap,) = found(rotation("Ana", team="doctors")).findings
    assert when(gap) == ("2026-11-23 07:00", "2026-11-30 07:00")


def test_a_person_who_is_on_twice_in_a_role_counts_once() -> None:
    two = Requirement("psychologists", "first", PARIS, at_least=2, wished=2)
    again = rotation("Ana", key="again")
    (gap,) = found(rotation("Ana"), again, need=(two,)).findings
    assert (gap.kind, gap.missing, gap.people) == (Kind.GAP, 1, ("Ana",))
    assert found(rotation("Ana"), rotation("Ben", key="again"), need=(two,)).findings == ()


def test_fewer_than_wished_is_thin_and_covered_all_the_same() -> None:
    wish = Requirement("psychologists", "first", PARIS, at_least=1, wished=3)
    result = found(rotation("Ana", "Ben"), need=(wish,))
    (thin,) = result.findings
    # Who is on changes every morning; that there are two too few does not.
    assert (thin.kind, thin.missing, thin.people) == (Kind.THIN, 2, ("Ana", "Ben"))
    assert when(thin) == ("2026-11-23 07:00", "2026-11-30 07:00")
    assert result.total.percent == 100.0


def test_one_person_alone_in_both_roles_stands_behind_themselves() -> None:
    backup = rotation("Ana", "Ben", key="backup", role="backup")
    result = found(rotation("Ana"), backup, need=(FIRST, BACKUP))
    kinds = [(finding.kind, finding.people, when(finding)[0]) for finding in result.findings]
    # Every other day, told once each, and not a second time as a double duty.
    assert kinds == [
        (Kind.ALONE, ("Ana",), f"2026-11-{day} 07:00") for day in ("23", "25", "27", "29")
    ]
    pairs = {((finding.team, finding.role), finding.beside) for finding in result.findings}
    assert pairs == {(("psychologists", "backup"), ("psychologists", "first"))}


def test_who_shares_one_of_the_roles_is_on_twice_but_not_alone() -> None:
    backup = rotation("Ana", key="backup", role="backup")
    also = rotation("Cléo", key="also", role="backup")
    (double,) = found(rotation("Ana"), backup, also, need=(FIRST, BACKUP)).findings
    assert (double.kind, double.people) == (Kind.DOUBLE, ("Ana",))


def test_somebody_on_duty_in_two_teams_is_told_once_for_the_hours_they_share() -> None:
    night = shift(
        "coordination", "Ana", "2026-11-23 22:00", "2026-11-24 02:00", team="coordinators"
    )
    (double,) = found(rotation("Ana"), night).findings
    assert double.kind is Kind.DOUBLE
    assert (double.team, double.role) == ("coordinators", "first")
    assert double.beside == ("psychologists", "first")
    assert when(double) == ("2026-11-23 21:00", "2026-11-24 01:00")


def test_duties_that_touch_are_not_double() -> None:
    early = shift("early", "Ben", "2026-11-23 08:00", "2026-11-23 12:00", team="doctors")
    late = shift("late", "Ben", "2026-11-23 12:00", "2026-11-23 18:00", team="vets")
    assert found(rotation("Ana"), early, late).findings == ()


def test_somebody_on_duty_who_cannot_be_rung_is_told_with_the_reason() -> None:
    result = found(rotation("Ana", "Ben"), Ben="none", end="2026-11-25 07:00")
    (told,) = result.findings
    assert (told.kind, told.people, told.reason) == (Kind.NO_PHONE, ("Ben",), "none")
    assert told.end - told.start == 24 * HOUR
    assert result.total.percent == 100.0


def test_the_greatest_of_several_requirements_counts() -> None:
    by_day = Requirement("psychologists", "first", PARIS, 2, 2, (DAY,))
    result = found(rotation("Ana"), need=(FIRST, by_day), end="2026-11-24 07:00")
    (gap,) = result.findings
    assert when(gap) == ("2026-11-23 07:00", "2026-11-23 19:00")
    assert result.total == Share(36 * HOUR, 24 * HOUR)


def test_each_team_and_role_has_its_own_share() -> None:
    need = (FIRST, Requirement("vets", "first", PARIS, windows=(DAY,)))
    result = found(rotation("Ana"), need=need)
    assert {place: part.percent for place, part in result.shares.items()} == {
        ("psychologists", "first"): 100.0,
        ("vets", "first"): 0.0,
    }
    assert result.total.percent == 66.6


def test_a_hundred_percent_is_said_only_when_nothing_is_missing() -> None:
    assert Share(timedelta(days=90), timedelta(days=90) - timedelta(seconds=1)).percent == 99.9
    assert Share().percent == 100.0


@pytest.mark.parametrize(
    ("evening", "morning", "hours"),
    [
        ("2026-03-28 19:00", "2026-03-29 06:00", 11),
        ("2026-10-24 18:00", "2026-10-25 07:00", 13),
        ("2027-03-27 19:00", "2027-03-28 06:00", 11),
        ("2027-10-30 18:00", "2027-10-31 07:00", 13),
    ],
)
def test_a_night_over_a_change_of_clocks_is_required_for_the_hours_it_lasts(
    evening: str, morning: str, hours: int
) -> None:
    nights = Requirement("psychologists", "first", PARIS, windows=(NIGHT,))
    by_day = rotation("Ana", windows=(DAY,))
    day = evening[:10]
    result = found(by_day, need=(nights,), start=f"{day} 12:00", end=f"{morning[:10]} 12:00")
    (gap,) = result.findings
    assert when(gap) == (evening, morning)
    assert result.total.required == hours * HOUR
    by_night = rotation("Ben", key="nights", windows=(NIGHT,))
    covered = found(by_day, by_night, start=f"{day} 12:00", end=f"{morning[:10]} 12:00")
    assert covered.findings == ()


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-28 23:00", "2026-03-29 22:00", 23),
        ("2026-10-24 22:00", "2026-10-25 23:00", 25),
        ("2027-03-27 23:00", "2027-03-28 22:00", 23),
        ("2027-10-30 22:00", "2027-10-31 23:00", 25),
    ],
)
def test_a_day_in_which_clocks_change_has_23_or_25_hours_to_cover(
    start: str, end: str, hours: int
) -> None:
    halves = rotation("Ana", windows=(DAY,)), rotation("Ben", key="nights", windows=(NIGHT,))
    result = found(*halves, start=start, end=end)
    assert (result.findings, result.total) == ((), Share(hours * HOUR, hours * HOUR))
    by_windows = (Requirement("psychologists", "first", PARIS, windows=(DAY, NIGHT)),)
    assert found(*halves, need=by_windows, start=start, end=end).total == result.total


def test_hours_that_the_clocks_skip_are_not_required_and_repeated_ones_once() -> None:
    listening = Window(frozenset({6}), time(2, 15), time(2, 45))
    need = (Requirement("psychologists", "first", PARIS, windows=(listening,)),)
    spring = found(need=need, start="2026-03-28 12:00", end="2026-03-30 12:00")
    assert (spring.findings, spring.total) == ((), Share())
    autumn = found(need=need, start="2026-10-24 12:00", end="2026-10-26 12:00")
    assert [when(gap) for gap in autumn.findings] == [("2026-10-25 00:15", "2026-10-25 00:45")]


def test_a_period_that_ends_inside_the_repeated_hour_ends_there() -> None:
    late = Window(frozenset({6}), time(2, 30), time(4))
    need = (Requirement("psychologists", "first", PARIS, windows=(late,)),)
    # 01:10 UTC is 02:10 for the second time: it has been 02:30 before.
    (gap,) = found(need=need, start="2026-10-24 12:00", end="2026-10-25 01:10").findings
    assert when(gap) == ("2026-10-25 00:30", "2026-10-25 01:10")


def test_hours_are_those_of_the_teams_own_zone() -> None:
    need = (Requirement("doctors", "first", ZoneInfo("Indian/Reunion"), windows=(DAY,)),)
    (gap,) = found(need=need, start="2026-11-23 00:00", end="2026-11-24 00:00").findings
    assert when(gap) == ("2026-11-23 04:00", "2026-11-23 16:00")


def test_what_began_before_the_period_is_told_from_its_beginning_on() -> None:
    nights = Requirement("psychologists", "first", PARIS, windows=(NIGHT,))
    (gap,) = found(need=(nights,), start="2026-11-23 23:00", end="2026-11-24 12:00").findings
    assert when(gap) == ("2026-11-23 23:00", "2026-11-24 07:00")


def test_a_requirement_of_nobody_or_a_wish_below_it_is_refused() -> None:
    for at_least, wished in ((0, 0), (2, 1)):
        with pytest.raises(ValueError, match="need at least one"):
            Requirement("psychologists", "first", PARIS, at_least, wished)


def test_a_naive_period_is_refused() -> None:
    roster = Roster((rotation("Ana", starts_on=date(2026, 1, 1)),))
    with pytest.raises(ValueError, match="names no instant"):
        coverage(roster, [FIRST], datetime.fromisoformat("2026-01-01"), utc("2026-01-02 00:00"))
