"""Somebody on duty calls the line from their own telephone: they are a caller like any other."""

from __future__ import annotations

from sqlalchemy import inspect, text

from simulator.behaviours import AnswersAfter
from tests.calls.test_rest_down import take_down
from tests.world import World


def test_somebody_else_is_rung_and_their_own_telephone_never(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits(from_=anne.number)
    assert caller is anne
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("bruno", "talked")]


def test_their_own_telephone_does_not_ring_without_the_api_either(world: World) -> None:
    take_down(world)
    anne = world.nurse_waits(from_=world.phone_of("anne").number)
    anne.talks_with(world.accepts("bruno"))
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert "anne" not in {name for name, _ in world.results()}


def test_somebody_else_who_calls_meanwhile_may_have_them_rung(world: World) -> None:
    anne = world.nurse_waits(from_=world.phone_of("anne").number)
    anne.hangs_up()
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_that_they_called_is_written_nowhere(world: World) -> None:
    anne = world.phone_of("anne")
    world.nurse_waits(from_=anne.number)
    world.phone_of("bruno").behaviour = AnswersAfter(3)
    world.wait(5)
    with world.service.database.reading() as session:
        (person,) = session.execute(text("SELECT id FROM person WHERE slug = 'anne'")).one()
        for table in inspect(session.connection()).get_table_names():
            for row in session.execute(text(f'SELECT * FROM "{table}"')).mappings():
                told = " ".join(str(value) for value in row.values())
                assert anne.number[1:] not in told, table
                if table in {"call", "leg", "wrap_up", "notice"}:
                    assert row.get("person_id") != person, table
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert not world.service.own_phones.knows(world.call().carrier_id)
