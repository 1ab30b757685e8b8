"""The database is away: callers are put through from the picture, one telephone at a time."""

from __future__ import annotations

from tests.nets.ground import Database, spooled
from tests.world import CALLER, World


def test_a_caller_reaches_a_human_and_is_counted_once_it_is_back(
    world: World, database: Database
) -> None:
    database.away = True
    caller = world.dials()
    caller.hears("Vous êtes sur la ligne des histoires")
    caller.hears("je vous passe quelqu'un")
    anne = world.phone_of("anne").rings(within=30)
    anne.answers()
    anne.hears("Entraide, appuyez sur 1")
    assert not caller.is_connected_to(anne)
    anne.presses("1")
    anne.hears("Pour lui parler, appuyez encore sur 1")
    anne.presses("1")
    caller.talks_with(anne)
    world.wait(300)
    caller.hangs_up()
    world.wait(60)
    assert not world.phone_of("anne").in_call
    database.away = False
    world.wait(60)
    call = world.call()
    assert (call.state, call.outcome) == ("ended", "CONNECTED")
    assert world.results() == [("anne", "talked")]
    assert 295 <= world.legs()[0].talk_seconds <= 310
    assert spooled(world) == []
    world.phone_of("anne").receives_text("/fiche/")
    world.assert_all_is_quiet()
