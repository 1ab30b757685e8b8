"""Appointments lived with two sets of callers' numbers leave the same behind: nothing that is kept
or logged depends on who called; and once they are over, a number of the month is left."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.appointments.ground import (
    appointments_line,
    calls_with_code,
    code,
    counted,
    fixed,
    later,
    linked,
    until,
)
from tests.databases import Sqlite
from tests.soak.test_two_sets_of_numbers import every_row, found, spellings
from tests.world import World

SETS = (("+33612345678", "+33612345679"), ("+33698765432", "+33698765431"))


def lived(world: World, callers: tuple[str, str], url: str) -> tuple[str, str]:
    """Two appointments, one by video with its link sent, one come to by code: the rows on the way,
    and those that are left afterwards."""
    world.load(appointments_line())
    world.wait(1)
    linked(world, ("2026-11-24", "10:00"), from_=callers[0])
    by_phone = fixed(world, when=("2026-11-24", "12:00"), from_=callers[1])
    assert found(url, spellings(list(callers))) == set()
    until(world, by_phone, 0)
    caller = calls_with_code(world, code(by_phone), callers[1])
    caller.hears("la personne qui vous attend")
    caller.hangs_up()
    world.wait(60)
    meanwhile = every_row(world)
    later(world, by_phone.starts_at + timedelta(days=2))
    world.wait(90)
    assert counted(world) == {("telephone", "done"): 1, ("video", "UNK"): 1}
    assert found(url, spellings(list(callers))) == set()
    return meanwhile, every_row(world)


def test_appointments_leave_the_same_behind_whoever_called(
    sqlite: Sqlite, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for callers in SETS:
        with sqlite.database() as url:
            world = World(url, hotline_log_level="DEBUG")
            rows = lived(world, callers, url)
            world.close()
        logs = capsys.readouterr().err
        assert [number for number in spellings(list(callers)) if number in logs] == []
        told.append((*rows, logs))
    assert told[0] == told[1]
    assert "call-ended" in told[0][2]
    meanwhile, afterwards = map(json.loads, told[0][:2])
    assert meanwhile["appointment"] or meanwhile["appointment_count"]
    assert afterwards["appointment"] == afterwards["call"] == afterwards["leg"] == []
    assert len(afterwards["appointment_count"]) == 2
