"""`make wave`: twenty callers in ten seconds, four people on duty, one dial a second.

The line of the stories with one more psychologist, in virtual time. Who was rung for whom, when,
and how long each caller waited: printed as a table, and held by tests/calls/test_wave.py.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import select

from hotline.people.tables import Person
from simulator.behaviours import Scripted
from simulator.phones import Phone
from tests.databases import Sqlite
from tests.world import LINE_FILE, World

CALLERS = 20
SECONDS = 10.0
"""In which all of them call, one every half second."""
TALK = 60.0
"""Seconds that each of them talks."""

ONE_MORE = """
[[people]]
slug = "gaelle"
name = "Gaëlle"
kind = "psychologist"
languages = ["fr"]
phones = ["+33639980007"]

[[rotations]]
slug = "psychologists-gaelle"
team = "psychologists"
role = "first"
people = ["gaelle"]
unit = "day"
handover = "08:00"
starts_on = 2026-01-01
"""
ON_DUTY = ("anne", "bruno", "chloe", "gaelle")

CALLER = {"Infirmier ou infirmière": "2", "Pour attendre encore": "1"}
RESPONDER = {"sur 1": "1", "L'appel est terminé": "hang up"}
"""What is pressed at these words."""


@dataclass(frozen=True)
class Rung:
    """A telephone that rang for a call: whose, from when, and until when it was in use for it."""

    who: str
    at: datetime
    over: datetime


@dataclass(frozen=True)
class Served:
    """One call: when it came, who was rung for it, and when its caller talked with somebody."""

    came: datetime
    rung: tuple[Rung, ...]
    talks: tuple[datetime, ...]

    @property
    def waited(self) -> float:
        """Seconds from the call to a human."""
        return (self.talks[0] - self.came).total_seconds()


def wave(world: World) -> list[Served]:
    """Lets the wave come and everybody be served; the calls in the order in which they came."""
    world.load(LINE_FILE.read_text(encoding="utf-8") + ONE_MORE)
    for slug in ON_DUTY:
        world.phone_of(slug).behaviour = Scripted(RESPONDER, answers_after=4)
    callers: list[Phone] = []

    def comes(nth: int) -> None:
        phone = world.dials(f"+336120000{nth:02}")
        phone.behaviour = Scripted(CALLER, hangs_up_after=TALK)
        callers.append(phone)

    for nth in range(CALLERS):
        world.clock.call_later(nth * SECONDS / CALLERS, partial(comes, nth))
    world.wait(SECONDS)
    world.clock.wait_until(lambda: not any(phone.in_call for phone in callers), within=3600)
    world.wait(10)
    return [served(world, phone) for phone in callers]


def served(world: World, caller: Phone) -> Served:
    """What became of one call."""
    with world.service.database.reading() as session:
        names = {row.id: row.name for row in session.scalars(select(Person))}
    (call,) = [call for call in world.calls() if call.carrier_id == caller.call.sid]
    return Served(
        caller.transcript[0].at,
        tuple(
            Rung(names[leg.person_id], leg.ringing_at, leg.ended_at)
            for leg in world.legs()
            if leg.call_id == call.id and leg.ringing_at and leg.ended_at
        ),
        tuple(heard.at for heard in caller.transcript if heard.kind == "joined"),
    )


def table(calls: list[Served]) -> str:
    """The wave as a table; times are minutes and seconds since the first call."""
    start = calls[0].came

    def clock(at: datetime) -> str:
        minutes, seconds = divmod(round((at - start).total_seconds(), 1), 60)
        return f"{minutes:.0f}:{seconds:04.1f}"

    lines = ["call  came    rung for it                talks from  waited"]
    for nth, call in enumerate(calls, 1):
        rung = ", ".join(f"{clock(rung.at)} {rung.who}" for rung in call.rung)
        talks = clock(call.talks[0])
        lines.append(f"{nth:4}  {clock(call.came)}  {rung:25}  {talks:10}  {call.waited:4.0f} s")
    dials, longest = sum(len(call.rung) for call in calls), max(call.waited for call in calls)
    lines.append(f"{len(calls)} calls, {dials} dials, longest wait {longest:.0f} s.")
    lines.append(f"{len(ON_DUTY)} people, talks of {TALK:.0f} s, one dial a second.")
    return "\n".join(lines)


def main() -> int:
    """Prints the wave on SQLite."""
    files = Sqlite()
    with files.database() as url:
        world = World(url)
        sys.stdout.write(table(wave(world)) + "\n")
        world.close()
    files.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
