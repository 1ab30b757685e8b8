"""The responder presses star, then 8 twice: an abusive call ends kindly, its caller is blocked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Text, cast, func, or_, select

from hotline.blocks.tables import Block, ShortLivedKey
from hotline.every_table import Base
from hotline.jobs.schedule import drop_old_blocks
from simulator.phones import Phone
from tests.conftest import WorldMaker
from tests.world import CALLER, LINE_FILE, World

HIDDEN = "anonymous"


def abuses(world: World, from_: str = CALLER) -> Phone:
    """Somebody is abusive to Anne, who ends their call."""
    anne = world.phone_of("anne")
    caller = world.nurse_waits(from_)
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    anne.hears("un appel abusif, tapez 8")
    anne.presses("8")
    anne.hears("tapez encore 8")
    anne.presses("8")
    caller.hears("Nous arrêtons cet appel ici", within=15)
    caller.is_hung_up(within=20)
    anne.hears("L'appel est terminé")
    anne.hangs_up()
    return caller


def test_an_abusive_call_ends_in_kind_words_and_is_counted_as_such(world: World) -> None:
    caller = abuses(world)
    assert caller.has_heard("le 31 14 vous répond jour et nuit")
    world.assert_all_is_quiet()
    assert world.call().outcome == "ABUSE"
    assert not any("sans réponse" in message.body for message in world.carrier.messages)


def test_one_8_alone_ends_nothing(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    anne.hears("tapez 8")
    anne.presses("8")
    anne.hears("Pour y revenir, tapez 1")
    anne.presses("1")
    anne.hears("Pour lui parler de nouveau, tapez 1")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "CONNECTED"


def test_a_blocked_caller_hears_whom_else_to_call_and_nobody_is_rung_or_told(world: World) -> None:
    abuses(world)
    world.wait(30)
    told = len(world.carrier.messages)
    again = world.dials()
    again.hears("Vous pouvez rappeler plus tard")
    again.hears("le 15 ou le 112")
    again.hears("le 31 14")
    again.is_hung_up(within=30)
    world.assert_all_is_quiet()
    first, second = world.calls()
    assert (first.outcome, second.outcome) == ("ABUSE", "ABUSE")
    assert {leg.call_id for leg in world.legs()} == {first.id}
    assert len(world.carrier.messages) == told


def test_a_call_that_is_turned_away_does_not_begin_the_block_anew(world: World) -> None:
    abuses(world)
    world.jobs.cancel()
    world.wait(55 * 60)
    world.dials().is_hung_up(within=30)
    world.wait(10 * 60)
    world.nurse_waits().hangs_up()


def test_everybody_else_is_put_through(world: World) -> None:
    abuses(world)
    world.wait(30)
    other = world.nurse_waits("+33612345679")
    other.talks_with(world.accepts("anne"))
    other.hangs_up()
    world.assert_all_is_quiet()


def test_withheld_numbers_are_never_blocked(world: World) -> None:
    abuses(world, HIDDEN)
    world.wait(30)
    other = world.nurse_waits(HIDDEN)
    other.talks_with(world.accepts("anne"))
    other.hangs_up()
    world.assert_all_is_quiet()
    assert rows(world, Block) == 0


def test_a_line_may_never_block(make_world: WorldMaker) -> None:
    world = make_world()
    world.load(
        LINE_FILE.read_text(encoding="utf-8").replace(
            "retention_hours", "abuse_block_minutes = 0\nretention_hours"
        )
    )
    abuses(world)
    world.wait(30)
    world.nurse_waits().hangs_up()
    assert rows(world, Block) == 0


def test_after_the_block_the_caller_is_heard_again_and_nothing_of_it_is_left(world: World) -> None:
    abuses(world)
    world.wait(30)
    assert (rows(world, Block), rows(world, ShortLivedKey)) == (1, 1)
    world.jobs.cancel()
    world.wait(61 * 60)
    world.nurse_waits().hangs_up()
    drop_old_blocks(world.service)
    assert (rows(world, Block), rows(world, ShortLivedKey)) == (0, 1)
    world.wait(timedelta(days=2).total_seconds())
    drop_old_blocks(world.service)
    assert rows(world, ShortLivedKey) == 0


@pytest.mark.parametrize("part", [CALLER, CALLER[3:], "6 12 34 56 78"])
def test_the_number_is_nowhere_in_the_database(world: World, part: str) -> None:
    abuses(world)
    world.wait(30)
    world.dials().is_hung_up(within=30)
    with world.service.database.reading() as session:
        for table in Base.metadata.tables.values():
            holds = or_(*(cast(column, Text).contains(part) for column in table.columns))
            assert session.execute(select(table).where(holds)).all() == [], table.name


def test_the_block_is_made_at_the_end_when_its_words_were_never_asked_for(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    anne.hears("tapez 8")
    anne.presses("8")
    anne.hears("encore 8")
    anne.presses("8")
    caller.hangs_up()
    world.assert_all_is_quiet()
    world.dials().hears("Vous pouvez rappeler plus tard")


def rows(world: World, table: type[Base]) -> int:
    with world.service.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_block_is_made_though_the_last_word_of_the_carrier_is_lost(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    anne.hears("tapez 8")
    anne.presses("8")
    anne.hears("encore 8")
    anne.presses("8")
    world.carrier.faults.loses(lambda told: told["Direction"] == "inbound")
    caller.hangs_up()
    world.wait(60)
    world.dials().hears("Vous pouvez rappeler plus tard")
