"""Volunteers declare themselves available: rung in a step of their own, on top of the roster."""

from __future__ import annotations

import pytest
from flask.testing import FlaskCliRunner

from hotline.commands.volunteer import volunteer
from tests.calls.plans import on_duty, rings
from tests.world import World

GILLES = on_duty("gilles", 41, role=None)


@pytest.fixture
def world(world: World) -> World:
    """Anne is on duty; Gilles is of her team and has no duty. Volunteers are rung after her."""
    world.load(
        rings(
            'team = "psychologists", role = "first", seconds = 20',
            'team = "psychologists", role = "volunteers", ring = "all at once", seconds = 20',
            more=GILLES,
        )
    )
    return world


def hotline(world: World, *words: str) -> str:
    """What the command answers; it must not be refused."""
    result = FlaskCliRunner(world.app).invoke(volunteer, words)
    assert result.exit_code == 0, result.output
    return result.output.strip()


def test_a_volunteer_is_rung_after_those_on_duty(world: World) -> None:
    hotline(world, "gilles", "--team", "psychologists", "--hours", "2")
    caller = world.nurse_waits()
    world.phone_of("anne").rings()
    assert not world.phone_of("gilles").ringing
    caller.talks_with(world.accepts("gilles"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert [slug for slug, _ in world.results()] == ["anne", "gilles"]


def test_nobody_who_has_not_volunteered_is_rung(world: World) -> None:
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("chloe"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert [slug for slug, _ in world.results()] == ["anne", "chloe"]


def test_once_their_hours_are_over_they_are_not_rung(world: World) -> None:
    hotline(world, "gilles", "--team", "psychologists", "--hours", "1")
    world.wait(3600)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("chloe"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert "gilles" not in dict(world.results())


def test_going_off_takes_no_duty_away(world: World) -> None:
    hotline(world, "anne", "--team", "psychologists")
    hotline(world, "anne", "--off")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_somebody_on_duty_who_volunteers_too_has_one_turn(world: World) -> None:
    hotline(world, "anne", "--team", "psychologists")
    caller = world.nurse_waits()
    world.phone_of("anne").rings()
    caller.talks_with(world.accepts("chloe"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert [slug for slug, _ in world.results()] == ["anne", "chloe"]


def test_a_step_of_any_role_rings_no_volunteer(world: World) -> None:
    world.load(rings('team = "psychologists", ring = "all at once", seconds = 20', more=GILLES))
    hotline(world, "gilles", "--team", "psychologists")
    caller = world.nurse_waits()
    world.phone_of("bruno").rings()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert "gilles" not in dict(world.results())


def test_whoever_leaves_the_file_is_no_volunteer_any_more(world: World) -> None:
    hotline(world, "gilles", "--team", "psychologists")
    world.load(
        rings(
            'team = "psychologists", role = "first", seconds = 20',
            'team = "psychologists", role = "volunteers", seconds = 20',
        )
    )
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("chloe"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_the_command_tells_who_is_available_until_when(world: World) -> None:
    assert hotline(world) == "Personne n'est volontaire en ce moment."
    said = hotline(world, "gilles", "--team", "psychologists", "--hours", "2")
    assert said == "Gilles, psychologists, jusqu'au 22/11 05:00."
    # Said again, it is said anew: never twice at once.
    said = hotline(world, "gilles", "--team", "psychologists", "--language", "en")
    assert said == "Gilles, psychologists, until 22/11 06:00."
    assert hotline(world, "--language", "en") == said
    assert hotline(world, "gilles", "--off").startswith("Gilles n'est plus volontaire.")
    assert hotline(world, "gilles", "--off") == "Gilles n'était pas volontaire."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["zoe", "--team", "psychologists"], "Personne ne s'appelle « zoe »"),
        (["gilles"], "psychologists, doctors, vets, coordinators"),
        (["gilles", "--team", "sages-femmes"], "psychologists, doctors, vets, coordinators"),
        (["gilles", "--team", "doctors"], "ne peut pas répondre dans l'équipe « doctors »"),
        (["muet", "--team", "psychologists"], "« muet » n'a pas de téléphone"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(world: World, words: list[str], told: str) -> None:
    muet = on_duty("muet", 42, role=None).replace('phones = ["+33639980042"]', "phones = []")
    world.load(rings('team = "psychologists"', more=GILLES + muet))
    result = FlaskCliRunner(world.app).invoke(volunteer, words)
    assert result.exit_code == 1
    assert told in result.output
    assert hotline(world) == "Personne n'est volontaire en ce moment."
