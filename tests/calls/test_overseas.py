"""Callers from overseas: greeted by their own clock, given numbers that answer where they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.calls.lines import with_changes
from tests.conftest import WorldMaker
from tests.world import World

PARIS, GUADELOUPE, REUNION, NOUMEA = "+33612345678", "+590690123456", "+262692123456", "+687751234"
ELSEWHERE = """[[danger.elsewhere]]
territories = ["988"]
numbers = ["15", "+687286969"]

[[plans]]"""
ENTRY = '  { name = { fr = "Le Samu", en = "Ambulance" }, number = "15" },\n'
THERE = ENTRY.replace("Le Samu", "SOS Écoute").replace('"15" }', '"15", territories = ["988"] }')


@pytest.mark.parametrize(
    ("from_", "greeting"),
    [
        (PARIS, "Bonjour."),
        (GUADELOUPE, "Bonjour."),
        (REUNION, "Bonsoir."),
        (NOUMEA, "Bonsoir."),
        ("anonymous", "Bonjour."),
        ("+32470123456", "Bonjour."),
    ],
)
def test_a_caller_is_greeted_by_the_time_of_day_where_they_are(
    make_world: WorldMaker, from_: str, greeting: str
) -> None:
    # Four in the afternoon in Paris: eleven in Guadeloupe, seven in the evening in La Réunion.
    world = make_world(start=datetime(2026, 11, 22, 15, 0, tzinfo=UTC))
    caller = world.dials(from_)
    caller.hears(greeting)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_in_danger_the_numbers_are_those_of_the_territory(world: World) -> None:
    world.load(with_changes(("[[plans]]", ELSEWHERE)))
    for from_, numbers in ((NOUMEA, "le 15 ou le 28 69 69"), (PARIS, "le 15, le 112 ou le 31 14")):
        caller = world.dials(from_)
        caller.hears("tapez 0")
        caller.presses("0")
        caller.hears(numbers, within=40)
        caller.hangs_up()
    world.assert_all_is_quiet()


def test_numbers_of_another_territory_are_kept_for_it(world: World) -> None:
    world.load(with_changes((ENTRY, THERE)))
    for from_, given in ((NOUMEA, True), (REUNION, False), ("anonymous", False)):
        caller = world.nurse_waits(from_)
        world.wait(5)
        caller.presses("2")
        caller.hears("Prévention du suicide : 31 14")
        world.wait(8)
        assert any("SOS Écoute" in heard.text for heard in caller.transcript) is given
        caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_responder_hears_from_which_territory_somebody_calls(world: World) -> None:
    caller = world.nurse_waits(GUADELOUPE)
    anne = world.phone_of("anne").rings()
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("Guadeloupe")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().territory == "971"
