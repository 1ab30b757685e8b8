"""What decisions leave open, hide, or no longer do, with literal dates."""

from datetime import datetime, time, timedelta
from typing import Any

from schedules.coverage import Coverage, coverage
from schedules.decisions import Absence, Addition, Decision, Gift, Removal, Replacement
from schedules.finding import Finding, Kind
from schedules.requirement import Requirement
from schedules.roster import Roster
from schedules.rotation import Rotation
from schedules.window import Window
from tests.schedules.rosters import PARIS, rotation, utc

FIRST = Requirement("psychologists", "first", PARIS)
HERE: dict[str, Any] = {"team": "psychologists", "role": "first"}
DAY = Window(frozenset(range(7)), time(8), time(20))
LONG_AGO = utc("2026-10-01 00:00")


def when(starts: str, ends: str, key: str = "d1") -> dict[str, Any]:
    """The period of a decision in Paris."""
    first, last = datetime.fromisoformat(starts), datetime.fromisoformat(ends)
    return {"key": key, "zone": PARIS, "starts": first, "ends": last, "made": LONG_AGO}


def found(*decisions: Decision, rule: Rotation | None = None) -> Coverage:
    """A week from Monday 23 November 2026 at 8; Ana and Ben take days in turn, Ana that Monday."""
    rules = (rule or rotation("Ana", "Ben"),)
    start, end = utc("2026-11-23 07:00"), utc("2026-11-30 07:00")
    return coverage(Roster(rules, decisions=decisions), [FIRST], start, end)


def told(finding: Finding) -> tuple[str, str, str, tuple[str, ...]]:
    start, end = (at.astimezone(PARIS) for at in (finding.start, finding.end))
    return str(finding.kind), f"{start:%d %H:%M}", f"{end:%d %H:%M}", finding.people


def test_an_absence_leaves_a_gap_and_says_whose_duty_it_is() -> None:
    result = found(Absence(person="Ben", **when("2026-11-24T12:00", "2026-11-24T18:00")))
    assert [told(finding) for finding in result.findings] == [
        ("gap", "24 12:00", "24 18:00", ()),
        ("open", "24 12:00", "24 18:00", ("Ben",)),
    ]
    assert result.of(Kind.OPEN)[0].decisions == ("d1",)
    assert result.total.required - result.total.covered == timedelta(hours=6)


def test_an_absence_that_is_covered_leaves_nothing_and_hides_nothing() -> None:
    ill = Absence(person="Ben", **when("2026-11-24T12:00", "2026-11-24T18:00"))
    cover = Addition(person="Cléo", **HERE, **when("2026-11-24T12:00", "2026-11-24T18:00", "d2"))
    assert found(ill, cover).findings == ()


def test_what_covers_a_hole_of_the_rotation_itself_is_told() -> None:
    daytime = rotation("Ana", windows=(DAY,))
    night = Addition(person="Cléo", **HERE, **when("2026-11-24T18:00", "2026-11-25T10:00"))
    result = found(night, rule=daytime)
    (hiding,) = result.of(Kind.HIDDEN)
    assert told(hiding) == ("hidden", "24 20:00", "25 08:00", ("Cléo",))
    assert (hiding.missing, hiding.needed, hiding.decisions) == (1, 1, ("d1",))
    # The other nights are gaps, and that one is not.
    assert [told(gap)[1] for gap in result.of(Kind.GAP)] == [
        f"{day} 20:00" for day in (23, 25, 26, 27, 28, 29)
    ]


def test_half_a_hole_that_is_covered_is_told_as_half_hidden() -> None:
    daytime = rotation("Ana", windows=(DAY,))
    evening = Addition(person="Cléo", **HERE, **when("2026-11-24T20:00", "2026-11-25T00:00"))
    result = found(evening, rule=daytime)
    assert [told(one)[1:3] for one in result.of(Kind.HIDDEN)] == [("24 20:00", "25 00:00")]
    assert told(result.of(Kind.GAP)[1])[1:3] == ("25 00:00", "25 08:00")


def test_replacing_somebody_hides_nothing() -> None:
    instead = Replacement(person="Ben", by="Cléo", **when("2026-11-24T08:00", "2026-11-25T08:00"))
    assert found(instead).findings == ()


def test_taking_somebody_away_leaves_a_gap_that_nobody_is_asked_for() -> None:
    off = Removal(person="Ben", **when("2026-11-24T08:00", "2026-11-25T08:00"))
    assert [told(finding) for finding in found(off).findings] == [
        ("gap", "24 08:00", "25 08:00", ())
    ]


def test_a_swap_of_a_duty_that_exists_no_longer_is_told_with_why() -> None:
    swap = Gift(
        source="psychologists-last-year",
        local_start=datetime.fromisoformat("2026-11-24T08:00"),
        person="Ben",
        to="Cléo",
        **when("2026-11-24T08:00", "2026-11-25T08:00"),
    )
    (idle,) = found(swap).findings
    assert told(idle) == ("idle", "24 08:00", "25 08:00", ("Ben",))
    assert (idle.reason, idle.decisions, idle.team) == ("gone", ("d1",), "")


def test_a_swap_of_a_duty_that_is_somebody_elses_by_now_is_told_with_why() -> None:
    day = when("2026-11-24T08:00", "2026-11-25T08:00")
    given = {"source": "psychologists-first", "local_start": day["starts"]}
    first = Gift(person="Ben", to="Cléo", **given, **day)
    again = Gift(person="Ben", to="Dan", **given, **(day | {"key": "d2"}))
    (idle,) = found(first, again).findings
    assert (idle.kind, idle.reason, idle.decisions) == (Kind.IDLE, "passed on", ("d2",))
    assert (idle.team, idle.role) == ("psychologists", "first")


def test_adding_who_is_on_and_removing_who_is_not_are_told_with_why() -> None:
    on = Addition(person="Ben", **HERE, **when("2026-11-24T10:00", "2026-11-24T12:00"))
    off = Removal(person="Dan", **when("2026-11-25T10:00", "2026-11-25T12:00", "d2"))
    reasons = [(finding.reason, finding.decisions) for finding in found(on, off).findings]
    assert reasons == [("on already", ("d1",)), ("not on", ("d2",))]


def test_an_absence_without_a_duty_is_no_news() -> None:
    away = Absence(person="Dan", **when("2026-11-24T08:00", "2026-11-27T08:00"))
    assert found(away).findings == ()
