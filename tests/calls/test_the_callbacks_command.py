"""`hotline callbacks`: what is promised and what failed, for whoever must not see a number."""

from __future__ import annotations

import pytest
from click.testing import Result

from hotline.commands.callbacks import callbacks
from hotline.commands.statistics import statistics
from tests.calls.called_back import (
    accepts_to_call,
    asks,
    hours_pass,
    line_that_calls_back,
    picks_up,
)
from tests.world import CALLER, World

pytestmark = pytest.mark.untold


def told(world: World, *words: str) -> Result:
    return world.app.test_cli_runner().invoke(callbacks, words)


def failed(world: World) -> str:
    """A request whose window went by while the service was down; its code."""
    world.load(line_that_calls_back())
    code = asks(world, window="2")
    hours_pass(world, 7.1)
    return code


def test_there_may_be_none(world: World) -> None:
    assert told(world).output == "Aucun rappel en attente.\n"


def test_a_promise_is_told_by_its_time_and_never_by_its_number(world: World) -> None:
    world.load(line_that_calls_back())
    code = asks(world, window="2")
    shown = told(world).output
    assert shown == ("1. Non renseigné, dimanche 22 novembre de 8 h à 10 h : promis, essais : 0.\n")
    assert CALLER[-6:] not in shown
    assert code not in shown


def test_one_that_failed_is_given_another_time_and_made(world: World) -> None:
    code = failed(world)
    assert "pas fait, personne n'était libre" in told(world).output
    given = told(world, "--again", "1", "--from", "2026-11-22T14:00", "--until", "2026-11-22T16:00")
    assert given.output == ("Le rappel n° 1 sera essayé dimanche 22 novembre de 14 h à 16 h.\n")
    hours_pass(world, 3.9)
    anne = accepts_to_call(world, "anne", within=120)
    picks_up(world.carrier.phone(CALLER), code).talks_with(anne)
    world.carrier.phone(CALLER).hangs_up()
    anne.hangs_up()
    world.wait(20)
    assert told(world).output == "Aucun rappel en attente.\n"
    period = ("--from", "2026-11-01", "--to", "2026-11-30", "--format", "json")
    shown = world.app.test_cli_runner().invoke(statistics, ["show", *period]).output
    assert '"La personne a été jointe"' in shown


@pytest.mark.parametrize(
    "words",
    [
        ("--again", "1"),
        ("--again", "1", "--from", "2026-11-22T14:00", "--until", "2026-11-22T12:00"),
        ("--again", "1", "--from", "2026-11-20T14:00", "--until", "2026-11-22T12:00"),
        ("--again", "1", "--from", "2026-11-23T14:00", "--until", "2026-11-25T14:00"),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_what_to_say(
    world: World, words: tuple[str, ...]
) -> None:
    failed(world)
    result = told(world, *words)
    assert result.exit_code == 1
    assert "Dites de quand à quand" in result.stderr


def test_one_that_is_dropped_is_gone_and_an_unknown_one_is_told(world: World) -> None:
    failed(world)
    assert (
        told(world, "--drop", "1").output == "Le rappel n° 1 est retiré ; son numéro est effacé.\n"
    )
    assert told(world).output == "Aucun rappel en attente.\n"
    result = told(world, "--drop", "1")
    assert result.exit_code == 1
    assert "n'existe pas" in result.stderr
    late = told(world, "--again", "1", "--from", "2026-11-22T14:00", "--until", "2026-11-22T16:00")
    assert "n'attend pas de nouvelle heure" in late.stderr
