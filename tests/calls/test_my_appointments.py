"""« Mes permanences », key 1: after the duties, the responder's appointments, and nothing of whom
they meet."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.appointments.ground import OFFERED, fix_at_once
from tests.calls.own_menu import my_menu, with_own_menu
from tests.world import World


def test_they_are_heard_after_the_duties_the_next_three_by_time(world: World) -> None:
    with_own_menu(world, ("[danger]\n", OFFERED))
    caller = world.dials()
    caller.hears("tapez 2")
    for day, channel in ((27, "telephone"), (26, "video"), (28, "mail"), (29, "telephone")):
        start = datetime(2026, 11, day, 17, 30, tzinfo=UTC)
        fix_at_once(world.service, world.call().id, start, channel)
    fix_at_once(world.service, world.call().id, datetime(2026, 11, 25, 9, tzinfo=UTC), slug="bruno")
    caller.hangs_up()
    anne = my_menu(world, "anne")
    anne.presses("1")
    anne.hears("Pour revenir, tapez étoile.", within=60)
    said = [h.text for h in anne.transcript if h.kind == "say" and "Rendez-vous" in h.text]
    assert said == [
        "Rendez-vous jeudi 26 novembre à 18 heures 30, en visio.",
        "Rendez-vous vendredi 27 novembre à 18 heures 30, par téléphone.",
        "Rendez-vous samedi 28 novembre à 18 heures 30, par mail.",
    ]
    anne.hangs_up()
    world.assert_all_is_quiet()
