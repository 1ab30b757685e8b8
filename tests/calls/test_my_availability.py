"""« Mes permanences », key 2: rung as a volunteer from now on; key 4 takes it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from hotline.rosters.tables import Volunteer
from simulator.phones import Phone
from tests.calls.own_menu import assert_nothing_is_left, my_menu, own_line, with_own_menu
from tests.calls.plans import on_duty
from tests.calls.test_answers_lost import tells_all_twice
from tests.conftest import WorldMaker
from tests.world import SUNDAY_NIGHT, World

GILLES = on_duty("gilles", 41, role=None)
NIGHTS = """
[[teams]]
slug = "nights"
name = { fr = "Nuits", en = "Nights" }
kind = "psychologist"
"""
AFTER_ANNE = (
    '{ team = "psychologists", role = "backup", seconds = 20 }',
    '{ team = "psychologists", role = "volunteers", seconds = 20 }',
)


@pytest.fixture
def world(world: World) -> World:
    """Gilles is of Anne's team, without a duty; volunteers are rung after her."""
    with_own_menu(world)
    world.load(own_line(AFTER_ANNE) + GILLES)
    return world


def volunteers(world: World, slug: str, until: str) -> Phone:
    """Presses 2, then the key of this end."""
    phone = my_menu(world, slug)
    phone.presses("2")
    phone.hears("Pour deux heures, tapez 1. Pour quatre heures, tapez 2.")
    phone.presses(until)
    phone.hears("C'est noté : vous êtes volontaire")
    return phone


def rung(world: World) -> list[str]:
    """Who was rung until now, and is for a nurse until the coordinator answers."""
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("chloe"), within=60)
    caller.hangs_up()
    world.assert_all_is_quiet()
    return [slug for slug, _ in world.results()]


def test_a_volunteer_is_rung_until_they_say_no_longer(world: World) -> None:
    gilles = volunteers(world, "gilles", "1")
    gilles.hears("Vous êtes volontaire jusqu'à 5 heures. Pour ne plus l'être, tapez 4.")
    gilles.hangs_up()
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("gilles"), within=60)
    caller.hangs_up()
    gilles.is_hung_up(within=200)
    gilles = my_menu(world, "gilles")
    gilles.presses("4")
    gilles.hears("vous n'êtes plus volontaire. Vos permanences restent.")
    gilles.hears("Pour être volontaire maintenant, tapez 2.")
    gilles.hangs_up()
    assert rung(world) == ["anne", "gilles", "anne", "chloe"]
    assert_nothing_is_left(world)


@pytest.mark.parametrize(
    ("key", "told", "hours"), [("2", "jusqu'à 7 heures", 4), ("3", "jusqu'à 8 heures", 5)]
)
def test_for_four_hours_or_until_the_morning(world: World, key: str, told: str, hours: int) -> None:
    gilles = volunteers(world, "gilles", key)
    gilles.hears(told)
    gilles.hangs_up()
    end = SUNDAY_NIGHT + timedelta(hours=hours)
    with world.service.database.reading() as session:
        (until,) = session.scalars(select(Volunteer.until)).all()
    assert abs(until - end) < timedelta(minutes=1)
    assert_nothing_is_left(world)


def test_after_eight_the_morning_is_the_next_one(make_world: WorldMaker) -> None:
    world = with_own_menu(make_world(start=SUNDAY_NIGHT + timedelta(hours=9)))
    anne = volunteers(world, "anne", "3")
    anne.hears("jusqu'à demain à 8 heures")
    anne.hangs_up()
    assert_nothing_is_left(world)


def test_told_twice_it_is_noted_once(world: World) -> None:
    tells_all_twice(world)
    gilles = volunteers(world, "gilles", "1")
    gilles.hangs_up()
    with world.service.database.reading() as session:
        assert len(session.scalars(select(Volunteer)).all()) == 1
    assert_nothing_is_left(world)


def test_somebody_of_several_teams_says_in_which(world: World) -> None:
    duty = on_duty("gilles", 41).partition("[[rotations]]")[2]
    other = duty.replace('"psychologists-gilles"', '"nights-gilles"').replace(
        'team = "psychologists"', 'team = "nights"'
    )
    world.load(own_line(AFTER_ANNE) + on_duty("gilles", 41) + f"{NIGHTS}\n[[rotations]]{other}")
    gilles = my_menu(world, "gilles")
    gilles.presses("2")
    for words in ("Dans quelle équipe ?", "Psychologues, tapez 1.", "Nuits, tapez 2."):
        gilles.hears(words)
    gilles.presses("3")
    gilles.hears("Cette touche ne correspond à rien ici.")
    gilles.presses("2")
    gilles.hears("Pour deux heures, tapez 1.")
    gilles.presses("1")
    gilles.hears("C'est noté")
    gilles.hangs_up()
    assert_nothing_is_left(world)


def test_without_a_telephone_nobody_can_be_a_volunteer(world: World) -> None:
    without = GILLES.replace('phones = ["+33639980041"]', "phones = []")
    world.load(own_line() + without)
    gilles = my_menu(world, "gilles", from_="+33639980041")
    gilles.presses("2")
    gilles.hears("La ligne n'a pas de téléphone où vous appeler.")
    gilles.hears("Pour entendre vos prochaines permanences")
    gilles.hangs_up()
    assert_nothing_is_left(world)


def test_hanging_up_before_the_end_is_chosen_changes_nothing(world: World) -> None:
    gilles = my_menu(world, "gilles")
    gilles.presses("2")
    gilles.hears("tapez 1")
    gilles.hangs_up()
    with world.service.database.reading() as session:
        assert session.scalars(select(Volunteer)).all() == []
    assert_nothing_is_left(world)
