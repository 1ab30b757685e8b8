"""Back by code: whoever accompanies the caller is rung first, on duty or by their own choice."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from hotline.accompaniments.tables import Accompaniment
from hotline.commands.follow_ups import follow_ups
from hotline.people.tables import Person
from tests.calls.called_back import accepts_to_call, code_heard_by, picks_up, requests
from tests.calls.following_up import (
    DEPUTY,
    NIGHTS,
    cheap,
    given,
    keys_in,
    later,
    line_with_codes,
    told,
    with_codes,
)
from tests.world import World


@pytest.fixture
def world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    cheap(monkeypatch)
    return with_codes(world)


def test_back_by_code_that_person_is_rung_first(world: World) -> None:
    code = given(world, "anne")
    for _ in range(2):  # Anne has been called lately: without a code others would be before her
        caller = keys_in(world, code)
        caller.hears("Nous appelons d'abord la personne qui vous accompagne")
        anne = world.phone_of("anne").rings(within=30)
        assert not world.phone_of("bruno").ringing
        anne.answers()
        anne.hears("appuyez sur 1")
        anne.presses("1")
        anne.hears("Une personne que vous accompagnez")
        anne.presses("1")
        caller.talks_with(anne)
        caller.hangs_up()
        anne.hangs_up()
        world.assert_all_is_quiet()


def test_when_they_do_not_answer_the_plan_goes_on(world: World) -> None:
    code = given(world, "anne")
    caller = keys_in(world, code)
    world.phone_of("anne").rings(within=30)
    bruno = world.accepts("bruno")
    caller.talks_with(bruno)
    caller.hangs_up()
    bruno.hangs_up()
    world.assert_all_is_quiet()


def test_off_duty_the_caller_hears_when_they_answer_and_somebody_else_is_there(
    world: World,
) -> None:
    world.load(line_with_codes(NIGHTS))
    code = given(world)
    later(world, hours=8)
    caller = keys_in(world, code)
    caller.hears("La personne qui vous accompagne peut vous répondre à 20 heures")
    caller.hears("je vous passe quelqu'un")
    bruno = world.accepts("bruno")
    caller.talks_with(bruno)
    caller.hangs_up()
    bruno.hangs_up()
    world.assert_all_is_quiet()
    assert [who for who, _ in world.results()] == ["anne", "bruno"]


def test_off_duty_their_deputy_can_be_chosen(world: World) -> None:
    world.load(line_with_codes(NIGHTS, DEPUTY))
    code = given(world)
    later(world, hours=8)
    caller = keys_in(world, code)
    caller.hears("Pour parler à son relais maintenant, tapez 2")
    caller.presses("2")
    caller.hears("Nous appelons d'abord son relais")
    bruno = world.phone_of("bruno").rings(within=30)
    bruno.answers()
    bruno.hears("appuyez sur 1")
    bruno.presses("1")
    bruno.hears("Une personne que Anne accompagne")
    bruno.presses("1")
    caller.talks_with(bruno)
    caller.hangs_up()
    bruno.hangs_up()
    world.assert_all_is_quiet()


def test_silence_at_that_choice_leads_to_a_human(world: World) -> None:
    world.load(line_with_codes(NIGHTS, DEPUTY))
    code = given(world)
    later(world, hours=8)
    caller = keys_in(world, code)
    caller.hears("Pour parler à quelqu'un d'autre maintenant, tapez 3")
    caller.hears("je vous passe quelqu'un", within=60)
    bruno = world.accepts("bruno")
    caller.talks_with(bruno)
    caller.hangs_up()
    bruno.hangs_up()
    world.assert_all_is_quiet()


def test_danger_is_heard_at_the_question_and_at_the_choice(world: World) -> None:
    world.load(line_with_codes(NIGHTS, DEPUTY))
    code = given(world)
    later(world, hours=8)
    for keys in ((), (code,)):
        caller = keys_in(world, *keys)
        caller.hears("Tapez les dix" if not keys else "tapez 3")
        caller.presses("0")
        caller.hears("je vous passe quelqu'un", within=20)
        bruno = world.accepts("bruno")
        caller.talks_with(bruno)
        caller.hangs_up()
        bruno.hangs_up()
        world.assert_all_is_quiet()
        assert world.calls()[-1].danger


def test_whoever_has_left_the_line_is_told_kindly(world: World) -> None:
    code = given(world)
    text = line_with_codes(('people = ["anne"]', 'people = ["bruno"]'))
    start = text.index('[[people]]\nslug = "anne"')
    world.load(text[:start] + text[text.index("[[people]]", start + 1) :])
    caller = keys_in(world, code)
    caller.hears("La personne qui vous accompagnait ne répond plus sur cette ligne")
    caller.hears("je vous passe quelqu'un")
    bruno = world.accepts("bruno")
    caller.talks_with(bruno)
    bruno.presses("*")
    bruno.hears("tapez 6")
    bruno.presses("6")
    bruno.hears("Anne l'accompagne. Si elle demande que ce soit vous désormais, tapez 2")
    bruno.presses("2")
    bruno.hears("son code mène désormais à vous")
    with world.service.database.reading() as session:
        owner = select(Person.slug).join(Accompaniment, Accompaniment.person_id == Person.id)
        assert session.scalars(owner).all() == ["bruno"]
    bruno.presses("1")
    caller.talks_with(bruno)
    caller.hangs_up()
    bruno.hangs_up()
    world.assert_all_is_quiet()
    caller = keys_in(world, code)
    caller.hears("Nous appelons d'abord la personne qui vous accompagne")
    bruno = world.accepts("bruno")
    caller.talks_with(bruno)
    caller.hangs_up()
    bruno.hangs_up()
    world.assert_all_is_quiet()


def test_in_hours_of_their_own_choice_they_are_rung_off_duty(world: World) -> None:
    world.load(line_with_codes(NIGHTS))
    code = given(world)
    assert told(world, follow_ups, "reachable", "anne", "--from", "09:00", "--until", "18:00") == (
        "Anne : joignable chaque jour de 09:00 à 18:00 par les personnes qui ont son code."
    )
    later(world, hours=8)
    caller = keys_in(world, code)
    caller.hears("Nous appelons d'abord la personne qui vous accompagne")
    anne = world.accepts("anne")
    caller.talks_with(anne)
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert told(world, follow_ups, "reachable", "anne", "--off").startswith("Anne :")
    caller = keys_in(world, code)
    caller.hears("peut vous répondre à 20 heures")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_nobody_else_rings_them_in_these_hours(world: World) -> None:
    world.load(line_with_codes(NIGHTS))
    told(world, follow_ups, "reachable", "anne", "--from", "09:00", "--until", "18:00")
    later(world, hours=8)
    caller = world.nurse_waits()
    bruno = world.accepts("bruno")
    caller.talks_with(bruno)
    caller.hangs_up()
    bruno.hangs_up()
    world.assert_all_is_quiet()
    assert [who for who, _ in world.results()] == ["bruno"]


CALLBACKS = ("\n[[directory]]\n", "\n[callbacks]\n\n[[directory]]\n")


def test_off_duty_that_person_calls_back_in_their_next_duty(world: World) -> None:
    world.load(line_with_codes(NIGHTS, CALLBACKS))
    code = given(world)
    later(world, hours=8)
    caller = keys_in(world, code)
    caller.hears("La personne qui vous accompagne peut vous répondre à 20 heures")
    caller.hears("Pour qu'elle vous rappelle, tapez 1")
    caller.presses("1")
    caller.hears("Au numéro d'où vous appelez, tapez 1")
    caller.presses("1")
    caller.hears("Aujourd'hui entre 20 heures et 22 heures, tapez 1")
    caller.presses("1")
    caller.hears("Si un répondeur décroche")
    caller.presses("1")
    four = code_heard_by(caller)
    caller.is_hung_up()
    later(world, hours=9)
    anne = accepts_to_call(world, "anne", "que vous accompagnez", within=120)
    picks_up(caller, four).talks_with(anne)
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert requests(world) == []
