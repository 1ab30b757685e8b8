"""No peer is on duty: the caller hears when there will be one, by the clock where they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.calls.lines import with_changes
from tests.conftest import WorldMaker
from tests.world import World

DUTY = 'people = ["fanny"]\nunit = "day"\nhandover = "08:00"\nstarts_on = 2026-01-01'
TUESDAYS = '\nwindows = [{ days = ["tuesday"], from = "20:00", to = "22:30" }]'


def vet_calls(world: World, at_next: str, from_: str = "+33612345678") -> None:
    """A vet hears when the next vet is on duty, then is put through to a psychologist."""
    world.load(with_changes((DUTY, DUTY + TUESDAYS)))
    caller = world.dials(from_)
    caller.hears("Vétérinaire, tapez 3")
    caller.presses("3")
    caller.hears("Personne de votre métier n'est de permanence en ce moment")
    caller.hears(at_next)
    caller.hears("je vous passe quelqu'un")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


@pytest.mark.parametrize(
    ("now", "at_next"),
    [
        (datetime(2026, 11, 22, 2, tzinfo=UTC), "Quelqu'un le sera mardi à 20 heures."),
        (datetime(2026, 11, 23, 12, tzinfo=UTC), "Quelqu'un le sera demain à 20 heures."),
        (datetime(2026, 11, 24, 12, tzinfo=UTC), "Quelqu'un le sera à 20 heures."),
    ],
)
def test_the_day_is_said_as_one_says_it(
    make_world: WorldMaker, now: datetime, at_next: str
) -> None:
    vet_calls(make_world(start=now), at_next)


def test_overseas_it_is_said_by_the_clock_there(world: World) -> None:
    vet_calls(world, "Quelqu'un le sera mardi à 15 heures.", "+590690123456")


def test_nobody_in_the_next_two_weeks_is_not_promised(world: World) -> None:
    world.load(with_changes((DUTY, DUTY.replace("2026-01-01", "2027-01-01"))))
    caller = world.dials()
    caller.hears("Vétérinaire, tapez 3")
    caller.presses("3")
    caller.hears("Personne de votre métier n'est de permanence en ce moment.")
    caller.hears("je vous passe quelqu'un")
    assert not any("le sera" in heard.text for heard in caller.transcript)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_in_english_too(world: World) -> None:
    world.load(with_changes((DUTY, DUTY + TUESDAYS)))
    caller = world.dials()
    caller.hears("press 9")
    caller.presses("9")
    caller.hears("Vet, press 3")
    caller.presses("3")
    caller.hears("Someone will be on Tuesday at 8 pm.")
    caller.hangs_up()
    world.assert_all_is_quiet()
