"""The same follow-up, lived by two callers with different numbers, leaves the same behind: codes,
records and counts do not depend on who called. What is sealed is as long, and told by nothing."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import LargeBinary, select

from hotline.commands.accompaniments import accompaniments
from hotline.commands.follow_ups import follow_ups
from hotline.every_table import Base
from tests.calls.following_up import cheap, given, keys_in, later, told, with_codes
from tests.soak.test_two_sets_of_numbers import DRAWN, Databases, databases, found, spellings
from tests.world import World

__all__ = ["databases"]

NUMBERS = ("+590690765432", "+590690123456")
"""Of one territory, which is counted, and is what a caller hears the time of."""


def test_a_follow_up_leaves_the_same_behind_whoever_called(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap(monkeypatch)
    one, other = (lived(databases, number) for number in NUMBERS)
    assert one == other
    kept = json.loads(one)
    assert [len(kept["rows"][name]) for name in ("follow_up", "accompaniment")] == [1, 1]
    assert kept["rows"]["call"] == []
    assert "Anne" in kept["told"]


def lived(databases: Databases, number: str) -> str:
    """A code given, used and forgotten by the calls; what is left, and what commands tell."""
    with databases() as url:
        world = with_codes(World(url))
        code = given(world, from_=number)
        caller = keys_in(world, code, from_=number)
        anne = world.accepts("anne")
        caller.talks_with(anne)
        caller.hangs_up()
        anne.hangs_up()
        later(world, hours=25)
        world.wait(900)
        spelt = spellings([number]) | {code}
        assert found(url, spelt) == set()
        rows = every_row(world)
        commands = [told(world, command) for command in (follow_ups, accompaniments)]
        world.close()
    left = json.dumps({"rows": rows, "told": "\n".join(commands)}, default=str, indent=1)
    assert [text for text in spelt if text in left] == []
    return left


def every_row(world: World) -> dict[str, list[dict[str, object]]]:
    """The whole database; of what is sealed, its length."""
    with world.service.database.reading() as session:
        return {
            table.name: [
                {
                    name: len(value) if _is_sealed(table.c[name].type, value) else value
                    for name, value in row.items()
                    if name not in DRAWN
                }
                for row in session.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }


def _is_sealed(kind: object, value: object) -> bool:
    return isinstance(kind, LargeBinary) and isinstance(value, bytes)
