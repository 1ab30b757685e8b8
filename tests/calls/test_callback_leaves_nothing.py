"""The same callbacks, for two numbers, leave the same behind once they are done and forgotten: in
the database, in its files and in the log."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.calls.called_back import (
    accepts_to_call,
    asks,
    hours_pass,
    line_that_calls_back,
    picks_up,
    requests,
)
from tests.soak.test_two_sets_of_numbers import every_row, found, spellings
from tests.world import World

pytestmark = pytest.mark.untold

ONE, OTHER = "+33612345678", "+33798765432"
Databases = Callable[[], AbstractContextManager[str]]


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Makes databases of each kind."""
    make: Databases = request.getfixturevalue(request.param).database
    return make


def test_two_numbers_leave_the_same_behind(
    databases: Databases, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = (lived(databases, number, capsys) for number in (ONE, OTHER))
    assert one == other
    assert '"reached"' in one[0]
    assert '"wrong-number"' in one[0]
    assert "call-ended" in one[1]


def lived(databases: Databases, number: str, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Reached the first time; a wrong number the second; then a month in which all is forgotten."""
    capsys.readouterr()
    with databases() as url:
        world = World(url, seed=7, hotline_log_level="DEBUG")
        world.load(line_that_calls_back())
        code = asks(world, number)
        looked_for(url, number)
        anne = accepts_to_call(world, "anne")
        caller = picks_up(world.carrier.phone(number), code).talks_with(anne)
        looked_for(url, number)
        caller.hangs_up()
        anne.hangs_up()
        world.wait(20)
        asks(world, number)
        accepts_to_call(world, "anne", within=120)
        caller.rings(within=20).answers()
        caller.hears("Sinon, appuyez sur 2")
        caller.presses("2")
        world.wait(60)
        assert requests(world) == []
        for _ in range(3):
            hours_pass(world, 16 * 24)
            world.wait(60)
        rows = every_row(world)
        sent = "".join(sent.url for sent in world.carrier.webhooks.log)
        looked_for(url, number)
        world.close()
    logs = capsys.readouterr().err
    assert [spelt for spelt in spellings([number]) if spelt in rows + logs + sent] == []
    return rows, logs


def looked_for(url: str, number: str) -> None:
    """At no time can the number be read in the database's files."""
    assert found(url, spellings([number])) == set()
