"""A message of the line, after the greeting: many calls, a number that changes."""

from __future__ import annotations

from tests.calls.lines import with_changes
from tests.world import World


def message(until: str = "") -> str:
    """The line's file with a message."""
    words = 'words = { fr = "Nous recevons beaucoup d\'appels.", en = "We have many calls." }'
    return with_changes(("[[numbers]]", f"[line.message]\n{words}\n{until}\n[[numbers]]"))


def test_every_caller_hears_it_between_the_greeting_and_the_menu(world: World) -> None:
    world.load(message())
    caller = world.dials()
    caller.hears("Vous êtes sur la ligne des histoires")
    caller.hears("Nous recevons beaucoup d'appels")
    caller.hears("Médecin, tapez 1")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_whoever_changes_the_language_hears_it_once_more_in_theirs(world: World) -> None:
    world.load(message())
    caller = world.dials()
    caller.hears("For English, press 9")
    caller.presses("9")
    caller.hears("This is the line of stories")
    caller.hears("We have many calls")
    caller.hears("Doctor, press 1")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_it_is_over_when_its_time_has_come(world: World) -> None:
    world.load(message('until = "2026-11-22T03:30"'))
    before = world.dials()
    before.hears("Nous recevons beaucoup d'appels")
    before.hangs_up()
    world.wait(30 * 60)
    after = world.dials()
    after.hears("Médecin, tapez 1")
    assert not any("beaucoup" in heard.text for heard in after.transcript[-8:])
    after.hangs_up()
    world.assert_all_is_quiet()
