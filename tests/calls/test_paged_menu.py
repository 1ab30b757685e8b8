"""More than five professions: « autre métier », page by page, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import WorldMaker
from tests.world import World

DEMO = Path(__file__).parents[2] / "lines" / "entraide.toml"


@pytest.fixture
def demo(make_world: WorldMaker) -> World:
    """The demo line, with fifteen professions."""
    return make_world(line_file=DEMO)


def test_another_profession_is_found_on_the_next_pages(demo: World) -> None:
    caller = demo.dials()
    caller.hears("Autre métier, tapez 6", within=40)
    caller.presses("6")
    caller.hears("Kinésithérapeute, tapez 3")
    caller.presses("6")
    caller.hears("Cadre de santé, tapez 4")
    caller.presses("4")
    caller.hears("je vous passe quelqu'un")
    caller.talks_with(demo.accepts("bruno"))
    caller.hangs_up()
    demo.assert_all_is_quiet()
    assert demo.call().profession == "CAD"


def test_the_last_page_leads_no_further(demo: World) -> None:
    caller = demo.dials()
    caller.hears("Autre métier, tapez 6", within=40)
    caller.presses("6")
    caller.hears("Dentiste, tapez 4")
    caller.presses("6")
    caller.hears("Un autre métier encore, tapez 5")
    caller.presses("6")
    caller.hears("Cette touche ne correspond à rien ici")
    caller.hears("Un autre métier encore, tapez 5")
    caller.hangs_up()
    demo.assert_all_is_quiet()


def test_star_turns_the_pages_back(demo: World) -> None:
    caller = demo.dials()
    caller.hears("Autre métier, tapez 6", within=40)
    caller.presses("6")
    caller.hears("Dentiste, tapez 4")
    caller.presses("*")
    caller.hears("Médecin ou interne, tapez 1")
    caller.hangs_up()
    demo.assert_all_is_quiet()


def test_a_care_assistant_may_talk_to_a_nurse(make_world: WorldMaker) -> None:
    # A Tuesday at ten in Paris: the hour at which the demo line's nurses begin.
    demo = make_world(line_file=DEMO, start=datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    caller = demo.dials()
    caller.hears("Autre métier, tapez 6", within=40)
    caller.presses("6")
    caller.hears("Aide-soignant ou aide-soignante, tapez 2")
    caller.presses("2")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("2")
    caller.talks_with(demo.accepts("julie"))
    caller.hangs_up()
    demo.assert_all_is_quiet()
    assert demo.call().profession == "AS"


def test_in_english_too(demo: World) -> None:
    caller = demo.dials()
    caller.hears("For English, press 9", within=40)
    caller.presses("9")
    caller.hears("Doctor or resident, press 1", within=40)
    caller.hears("Another profession, press 6")
    caller.presses("6")
    caller.hears("Physiotherapist, press 3")
    caller.hangs_up()
    demo.assert_all_is_quiet()


def test_silence_on_a_later_page_leads_to_a_human(demo: World) -> None:
    caller = demo.dials()
    caller.hears("Autre métier, tapez 6", within=40)
    caller.presses("6")
    caller.hears("Dentiste, tapez 4")
    caller.talks_with(demo.accepts("bruno"))
    caller.hangs_up()
    demo.assert_all_is_quiet()
    assert demo.call().profession == "UNK"
