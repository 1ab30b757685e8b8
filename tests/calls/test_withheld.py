"""A withheld number is a caller like any other."""

from __future__ import annotations

import pytest

from tests.world import World


@pytest.mark.parametrize("from_", ["anonymous", "+266696687", "Restricted", "+7378742833", ""])
def test_a_withheld_number_reaches_a_human(world: World, from_: str) -> None:
    caller = world.nurse_waits(from_)
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "CONNECTED"


def test_a_caller_from_overseas_reaches_a_human(world: World) -> None:
    caller = world.nurse_waits("+590690123456")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
