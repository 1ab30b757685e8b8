"""« Mes permanences », key 3: ill at ten in the evening. The duty is open at once, the next person
is rung from that second on, and the coordinator knows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from hotline.lines.fields import WEEKDAYS
from hotline.people.service import people_by_ids
from hotline.people.tables import Person
from hotline.rosters.service import people_on_duty
from hotline.rosters.tables import Volunteer
from hotline.swaps.tables import SwapOffer
from hotline.swaps.taking import Manner, take
from tests.calls.own_menu import (
    absences,
    assert_nothing_is_left,
    code_of,
    is_ill,
    my_menu,
    own_calls,
    own_line,
    with_own_menu,
)
from tests.calls.plans import on_duty
from tests.conftest import WorldMaker
from tests.world import CALLER, World

TEN = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
EVERY_DAY = ", ".join(f'"{day}"' for day in WEEKDAYS)
BY_DAY = f'windows = [{{ days = [{EVERY_DAY}], from = "08:00", to = "20:00" }}]'
GILLES = on_duty("gilles", 41) + BY_DAY
"""Of the same team, by day: at ten he is free."""
TOLD = (
    "Ligne des histoires : Anne ne peut pas assurer sa permanence. En ce moment, jusqu'à demain à 8"
    " heures, Psychologues, en premier."
)


@pytest.fixture
def world(make_world: WorldMaker) -> World:
    """Ten o'clock on a Sunday evening: Anne is on until eight."""
    return with_own_menu(make_world(start=TEN))


def test_the_backup_is_rung_at_once_and_the_coordinator_told(world: World) -> None:
    is_ill(world).hangs_up()
    assert world.phone_of("chloe").receives_text("ne peut pas", within=5) == TOLD
    caller = world.nurse_waits()
    world.phone_of("bruno").rings(within=3)
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    assert_nothing_is_left(world)
    assert [slug for slug, _ in world.results()] == ["bruno"]
    assert absences(world) == 1


def test_the_team_is_asked_for_cover_and_whoever_takes_it_is_rung_from_then_on(
    world: World,
) -> None:
    world.load(own_line() + GILLES)
    is_ill(world).hangs_up()
    asked = world.phone_of("gilles").receives_text("cherche quelqu'un", within=5)
    assert asked.startswith("Ligne des histoires : Anne cherche quelqu'un pour sa permanence")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("bruno"))
    takes_it(world, "gilles")
    caller.hangs_up()
    world.assert_all_is_quiet()
    caller = world.nurse_waits()
    world.phone_of("gilles").rings(within=3)
    caller.talks_with(world.accepts("gilles"))
    caller.hangs_up()
    assert_nothing_is_left(world)
    assert [slug for slug, _ in world.results()] == ["bruno", "gilles"]


def takes_it(world: World, slug: str) -> None:
    """The only offer."""
    with world.service.database.writing() as session:
        row = session.scalars(select(SwapOffer)).one()
        taker = session.scalars(select(Person.id).filter_by(slug=slug)).one()
        take(
            session,
            row,
            taker,
            Manner(author=slug),
            now=world.clock.now(),
            new_id=world.service.new_id,
        )


def test_somebody_who_already_waits_reaches_the_backup(world: World) -> None:
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings()
    is_ill(world, from_=CALLER.replace("5678", "9999")).hangs_up()
    anne.rejects()
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    assert_nothing_is_left(world)


def test_the_only_one_leaves_it_to_the_next_step_of_the_plan(world: World) -> None:
    is_ill(world).hangs_up()
    is_ill(world, "bruno").hangs_up()
    caller = world.nurse_waits()
    world.phone_of("chloe").rings(within=3)
    caller.talks_with(world.accepts("chloe"))
    caller.hangs_up()
    assert_nothing_is_left(world)
    assert [slug for slug, _ in world.results()] == ["chloe"]


def test_a_call_that_lives_stays_with_whoever_falls_ill(world: World) -> None:
    caller = world.nurse_waits()
    anne = world.accepts("anne")
    caller.talks_with(anne)
    is_ill(world, from_="anonymous").hangs_up()
    world.wait(600)
    assert caller.is_connected_to(anne)
    caller.hangs_up()
    anne.hears("L'appel est terminé")
    anne.hangs_up()
    assert_nothing_is_left(world)
    assert world.results() == [("anne", "talked")]


def test_the_day_after_they_are_on_again(world: World) -> None:
    is_ill(world).hangs_up()
    morning = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    for at, on in ((morning.replace(hour=6, minute=59), set()), (morning, {"anne"})):
        with world.service.database.reading() as session:
            people = people_by_ids(session, {d.person_id for d in people_on_duty(session, 1, at)})
        assert {who.slug for who in people.values()} & {"anne"} == on
    assert_nothing_is_left(world)


def test_a_duty_to_come_is_chosen_among_three(world: World) -> None:
    anne = my_menu(world, "anne")
    anne.presses("3")
    anne.hears("Pour une autre permanence, tapez 2.")
    anne.presses("2")
    anne.hears("Quelle permanence ne pouvez-vous pas assurer ?")
    anne.hears("Du lundi 23 novembre à 8 heures au mardi 24 novembre à 8 heures")
    anne.hears("tapez 3.")
    anne.presses("2")
    anne.hears("Du lundi 23 novembre à 8 heures au mardi 24 novembre à 8 heures")
    anne.presses("1")
    anne.hears("C'est noté")
    anne.hears("Pour entendre vos prochaines permanences")
    anne.presses("1")
    anne.hears("En ce moment")
    anne.hears("Du mardi 24 novembre à 8 heures au mercredi 25 novembre")
    anne.hangs_up()
    assert "Du lundi 23 novembre" in world.phone_of("chloe").receives_text("ne peut pas", within=5)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    assert_nothing_is_left(world)


def test_whoever_is_ill_is_no_volunteer_either(world: World) -> None:
    anne = my_menu(world, "anne")
    anne.presses("2")
    anne.hears("tapez 1")
    anne.presses("1")
    anne.hears("vous êtes volontaire")
    anne.hangs_up()
    is_ill(world).hangs_up()
    with world.service.database.reading() as session:
        assert session.scalars(select(Volunteer)).all() == []
    assert_nothing_is_left(world)


def test_hanging_up_before_confirming_changes_nothing(world: World) -> None:
    anne = my_menu(world, "anne")
    anne.presses("3")
    anne.hears("tapez 1")
    anne.hangs_up()
    assert absences(world) == 0
    assert_nothing_is_left(world)


def test_star_and_other_keys_change_nothing(world: World) -> None:
    anne = my_menu(world, "anne")
    anne.presses("3")
    anne.hears("tapez 1")
    anne.presses("7")
    anne.hears("Cette touche ne correspond à rien ici.")
    anne.hears("tapez 1")
    anne.presses("*")
    anne.hears("Pour entendre vos prochaines permanences")
    anne.hangs_up()
    assert absences(world) == 0
    assert_nothing_is_left(world)


def test_said_again_it_is_about_the_next_duty(world: World) -> None:
    is_ill(world).hangs_up()
    anne = my_menu(world, "anne")
    anne.presses("3")
    anne.hears("Du lundi 23 novembre à 8 heures")
    anne.hangs_up()
    assert absences(world) == 1
    assert_nothing_is_left(world)


def test_a_duty_that_is_not_theirs_any_more_is_told_as_such(world: World) -> None:
    anne = my_menu(world, "anne")
    anne.presses("3")
    anne.hears("tapez 1")
    world.load(own_line(('people = ["anne"]', 'people = ["bruno"]')))
    anne.presses("1")
    anne.hears("Cette permanence n'est plus la vôtre.")
    anne.hangs_up()
    assert absences(world) == 0
    assert_nothing_is_left(world)


def test_by_call_the_coordinator_hears_it_and_confirms(world: World) -> None:
    world.load(own_line(("[line]\n", '[line]\nalerts = ["call"]\n')))
    is_ill(world).hangs_up()
    chloe = world.phone_of("chloe").rings(within=5)
    chloe.answers()
    chloe.hears("Anne ne peut pas assurer sa permanence à partir de 22 heures.")
    chloe.presses("1")
    chloe.hears("C'est noté, merci.")
    chloe.is_hung_up(within=10)
    assert_nothing_is_left(world)


def test_the_right_words_in_english(world: World) -> None:
    english = 'languages = ["fr", "en"]\nphones = ["+33639980001"]'
    world.load(own_line((english, english.replace('"fr", "en"', '"en"'))))
    digits = code_of(world, "anne")
    anne = world.dials("anonymous", "+33199001299")
    anne.hears("Tapez votre code")
    anne.presses(f"{digits}#")
    anne.hears("If you are ill or cannot come, press 3.")
    anne.presses("3")
    anne.hears("Right now, until 8 am tomorrow, Psychologists, first.")
    anne.presses("1")
    anne.hears("Take good care of yourself.")
    anne.hangs_up()
    assert_nothing_is_left(world)
    assert own_calls(world) == 0
