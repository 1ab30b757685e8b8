"""From the reminder to the start of a duty: whoever has it knows it, and somebody hears it when
nobody is there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from hotline.people.tables import Person
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import Draft, decide
from simulator.behaviours import NoAnswer
from simulator.phones import Phone
from tests.conftest import WorldMaker
from tests.readiness.ahead import GAELLE, HUGO, PARIS, Ahead, paris, shift
from tests.readiness.test_start_check import CHECKED
from tests.world import World

NIGHT = shift("gaelle", "2026-11-28T20:00", "2026-11-29T08:00", slug="night")
TOLD = (
    "Ligne des histoires : vous êtes de permanence samedi 28 novembre à 20 heures, jusqu'au"
    " dimanche 29 novembre à 8 heures."
)
TAKEN_BACK = "Ligne des histoires : vous n'êtes plus de permanence samedi 28 novembre à 20 heures."


def the_evening_before(make_world: WorldMaker) -> Ahead:
    """Friday at eight: Gaëlle has been reminded of Saturday's night."""
    days = Ahead(make_world(start=paris("2026-11-27T19:59")), "2026-11-27T20:00")
    days.world.load(CHECKED + GAELLE + HUGO + NIGHT)
    days.turn()
    assert [text for _, text in days.texts("gaelle")] == [TOLD]
    return days


def saturday(days: Ahead) -> World:
    """Just before eight on Saturday; the jobs run again by themselves."""
    days.until("2026-11-28T19:59")
    days.world.starts_jobs()
    return days.world


def rings(phone: Phone) -> int:
    return sum(heard.kind == "ring" for heard in phone.transcript)


def test_reminded_then_called_and_not_there(make_world: WorldMaker) -> None:
    world = saturday(the_evening_before(make_world))
    gaelle = world.phone_of("gaelle")
    gaelle.behaviour = NoAnswer()
    unconfirmed = "Gaelle n'a pas confirmé sa permanence de 20:00 (Psychologues)"
    world.phone_of("bruno").receives_text(unconfirmed, within=300)
    world.phone_of("chloe").receives_text(unconfirmed, within=5)
    assert rings(gaelle) == 3
    assert gaelle.texts == [TOLD]
    caller = world.nurse_waits()  # and callers are answered all the same
    world.accepts("anne").talks_with(caller)


def test_ill_the_day_of_the_duty_somebody_else_is_told_and_called(make_world: WorldMaker) -> None:
    days = the_evening_before(make_world)
    days.until("2026-11-28T10:00")
    with days.world.service.database.writing() as session:
        people = {person.slug: person for person in session.scalars(select(Person))}
        ill = Draft(
            kind="replace",
            person=people["gaelle"].id,
            by=people["hugo"].id,
            zone=PARIS,
            starts=datetime.fromisoformat("2026-11-28T10:00"),
            ends=datetime.fromisoformat("2026-11-30T10:00"),
        )
        now = days.world.clock.now()
        line = people["gaelle"].line_id
        change = open_change(session, line, kind="override", author="Chloé", now=now)
        decide(session, change, [ill])
    world = saturday(days)
    assert [text for _, text in days.texts("gaelle")] == [TOLD, TAKEN_BACK]
    (told,) = days.texts("hugo")
    assert told[0] == "28/11 11:00"
    assert told[1].startswith("Ligne des histoires: you are on duty on Saturday 28 November at 8")
    hugo = world.phone_of("hugo").rings(within=90)
    hugo.answers()
    hugo.hears("Entraide. Your duty begins now, until 8 am on Sunday 29 November.")
    hugo.presses("1")
    hugo.hears("Have a good shift")
    world.wait(300)
    assert rings(world.phone_of("gaelle")) == 0
