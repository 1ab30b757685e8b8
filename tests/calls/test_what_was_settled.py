"""A rehearsal has settled what star does, and how long telephones ring: the line goes by it."""

from __future__ import annotations

import pytest

from hotline.commands.card import card
from hotline.going_live.points import NO, YES, Point
from hotline.going_live.settled import settle
from tests.world import World


def settled(world: World, point: Point, answer: str) -> None:
    """As a rehearsal would."""
    with world.service.database.writing() as session:
        settle(session, point, answer, world.clock.now(), observed=True)


@pytest.mark.parametrize("answer", [None, YES, NO])
def test_star_is_used_unless_it_hangs_up_on_the_caller(world: World, answer: str | None) -> None:
    world.carrier.live.star_keeps_caller = answer != NO
    if answer is not None:
        settled(world, Point.STAR_KEEPS_CALLER, answer)
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    if answer == NO:
        world.wait(30)
        assert caller.is_connected_to(anne)
    else:
        anne.hears("Pour lui parler de nouveau, tapez 1")
        anne.presses("1")
        caller.talks_with(anne, within=20)
    caller.hangs_up()
    anne.hears("L'appel est terminé", within=20)
    anne.hangs_up()
    world.assert_all_is_quiet()


@pytest.mark.parametrize("answer", [YES, NO])
def test_the_card_names_star_only_where_it_is_used(world: World, answer: str) -> None:
    settled(world, Point.STAR_KEEPS_CALLER, answer)
    page = world.app.test_cli_runner().invoke(card, ["--line", "histoires"]).output
    assert ("<dt>*</dt>" in page) is (answer == YES)
    assert ("étoile, puis 5" in page) is (answer == YES)
    assert "L&#39;association d&#39;entraide" in page


@pytest.mark.parametrize(("added", "known"), [(5.0, "5"), (5.0, None)])
@pytest.mark.parametrize("api", ["there", "away"])
def test_a_telephone_rings_as_long_as_the_line_means_it_to(
    world: World, added: float, known: str | None, api: str
) -> None:
    live = world.carrier.live
    live.create_timeout_buffer = live.dial_timeout_buffer = added
    if known is not None:
        settled(world, Point.CREATE_TIMEOUT_BUFFER, known)
        settled(world, Point.DIAL_TIMEOUT_BUFFER, known)
    if api == "away":
        world.carrier.faults.rest = lambda *_: "refuse"
    world.nurse_waits()
    anne = world.phone_of("anne").rings(within=60)
    began = world.clock.now()
    anne.stops_ringing()
    seconds = (world.clock.now() - began).total_seconds()
    assert seconds == pytest.approx(25 if known is None else 20, abs=1)
