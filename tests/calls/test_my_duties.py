"""« Mes permanences », key 1: the next three, in the time of the team, and who comes after."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hotline.lines.fields import WEEKDAYS
from tests.calls.own_menu import assert_nothing_is_left, code_of, my_menu, own_line, with_own_menu
from tests.calls.plans import on_duty
from tests.conftest import WorldMaker
from tests.world import World

EVERY_DAY = ", ".join(f'"{day}"' for day in WEEKDAYS)
RULE = 'unit = "day"\nhandover = "08:00"\nstarts_on = 2026-01-01'
NIGHTS = (
    f'people = ["anne"]\n{RULE}',
    f"""people = ["anne", "bruno"]
unit = "day"
handover = "08:00"
starts_on = 2026-10-23
windows = [{{ days = [{EVERY_DAY}], from = "20:00", to = "08:00" }}]""",
)
"""Anne one night, Bruno the other: Anne that of Friday 23 October. By day it is Gilles."""
DAYS = (
    on_duty("gilles", 41) + f'windows = [{{ days = [{EVERY_DAY}], from = "08:00", to = "20:00" }}]'
)
NO_BACKUP = (
    f'people = ["bruno"]\n{RULE}',
    f'people = ["bruno"]\n{RULE}'.replace("2026", "2027"),
)


def heard(world: World, slug: str) -> list[str]:
    """What is said of somebody's duties, before the keys."""
    phone = my_menu(world, slug)
    phone.presses("1")
    phone.hears("Pour revenir, tapez étoile.")
    said = [h.text for h in phone.transcript if h.kind == "say"]
    phone.hangs_up()
    last = max(place for place, text in enumerate(said) if text.startswith("Pour réentendre"))
    first = max(place for place, text in enumerate(said[:last]) if text.startswith("Pour "))
    return said[first + 1 : last]


def test_nights_across_midnight_and_the_change_of_clocks(make_world: WorldMaker) -> None:
    world = with_own_menu(make_world(start=datetime(2026, 10, 24, 12, tzinfo=UTC)))
    world.load(own_line(NIGHTS, NO_BACKUP) + DAYS)
    assert heard(world, "bruno")[:2] == [
        "Samedi 24 octobre, de 20 heures à 8 heures, Psychologues, en premier.",
        "Après vous : Gilles.",
    ]
    assert heard(world, "anne") == [
        "Dimanche 25 octobre, de 20 heures à 8 heures, Psychologues, en premier.",
        "Après vous : Gilles.",
        "Mardi 27 octobre, de 20 heures à 8 heures, Psychologues, en premier.",
        "Après vous : Gilles.",
        "Jeudi 29 octobre, de 20 heures à 8 heures, Psychologues, en premier.",
        "Après vous : Gilles.",
    ]
    assert_nothing_is_left(world)


@pytest.fixture
def world(world: World) -> World:
    """Anne is on by day, one day after the other; a night off is nobody's."""
    return with_own_menu(world)


def test_a_duty_that_is_on_is_told_by_its_end(world: World) -> None:
    assert heard(world, "anne") == [
        "En ce moment, jusqu'à 8 heures, Psychologues, en premier.",
        "Du dimanche 22 novembre à 8 heures au lundi 23 novembre à 8 heures, Psychologues, "
        "en premier.",
        "Du lundi 23 novembre à 8 heures au mardi 24 novembre à 8 heures, Psychologues, "
        "en premier.",
    ]
    assert_nothing_is_left(world)


def test_in_the_language_of_whoever_calls_and_the_time_of_their_team(world: World) -> None:
    world = with_own_menu(
        world,
        (
            '[[teams]]\nslug = "psychologists"\n',
            '[[teams]]\nslug = "psychologists"\ntime_zone = "America/Cayenne"\n',
        ),
        (
            'languages = ["fr", "en"]\nphones = ["+33639980001"]',
            'languages = ["en"]\nphones = ["+33639980001"]',
        ),
    )
    phone = world.dials(world.phone_of("anne").number, "+33199001299")
    phone.hears("Tapez votre code")
    phone.presses(f"{code_of(world, 'anne')}#")
    phone.hears("To hear your next duties, press 1.")
    phone.presses("1")
    phone.hears("Right now, until 8 am tomorrow, Psychologists, first.")
    phone.hears("From Sunday 22 November at 8 am until Monday 23 November at 8 am")
    phone.hangs_up()
    assert_nothing_is_left(world)


def test_somebody_without_duties_is_told_so(world: World) -> None:
    world = with_own_menu(world, ('people = ["bruno"]', 'people = ["anne"]'))
    assert heard(world, "bruno") == [
        "Vous n'avez pas de permanence dans les trois mois qui viennent."
    ]
    assert_nothing_is_left(world)


def test_nine_says_it_again_star_leads_back_and_silence_ends_kindly(world: World) -> None:
    phone = my_menu(world, "anne")
    phone.presses("1")
    phone.hears("tapez étoile")
    phone.presses("9")
    phone.hears("En ce moment")
    phone.hears("tapez étoile")
    phone.presses("7")
    phone.hears("Cette touche ne correspond à rien ici.")
    phone.presses("*")
    phone.hears("Pour entendre vos prochaines permanences")
    phone.hears("à bientôt", within=120)
    phone.is_hung_up(within=10)
    assert_nothing_is_left(world)


def test_whoever_is_ill_need_not_go_back_to_the_menu_first(world: World) -> None:
    phone = my_menu(world, "anne")
    phone.presses("1")
    phone.hears("En ce moment")
    phone.presses("3")
    phone.hears("Pour dire que vous ne pouvez pas l'assurer, tapez 1.")
    phone.hangs_up()
    assert_nothing_is_left(world)
