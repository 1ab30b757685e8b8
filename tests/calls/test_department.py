"""Where a plan needs it, the caller is asked for their département, or passes."""

from __future__ import annotations

import pytest

from tests.calls.lines import with_changes
from tests.world import World

DOCTORS = '{ team = "doctors", role = "first", match = ["profession"], ring = "all at once", '
NEAR = DOCTORS.replace('"profession"', '"profession", "territory"')


@pytest.fixture
def near(world: World) -> World:
    """A line whose doctors are rung for callers from their own territories: Denis in Marseille,
    Emma in La Réunion."""
    world.load(
        with_changes(
            (DOCTORS, NEAR),
            ('name = "Denis"\n', 'name = "Denis"\nterritories = ["13"]\n'),
            ('name = "Emma"\n', 'name = "Emma"\nterritories = ["974"]\n'),
        )
    )
    return world


def doctor_wants_a_peer(world: World, from_: str = "+33612345678") -> None:
    """A doctor chooses to talk to a doctor."""
    caller = world.dials(from_)
    caller.hears("Médecin, tapez 1")
    caller.presses("1")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("2")
    caller.label = "caller"


def test_it_is_named_back_and_told_to_the_responder(near: World) -> None:
    doctor_wants_a_peer(near)
    caller = near.carrier.phone("+33612345678")
    caller.hears("Tapez les deux chiffres de votre département")
    caller.presses("13#")
    caller.hears("Bouches-du-Rhône.")
    caller.hears("je vous passe quelqu'un")
    denis = near.phone_of("denis").rings()
    denis.answers()
    denis.hears("appuyez sur 1")
    denis.presses("1")
    denis.hears("médecin, Bouches-du-Rhône")
    denis.presses("1")
    caller.talks_with(denis)
    caller.hangs_up()
    near.assert_all_is_quiet()
    assert near.call().territory == "13"
    assert "emma" not in dict(near.results())


def test_overseas_three_digits_are_enough(near: World) -> None:
    doctor_wants_a_peer(near)
    caller = near.carrier.phone("+33612345678")
    caller.hears("Outre-mer, les trois chiffres")
    caller.presses("974")
    caller.hears("La Réunion.")
    caller.talks_with(near.accepts("emma"))
    caller.hangs_up()
    near.assert_all_is_quiet()


@pytest.mark.parametrize("keys", ["#", ""])
def test_whoever_passes_talks_to_a_psychologist(near: World, keys: str) -> None:
    doctor_wants_a_peer(near)
    caller = near.carrier.phone("+33612345678")
    caller.hears("Pour passer, tapez dièse", within=40)
    if keys:
        caller.presses(keys)
    caller.hears("je vous passe quelqu'un", within=60)
    caller.talks_with(near.accepts("anne"))
    caller.hangs_up()
    near.assert_all_is_quiet()
    assert near.call().territory == "FR"


def test_a_departement_that_does_not_exist_is_asked_for_again(near: World) -> None:
    doctor_wants_a_peer(near)
    caller = near.carrier.phone("+33612345678")
    caller.hears("Pour passer, tapez dièse", within=40)
    caller.presses("99#")
    caller.hears("ne correspond à rien")
    caller.hears("Tapez les deux chiffres")
    caller.presses("13#")
    caller.hears("Bouches-du-Rhône.")
    caller.hangs_up()
    near.assert_all_is_quiet()


def test_danger_and_back_are_keys_there_too(near: World) -> None:
    doctor_wants_a_peer(near)
    caller = near.carrier.phone("+33612345678")
    caller.hears("Tapez les deux chiffres")
    caller.presses("*")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("2")
    caller.hears("Tapez les deux chiffres")
    caller.presses("0")
    caller.hears("je vous passe quelqu'un")
    caller.hangs_up()
    near.assert_all_is_quiet()
    call = near.call()
    assert (call.danger, call.profession) == (True, "MED")


def test_whoever_wants_a_psychologist_is_not_asked(near: World) -> None:
    caller = near.dials()
    caller.hears("Médecin, tapez 1")
    caller.presses("1")
    caller.hears("tapez 2")
    caller.presses("1")
    caller.hears("je vous passe quelqu'un")
    caller.hangs_up()
    near.assert_all_is_quiet()
