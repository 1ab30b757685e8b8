"""When a line's own people do not answer, those of another line are rung."""

from __future__ import annotations

import pytest

from hotline.calls.on_duty import tell_unknown
from tests.calls.plans import rings
from tests.world import LINE_FILE, NUMBER, World

NATIONAL = """
[line]
slug = "national"
name = "Ligne nationale"
time_zone = "Europe/Paris"
languages = ["fr"]
greeting = { fr = "Ligne nationale." }

[[numbers]]
number = "+33199001299"
roles = ["reached", "shown", "texts"]

[menu]
silence = { plan = "all" }
[[menu.choices]]
profession = "IDE"
plans = { psychologist = "all" }

[danger]
plan = "all"
numbers = ["15"]

[[plans]]
slug = "all"
steps = [{ team = "psychologists", seconds = 20 }]

[[ways_out]]
kind = "wait"
[[ways_out]]
kind = "numbers"
entries = [{ name = { fr = "Le Samu" }, number = "15" }]

[[teams]]
slug = "psychologists"
name = { fr = "Psychologues" }
kind = "psychologist"

[[people]]
slug = "nadia"
name = "Nadia"
kind = "psychologist"
phones = ["+33639980091"]

[[rotations]]
slug = "national"
team = "psychologists"
role = "first"
people = ["nadia"]
unit = "day"
handover = "08:00"
starts_on = 2026-01-01
"""
COORDINATOR = """
[[people]]
slug = "oscar"
name = "Oscar"
kind = "coordinator"
phones = ["+33639980092"]
"""
THEIR_NUMBER = "+33199001299"
OWN = 'team = "psychologists", role = "first", seconds = 20'
OVERFLOW = 'line = "national", team = "psychologists", seconds = 20'


@pytest.fixture
def world(world: World) -> World:
    """Anne is rung first, then Nadia of the national line."""
    world.load(NATIONAL)
    world.load(rings(OWN, OVERFLOW))
    return world


def test_somebody_of_the_other_line_answers_and_notes_the_reason(world: World) -> None:
    caller = world.nurse_waits()
    world.phone_of("anne").rings()
    nadia = world.accepts("nadia")
    caller.talks_with(nadia)
    nadia.receives_text("/fiche/", within=30)
    caller.hangs_up()
    nadia.hears("L'appel est terminé")
    nadia.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "no answer"), ("nadia", "talked")]


def test_a_team_of_the_same_name_is_not_taken_for_the_other(world: World) -> None:
    world.load(rings('team = "psychologists", ring = "all at once", seconds = 20'))
    caller = world.nurse_waits()
    world.phone_of("bruno").rings()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert sorted(dict(world.results())) == ["anne", "bruno"]


def test_somebody_in_a_talk_on_their_own_line_is_not_rung(world: World) -> None:
    world.carrier.numbers[THEIR_NUMBER] = world.carrier.numbers[NUMBER]
    theirs = world.dials("+33612000001", to=THEIR_NUMBER)
    theirs.hears("Infirmier ou infirmière")
    theirs.presses("1")
    theirs.talks_with(world.accepts("nadia"))
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("chloe"))
    for phone in (theirs, caller):
        phone.hangs_up()
    world.assert_all_is_quiet()


def test_a_talk_with_the_other_line_that_is_cut_goes_on_with_the_same_person(
    world: World,
) -> None:
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("nadia"))
    world.wait(60)
    world.phone_of("nadia").hangs_up()
    caller.hears("Restez en ligne")
    caller.talks_with(world.accepts("nadia"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_file_that_takes_the_other_line_away_during_a_talk_keeps_the_caller(
    world: World,
) -> None:
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("nadia"))
    world.load(LINE_FILE.read_text(encoding="utf-8"))
    world.phone_of("nadia").hangs_up()
    caller.hears("Restez en ligne")
    caller.talks_with(world.accepts("bruno"))  # Anne had her turn
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_line_that_is_not_loaded_rings_nobody_which_is_told_once_and_the_plan_goes_on(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_unknown.cache_clear()
    world.load(rings(OWN, OVERFLOW.replace("national", "nulle-part")))
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("chloe"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert [slug for slug, _ in world.results()] == ["anne", "chloe"]
    (told,) = [row for row in capsys.readouterr().err.splitlines() if "other-line-unknown" in row]
    assert '"other": "nulle-part"' in told


def test_not_tonight_lasts_as_long_as_their_own_duty_and_their_own_coordinator_is_told(
    world: World,
) -> None:
    world.load(NATIONAL + COORDINATOR)
    world.carrier.numbers[THEIR_NUMBER] = world.carrier.numbers[NUMBER]
    world.nurse_waits()
    nadia = world.phone_of("nadia").rings(within=60)
    nadia.answers()
    nadia.hears("appuyez sur 1")
    nadia.presses("9")
    nadia.hears("plus avant 8 heures. Pour confirmer, tapez 1")
    nadia.presses("1")
    world.phone_of("oscar").receives_text("Ligne nationale : Nadia ne prend plus d'appel", within=5)
    assert world.phone_of("chloe").texts == []


def test_whoever_takes_no_more_calls_is_not_rung_back_by_the_other_line(world: World) -> None:
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("nadia"))
    nadia = world.phone_of("nadia")
    nadia.hangs_up()
    nadia.rings(within=20).answers()
    nadia.hears("appuyez sur 1")
    nadia.presses("9")
    nadia.hears("Pour confirmer")
    nadia.presses("1")
    nadia.is_hung_up(within=20)
    rung = sum(heard.kind == "ring" for heard in nadia.transcript)
    for _ in range(4):  # for longer than a refusal holds
        caller.hears("Pour attendre encore, tapez 1", within=150)
        caller.presses("1")
    assert sum(heard.kind == "ring" for heard in nadia.transcript) == rung
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_after_a_hard_call_of_the_other_line_their_own_coordinator_is_told(world: World) -> None:
    world.load(NATIONAL + COORDINATOR)
    world.carrier.numbers[THEIR_NUMBER] = world.carrier.numbers[NUMBER]
    nadia = world.phone_of("nadia")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("nadia"))
    caller.hangs_up()
    nadia.hears("Tapez le code du motif")
    for key, heard in (("11", "Pour confirmer"), ("1", "La gravité"), ("5", "La coordination")):
        nadia.presses(key)
        nadia.hears(heard)
    nadia.hangs_up()
    world.phone_of("oscar").receives_text("de vive voix à proposer à Nadia", within=5)
    assert world.phone_of("chloe").texts == []
    world.assert_all_is_quiet()
