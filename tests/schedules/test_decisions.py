"""Decisions, with literal dates: the later wins, an absence leaves a hole, a swap follows."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from schedules.decisions import Absence, Addition, Decision, Gift, Removal, Replacement
from schedules.duty import ByDecision
from schedules.on_duty import next_duty, next_handover, on_duty
from schedules.planned import Planned, planned
from schedules.roster import Roster
from schedules.rotation import Rotation
from schedules.shift import Shift
from tests.schedules.rosters import PARIS, people_on, rotation, utc

LONG_AGO = utc("2025-12-01 00:00")


def local(text: str) -> datetime:
    """What a clock in Paris shows."""
    return datetime.fromisoformat(text)


def when(starts: str, ends: str, made: str | datetime = LONG_AGO, **more: Any) -> dict[str, Any]:
    """The period of a decision in Paris, and when it was made."""
    at = utc(made) if isinstance(made, str) else made
    local = {"starts": datetime.fromisoformat(starts), "ends": datetime.fromisoformat(ends)}
    return {"key": "d1", "zone": PARIS, "made": at} | local | more


def roster(*decisions: Decision, rule: Rotation | None = None) -> Roster:
    """Anne, Bruno, Chloé by the day from 1 January 2026 at 8, and these decisions."""
    rule = rule or rotation("anne", "bruno", "chloe")
    return Roster((rule,), decisions=decisions)


def day(roster: Roster, first: str, last: str) -> Planned:
    return planned(roster, utc(first), utc(last))


def told(found: Planned) -> list[str]:
    """Each stretch with its local times, an open one by who left it."""
    stretches = [(d.start, d.end, d.person) for d in found.duties]
    stretches += [(d.start, d.end, f"({d.left_by})") for d in found.open_duties]
    return [
        f"{who} {start.astimezone(PARIS):%d %H:%M}–{end.astimezone(PARIS):%d %H:%M}"
        for start, end, who in sorted(stretches)
    ]


def test_an_addition_beside_those_on_is_a_duty_of_its_own() -> None:
    extra = Addition(
        team="psychologists", role="first", person="emma", **when("2026-03-02T10", "2026-03-02T12")
    )
    assert people_on(roster(extra), "2026-03-02 08:59") == ["anne"]
    assert people_on(roster(extra), "2026-03-02 09:00") == ["anne", "emma"]
    assert people_on(roster(extra), "2026-03-02 11:00") == ["anne"]
    added = on_duty(roster(extra), utc("2026-03-02 10:00"))[1]
    assert (added.source, added.why, added.decisions) == ("d1", ByDecision(), ("d1",))


def test_a_replacement_acts_only_where_the_person_is_on() -> None:
    swap = Replacement(person="anne", by="emma", **when("2026-03-02T00", "2026-03-04T00"))
    # Anne is on from the 2nd at 8 to the 3rd at 8; Bruno afterwards.
    assert told(day(roster(swap), "2026-03-02 07:00", "2026-03-03 12:00")) == [
        "emma 02 08:00–03 08:00",
        "bruno 03 08:00–04 08:00",
    ]


def test_an_absence_leaves_the_duty_open_and_says_by_whom() -> None:
    away = Absence(person="anne", **when("2026-03-02T20", "2026-03-09T00"))
    assert told(day(roster(away), "2026-03-02 07:00", "2026-03-03 12:00")) == [
        "anne 02 08:00–02 20:00",
        "(anne) 02 20:00–03 08:00",
        "bruno 03 08:00–04 08:00",
    ]
    assert people_on(roster(away), "2026-03-02 21:00") == []


def test_an_absence_never_brings_back_whoever_was_replaced() -> None:
    swap = Replacement(person="anne", by="emma", **when("2026-03-02T00", "2026-03-04T00"))
    away = Absence(person="emma", **when("2026-03-02T12", "2026-03-03T00", key="d2"))
    assert told(day(roster(swap, away), "2026-03-02 07:00", "2026-03-03 06:00")) == [
        "emma 02 08:00–02 12:00",
        "(emma) 02 12:00–03 00:00",
        "emma 03 00:00–03 08:00",
    ]


def test_an_addition_takes_what_is_open_before_it_adds() -> None:
    away = Absence(person="anne", **when("2026-03-02T00", "2026-03-04T00"))
    cover = Addition(
        team="psychologists",
        role="first",
        person="emma",
        **when("2026-03-02T20", "2026-03-03T10", key="d2"),
    )
    found = day(roster(away, cover), "2026-03-02 07:00", "2026-03-03 12:00")
    assert told(found) == [
        "(anne) 02 08:00–02 20:00",
        "emma 02 20:00–03 08:00",
        "emma 03 08:00–03 10:00",
        "bruno 03 08:00–04 08:00",
    ]
    assert found.duties[0].decisions == ("d1", "d2")


def test_the_later_decision_wins() -> None:
    away = when("2026-06-01T00", "2026-06-30T00", key="away")
    takes = when("2026-06-14T08", "2026-06-15T08", key="takes")
    # Chloé is on from the 14th at 8.
    given: dict[str, Any] = {"source": "psychologists-first", "local_start": local("2026-06-14T08")}
    absence = Absence(person="anne", **away)
    gift = Gift(person="chloe", to="anne", **given, **takes)
    there = ("2026-06-14 07:00", "2026-06-14 12:00")
    assert told(day(roster(absence, gift), *there)) == ["anne 14 08:00–15 08:00"]
    assert told(day(roster(gift, absence), *there)) == ["(anne) 14 08:00–15 08:00"]


def test_no_decision_acts_before_it_was_made_nor_after_it_was_withdrawn() -> None:
    late = Replacement(
        person="anne",
        by="emma",
        **when(
            "2026-03-02T00",
            "2026-03-04T00",
            made="2026-03-02 11:00",
            withdrawn=utc("2026-03-02 15:00"),
        ),
    )
    assert told(day(roster(late), "2026-03-02 07:00", "2026-03-03 06:00")) == [
        "anne 02 08:00–02 12:00",
        "emma 02 12:00–02 16:00",
        "anne 02 16:00–03 08:00",
    ]


def test_a_removal_asks_for_nobody_instead() -> None:
    off = Removal(person="anne", role="first", **when("2026-03-02T08", "2026-03-02T10"))
    found = day(roster(off), "2026-03-02 07:00", "2026-03-02 12:00")
    assert told(found) == ["anne 02 10:00–03 08:00"]
    other = replace(off, role="backup")
    assert people_on(roster(other), "2026-03-02 08:00") == ["anne"]
    assert day(roster(other), "2026-03-01 00:00", "2026-03-04 00:00").idle == ("d1",)


GIVEN = {"source": "psychologists-first", "person": "anne", "to": "emma"}


def given(**more: Any) -> Gift:
    """Anne gives her duty of 2 March to Emma."""
    times = when("2026-03-02T08", "2026-03-03T08") | {"local_start": local("2026-03-02T08")}
    return Gift(**GIVEN | times | more)


def test_a_given_duty_is_done_whole_by_the_other() -> None:
    assert told(day(roster(given()), "2026-03-02 07:00", "2026-03-06 12:00")) == [
        "emma 02 08:00–03 08:00",
        "bruno 03 08:00–04 08:00",
        "chloe 04 08:00–05 08:00",
        "anne 05 08:00–06 08:00",
        "bruno 06 08:00–07 08:00",
    ]


def test_a_taking_over_acts_from_the_moment_it_is_made() -> None:
    now = given(made=utc("2026-03-02 20:15"))
    assert told(day(roster(now), "2026-03-02 07:00", "2026-03-03 06:00")) == [
        "anne 02 08:00–02 21:15",
        "emma 02 21:15–03 08:00",
    ]


def test_a_swap_follows_a_duty_that_a_changed_rule_has_moved() -> None:
    edit = utc("2026-02-20 10:00")
    at_eight = rotation("anne", "bruno", "chloe")
    moved = Roster(
        (
            replace(at_eight, closed=edit),
            rotation("anne", "bruno", "chloe", handover=time(9, 30), opened=edit),
        ),
        decisions=(given(),),
    )
    assert told(planned(moved, utc("2026-03-02 07:00"), utc("2026-03-03 06:00"))) == [
        "chloe 01 09:30–02 09:30",
        "emma 02 09:30–03 09:30",
    ]


def test_a_swap_whose_duty_is_gone_changes_nothing_and_is_told() -> None:
    edit = utc("2026-02-20 10:00")
    rule = rotation("anne", "bruno", "chloe")
    without = Roster(
        (replace(rule, closed=edit), replace(rule, people=("bruno", "chloe"), opened=edit)),
        decisions=(given(),),
    )
    found = planned(without, utc("2026-03-01 00:00"), utc("2026-03-05 00:00"))
    assert {duty.person for duty in found.duties} == {"bruno", "chloe"}
    assert found.idle == ("d1",)


def test_a_moved_shift_keeps_its_identity_and_so_its_swap() -> None:
    edit = utc("2026-03-01 00:00")
    first = local("2026-03-02T08")
    once = Shift("s", "psychologists", "first", "anne", PARIS, first, local("2026-03-02T12"))
    later: dict[str, Any] = {"starts": local("2026-03-24T14"), "ends": local("2026-03-24T18")}
    moved = Roster(
        shifts=(
            replace(once, closed=edit),
            replace(once, **later, first_start=first, opened=edit),
        ),
        decisions=(given(source="s"),),
    )
    assert told(planned(moved, utc("2026-03-20 00:00"), utc("2026-03-25 00:00"))) == [
        "emma 24 14:00–24 18:00"
    ]
    assert planned(moved, utc("2026-03-02 00:00"), utc("2026-03-05 00:00")) == Planned((), (), ())


def test_a_second_window_of_the_day_is_not_given_with_the_first() -> None:
    shift: dict[str, Any] = {
        "team": "psychologists",
        "role": "first",
        "person": "anne",
        "zone": PARIS,
    }
    mornings, afternoons = (
        Shift(key, **shift, starts=local(f"2026-03-02T{at:02}"), ends=local(f"2026-03-02T{at + 4}"))
        for key, at in (("psychologists-first", 8), ("other", 14))
    )
    both = Roster(shifts=(mornings, afternoons), decisions=(given(),))
    assert told(planned(both, utc("2026-03-02 00:00"), utc("2026-03-03 00:00"))) == [
        "emma 02 08:00–02 12:00",
        "anne 02 14:00–02 18:00",
    ]
    assert people_on(both, "2026-03-02 14:00") == ["anne"]


def test_an_edit_in_the_middle_of_a_duty_leaves_what_is_over_and_joins_what_goes_on() -> None:
    edit = utc("2026-03-02 11:00")
    rule = rotation("anne", "bruno", "chloe")
    same = Roster((replace(rule, closed=edit), replace(rule, opened=edit)))
    plain = Roster((rule,))
    period = utc("2026-03-01 00:00"), utc("2026-03-04 00:00")
    assert planned(same, *period) == planned(plain, *period)
    assert on_duty(same, edit) == on_duty(plain, edit)
    emma = Roster((replace(rule, closed=edit), replace(rule, people=("emma",), opened=edit)))
    assert told(planned(emma, utc("2026-03-02 07:00"), utc("2026-03-03 06:00"))) == [
        "anne 02 08:00–02 12:00",
        "emma 02 12:00–03 08:00",
    ]


def test_the_roster_as_it_was_known_then() -> None:
    absence = Absence(person="anne", **when("2026-03-02T00", "2026-03-04T00", "2026-03-01 12:00"))
    now = roster(absence)
    there = ("2026-03-02 07:00", "2026-03-02 12:00")
    assert told(day(now, *there)) == ["(anne) 02 08:00–03 08:00"]
    assert told(day(now.known_at(utc("2026-03-01 11:59")), *there)) == ["anne 02 08:00–03 08:00"]


def test_what_comes_next_knows_decisions() -> None:
    away = Absence(person="bruno", **when("2026-03-01T00", "2026-03-08T00"))
    relief = Replacement(
        person="anne", by="emma", **when("2026-03-02T20", "2026-03-03T00", key="d2")
    )
    now = roster(away, relief)
    upcoming = next_duty(now, utc("2026-03-02 08:00"), team="psychologists", role="first")
    assert upcoming is not None
    assert (upcoming.person, upcoming.start) == ("emma", utc("2026-03-02 19:00"))
    after = next_duty(now, utc("2026-03-03 00:00"), team="psychologists")
    assert after is not None
    assert (after.person, after.start) == ("chloe", utc("2026-03-04 07:00"))
    edge = next_handover(now, utc("2026-03-02 08:00"), "psychologists", "first")
    assert edge == utc("2026-03-02 19:00")


def test_decisions_at_a_change_of_clocks_are_local_times() -> None:
    # On 25 October 2026 at 3:00 it is 2:00 again; on 29 March at 2:00 it is 3:00.
    nights = rotation("anne", starts_on=date(2026, 1, 1))
    autumn = Removal(person="anne", **when("2026-10-25T02:30", "2026-10-25T03:00"))
    assert told(day(roster(autumn, rule=nights), "2026-10-24 20:00", "2026-10-25 04:00")) == [
        "anne 24 08:00–25 02:30",
        "anne 25 03:00–25 08:00",
    ]
    gone = on_duty(roster(autumn, rule=nights), utc("2026-10-25 00:30"))
    assert gone == ()  # the first 2:30
    assert people_on(roster(autumn, rule=nights), "2026-10-25 02:00") == ["anne"]
    spring = Removal(person="anne", **when("2026-03-29T02:15", "2026-03-29T02:45"))
    assert people_on(roster(spring, rule=nights), "2026-03-29 01:00") == ["anne"]


def test_the_same_moment_is_found_alone_and_in_a_long_period() -> None:
    extra = Addition(
        team="psychologists", role="first", person="anne", **when("2026-03-01T12", "2026-03-04T00")
    )
    now = roster(extra)
    whole = planned(now, utc("2026-03-01 00:00"), utc("2026-03-06 00:00")).duties
    at = utc("2026-03-01 06:00")
    while at < utc("2026-03-05 00:00"):
        assert on_duty(now, at) == tuple(d for d in whole if d.start <= at < d.end), at
        at += timedelta(hours=1)


def test_an_addition_fills_the_same_open_duty_whatever_the_period() -> None:
    edited = utc("2026-03-02 12:00")
    rule = rotation("anne", key="a")
    rules = (
        replace(rule, closed=edited),
        rotation("bruno", key="b"),
        replace(rule, opened=edited),  # read from its rows, a newer version comes last
    )
    period = when("2026-03-02T00", "2026-03-03T00")
    away = (Absence(person=who, **period | {"key": f"{who} away"}) for who in ("anne", "bruno"))
    later = when("2026-03-02T14", "2026-03-03T00")
    emma = Addition(team="psychologists", role="first", person="emma", **later)
    now = Roster(rules, decisions=(*away, emma))
    for start in ("2026-03-02 07:00", "2026-03-02 15:00"):
        found = day(now, start, "2026-03-02 16:00")
        assert [(duty.source, duty.person) for duty in found.duties] == [("a", "emma")]
        assert ("b", "bruno") in [(duty.source, duty.left_by) for duty in found.open_duties]


def test_whoever_is_added_while_they_are_on_begins_when_that_ends() -> None:
    short = rotation("anne", ends_on=date(2026, 3, 2))
    more = Addition(
        team="psychologists", role="first", person="anne", **when("2026-03-01T12", "2026-03-04T00")
    )
    now = roster(more, rule=short)
    found = next_duty(now, utc("2026-03-01 20:00"), team="psychologists")
    assert found is not None
    assert (found.source, found.start) == (more.key, utc("2026-03-02 07:00"))
