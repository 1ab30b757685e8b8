"""The budget is spent: at least two ways out, and calling goes on."""

from __future__ import annotations

from itertools import pairwise

import pytest

from simulator.faults import Briefly, Parameters
from tests.world import World


def test_after_ninety_seconds_the_ways_out_are_offered(world: World) -> None:
    caller = world.nurse_waits()
    start = world.clock.now()
    caller.hears("Personne n'a encore pu répondre", within=125)
    assert (world.clock.now() - start).total_seconds() >= 85
    caller.hears("Pour attendre encore, tapez 1")
    caller.hears("Pour entendre des numéros à appeler, tapez 2")
    caller.presses("2")
    caller.hears("Prévention du suicide : 31 14")
    caller.hears("Le Samu : 15")
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "PARTNER"


def test_who_waits_on_is_rung_for_meanwhile(world: World) -> None:
    caller = world.nurse_waits()
    caller.hears("Pour attendre encore, tapez 1", within=125)
    caller.presses("1")
    caller.hears("restez en ligne")
    caller.talks_with(world.accepts("anne"), within=60)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_who_presses_nothing_hears_three_offers_then_the_numbers_then_goodbye(
    world: World,
) -> None:
    caller = world.nurse_waits()
    for _ in range(3):
        caller.hears("Pour attendre encore, tapez 1", within=125)
    caller.hears("Voici qui vous pouvez appeler", within=150)
    caller.hears("31 14")
    caller.hears("Au revoir")
    caller.is_hung_up(within=10)
    world.assert_all_is_quiet()
    assert world.call().outcome == "NOBODY"
    rung = [name for name, _ in world.results()]
    assert all(rung.count(name) >= 3 for name in ("anne", "bruno", "chloe"))


def test_calm_words_come_about_every_twenty_seconds(world: World) -> None:
    caller = world.nurse_waits()
    world.wait(80)
    calm = [h.at for h in caller.transcript if h.kind == "say" and "Restez en ligne" in h.text]
    gaps = [(b - a).total_seconds() for a, b in pairwise(calm)]
    assert len(calm) >= 3
    assert all(15 <= gap <= 35 for gap in gaps), gaps
    caller.hangs_up()
    world.assert_all_is_quiet()


@pytest.mark.untold
def test_ways_out_whose_answer_got_lost_are_offered_when_it_is_asked_for_again(
    world: World,
) -> None:
    lost: list[str] = []

    def once(_kind: str, url: str, told: Parameters) -> Briefly | None:
        due = url.endswith("/wait") and int(told.get("QueueTime", "0")) >= 90
        if not due or lost:
            return None
        lost.append(url)
        return Briefly(20.0)  # done, and answered too late

    world.carrier.faults.webhook = once
    caller = world.nurse_waits()
    caller.hears("Personne n'a encore pu répondre", within=125)
    assert lost
    world.carrier.problems.clear()
    # It counts once.
    for _ in range(2):
        caller.hears("Pour attendre encore, tapez 1", within=125)
    caller.hears("Pour attendre encore, tapez 1", within=125)
    caller.hears("Voici qui vous pouvez appeler", within=150)
    caller.is_hung_up(within=60)
    world.assert_all_is_quiet()
