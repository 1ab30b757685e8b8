"""Thousands of shifts and decisions: what is known of them is worked out once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedules.decisions import Decision, Gift, Replacement
from schedules.local_time import instant
from schedules.on_duty import next_duty, on_duty
from schedules.roster import Roster
from schedules.shift import Shift
from tests.schedules.rosters import PARIS, utc

FIRST = datetime.fromisoformat("2025-01-01 08:00")
MADE = utc("2024-12-01 00:00")


def shift(number: int) -> Shift:
    """Four hours, right after the one before."""
    starts = FIRST + number * timedelta(hours=4)
    who = f"person {number % 40}"
    ends = starts + timedelta(hours=4)
    return Shift(f"shift-{number}", "psychologists", "first", who, PARIS, starts, ends)


def gift(given: Shift) -> Gift:
    return Gift(
        key=f"gift of {given.key}",
        zone=PARIS,
        starts=given.starts,
        ends=given.ends,
        made=MADE,
        person=given.person,
        to="Ana",
        source=given.key,
        local_start=given.starts,
    )


def replacement(replaced: Shift) -> Replacement:
    return Replacement(
        key=f"instead in {replaced.key}",
        zone=PARIS,
        starts=replaced.starts,
        ends=replaced.ends,
        made=MADE,
        person=replaced.person,
        by="Ben",
    )


def test_a_second_question_works_out_no_local_time_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shifts = [shift(number) for number in range(4000)]
    decisions: list[Decision] = [*map(gift, shifts[::4]), *map(replacement, shifts[1::4])]
    roster = Roster(shifts=tuple(shifts), decisions=tuple(decisions))
    asked_for = list[datetime]()

    def counted(wall: datetime, zone: ZoneInfo) -> datetime:
        asked_for.append(wall)
        return instant(wall, zone)

    for module in ("shift", "decisions", "planned"):
        monkeypatch.setattr(f"schedules.{module}.instant", counted)

    def ask() -> list[str]:
        noon = utc("2026-02-03 12:00")
        hours = [noon + n * timedelta(hours=4) for n in range(4)]
        following = next_duty(roster, noon, team="psychologists")
        assert following is not None
        return [following.person, *(duty.person for at in hours for duty in on_duty(roster, at))]

    first = ask()
    assert len(asked_for) >= 2 * len(shifts)
    asked_for.clear()
    assert ask() == first
    assert asked_for == []
    assert {"Ana", "Ben"} < {*first}
