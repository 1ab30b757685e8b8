"""Asking a roster: who, over which period, who next, and when it changes."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from schedules.local_time import instant
from schedules.on_duty import duties, next_duty, next_handover, on_duty
from schedules.roster import Roster
from schedules.window import Window
from tests.schedules.rosters import PARIS, people_on, rotation, utc, weekly

MIDWIVES: dict[str, Any] = {"key": "midwives", "team": "midwives", "role": "peer"}
TUESDAYS = Window(frozenset({1}), time(18), time(21))
ROSTER = Roster(
    (
        rotation("Ana", "Ben"),
        rotation("Cléo", key="backup", role="backup", handover=time(20)),
        weekly("Dina", "Eve", **MIDWIVES, starts_on=date(2026, 1, 5), windows=(TUESDAYS,)),
    )
)


def test_duties_of_a_period_are_whole_and_in_order() -> None:
    found = duties(ROSTER.of("psychologists"), utc("2026-01-06 12:00"), utc("2026-01-07 07:00"))
    assert [(d.role, d.person, d.start) for d in found] == [
        ("backup", "Cléo", utc("2026-01-05 19:00")),
        ("first", "Ben", utc("2026-01-06 07:00")),
        ("backup", "Cléo", utc("2026-01-06 19:00")),
    ]


def test_a_duty_that_only_touches_the_period_is_outside_it() -> None:
    first = ROSTER.of("psychologists", "first")
    (duty,) = duties(first, utc("2026-01-06 07:00"), utc("2026-01-07 07:00"))
    assert (duty.start, duty.end) == (utc("2026-01-06 07:00"), utc("2026-01-07 07:00"))


def test_every_team_and_role_is_asked_at_once() -> None:
    assert people_on(ROSTER, "2026-01-06 17:30") == ["Cléo", "Ben", "Dina"]


def test_an_instant_means_the_same_in_any_zone() -> None:
    in_cayenne = utc("2026-01-06 17:30").astimezone(ZoneInfo("America/Cayenne"))
    assert on_duty(ROSTER, in_cayenne) == on_duty(ROSTER, utc("2026-01-06 17:30"))


@pytest.mark.parametrize("moment", ["2026-10-25 00:30", "2026-10-25 01:30"])
def test_somebody_is_on_in_both_hours_that_a_clock_shows_twice(moment: str) -> None:
    in_paris = utc(moment).astimezone(PARIS)
    assert [duty.person for duty in on_duty(ROSTER, in_paris)] == people_on(ROSTER, moment)
    assert people_on(ROSTER, moment)


def test_the_next_peer_is_announced_outside_their_hours() -> None:
    found = next_duty(ROSTER, utc("2026-01-07 03:00"), team="midwives")
    assert found is not None
    assert (found.person, found.start) == ("Eve", utc("2026-01-13 17:00"))


def test_a_duty_that_begins_now_is_on_and_not_next() -> None:
    begins = utc("2026-01-13 17:00")
    assert people_on(ROSTER.of("midwives"), begins) == ["Eve"]
    found = next_duty(ROSTER, begins, team="midwives", role="peer")
    assert found is not None
    assert (found.person, found.start) == ("Dina", utc("2026-01-20 17:00"))


def test_nobody_is_next_in_a_team_without_duties() -> None:
    assert next_duty(ROSTER, utc("2026-01-07 03:00"), team="vets") is None
    assert next_duty(ROSTER, utc("2026-01-07 03:00"), team="midwives", role="first") is None


def test_a_handover_is_the_next_time_a_duty_begins_or_ends() -> None:
    def midwives_after(at: str) -> datetime | None:
        return next_handover(ROSTER, utc(at), "midwives", "peer")

    assert midwives_after("2026-01-06 16:59:59") == utc("2026-01-06 17:00")
    assert midwives_after("2026-01-06 17:00") == utc("2026-01-06 20:00")
    assert midwives_after("2026-01-06 20:00") == utc("2026-01-13 17:00")


def test_no_handover_follows_the_end_of_the_last_duty() -> None:
    short = Roster((rotation("Ana", ends_on=date(2026, 1, 2)),))
    last = next_handover(short, utc("2026-01-01 12:00"), "psychologists", "first")
    assert last == utc("2026-01-02 07:00")
    assert next_handover(short, last, "psychologists", "first") is None


def test_an_instant_without_a_zone_is_refused_even_by_an_empty_roster() -> None:
    naive = datetime.fromisoformat("2026-01-06 17:30")
    for ask in (
        lambda: on_duty(Roster(), naive),
        lambda: duties(Roster(), naive, utc("2026-01-07 00:00")),
        lambda: duties(Roster(), utc("2026-01-06 00:00"), naive),
        lambda: next_duty(Roster(), naive, team="midwives"),
        lambda: next_handover(Roster(), naive, "midwives", "peer"),
    ):
        with pytest.raises(ValueError, match="give it a time zone"):
            ask()


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="give an end after its start"):
        duties(ROSTER, utc("2026-01-07 00:00"), utc("2026-01-07 00:00"))


def test_two_sources_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="give each its own"):
        Roster((rotation("Ana"), rotation("Ben")))


@pytest.mark.parametrize("windows", [(), (TUESDAYS,)])
@pytest.mark.parametrize("every", [1, 52])
@pytest.mark.parametrize("since", [1926, 2025, 2126])
def test_the_cost_of_asking_grows_neither_with_age_nor_with_the_length_of_a_turn(
    since: int, every: int, windows: tuple[Window, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = list[datetime]()

    def counted(wall: datetime, zone: ZoneInfo) -> datetime:
        looked_up.append(wall)
        return instant(wall, zone)

    monkeypatch.setattr("schedules.rotation.instant", counted)
    starts_on = date(since, 1, 5)
    roster = Roster((weekly("Ana", "Ben", starts_on=starts_on, every=every, windows=windows),))
    on_duty(roster, utc("2026-06-02 17:00"))
    assert len(looked_up) <= 4  # two for the duty of now, two for the one after


def test_a_local_time_is_asked_of_the_zone_of_its_own_rotation() -> None:
    paris = rotation("Ana", key="paris", zone=PARIS, ends_on=date(2026, 1, 2))
    reunion = rotation(
        "Ben", key="reunion", zone=ZoneInfo("Indian/Reunion"), ends_on=date(2026, 1, 2)
    )
    both = Roster((paris, reunion))
    assert people_on(both, "2026-01-01 04:00") == ["Ben"]
    assert people_on(both, "2026-01-01 07:00") == ["Ben", "Ana"]
    assert people_on(both, "2026-01-02 04:00") == ["Ana"]
