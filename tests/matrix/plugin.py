"""The fault matrix: every step of a call, every request to the carrier and every status that it
tells, times everything that can go wrong there, in the stories that are told in tests/calls.

`--matrix=index` writes down which story gets where (`make matrix-index`). `--matrix=sample` adds
one cell of each row to the tests that are run, `--matrix=sample:alone` runs nothing else.
`--matrix=whole` runs all cells (`make matrix`), `--matrix=whole:3/20` one of twenty slices. A step
that no story reaches fails tests/matrix: it joins the matrix by being told about.
"""

from __future__ import annotations

import json
from collections.abc import Generator

import pytest

from simulator.live_points import LivePoints
from tests.matrix import cells, table
from tests.matrix.cells import Cell
from tests.matrix.faults import Trouble
from tests.matrix.indexing import Indexing, Reached
from tests.matrix.rules import all_hold, come_to_an_end
from tests.world import World

CELL = pytest.StashKey[Cell]()
TROUBLES = pytest.StashKey[list[Trouble]]()
INDEX = pytest.StashKey[Reached]()
OTHERWISE = LivePoints(
    star_keeps_caller=False,
    caller_action_first=False,
    seconds_between_actions=3.0,
    queue_url_failure="hangup",
    wait_failure="retry",
    whisper_failure="hangup",
    action_failure="hangup",
    machines_are_told=False,
    dial_numbers_first_pickup_wins=False,
    responder_lost_while_connecting="system-error",
    create_timeout_buffer=0.0,
    dial_timeout_buffer=0.0,
    delete_delay_hours=0.1,
)
"""The open points of the carrier, each settled the other way."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Without the option there is no matrix."""
    parser.addoption("--matrix", default="", help="index, sample, whole, or whole:3/20 for a slice")
    parser.addoption("--matrix-log", default=None, help="a file that each result is added to")


def pytest_configure(config: pytest.Config) -> None:
    """What comes of it is gathered by the process that started all others."""
    what = config.getoption("matrix")
    if what.partition(":")[0] not in {"", "index", "sample", "whole"}:
        raise pytest.UsageError("--matrix is index, sample, whole, or whole:3/20 for a slice")
    if what and not hasattr(config, "workerinput"):
        log = config.getoption("matrix_log")
        gathers = Indexing() if what == "index" else table.Results(log)
        config.pluginmanager.register(gathers, "matrix results")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Stories become cells of the matrix."""
    what, _, which = config.getoption("matrix").partition(":")
    stories = {item.nodeid: item for item in items if isinstance(item, pytest.Function)}
    if what == "index":
        for item in stories.values():
            if "make_world" in item.fixturenames:
                item.stash[INDEX] = Reached()
        items[:] = [item for item in items if INDEX in item.stash]
    if what == "sample":
        chosen = [cell for cell in cells.sample(cells.index()) if cell.told_as in stories]
        before = [] if which == "alone" else [*items]
        items[:] = before + [_cell(stories[cell.told_as], cell) for cell in chosen]
    if what == "whole":
        chosen = cells.sliced(cells.whole(cells.index()), which)
        items[:] = [_cell(stories[cell.told_as], cell) for cell in chosen]


def _cell(story: pytest.Function, cell: Cell) -> pytest.Function:
    assert story.parent is not None
    item: pytest.Function = pytest.Function.from_parent(
        story.parent,
        name=f"{story.name}~{cell}",
        callspec=getattr(story, "callspec", None),
        callobj=story.obj,
        fixtureinfo=story._fixtureinfo,
        originalname=story.originalname,
    )
    # pytest would call it by its story's name: all cells of a story alike.
    item._id = story.parent.id.child(item.name)
    item.stash[CELL], item.stash[TROUBLES] = cell, []
    fault = cell.fault
    told = {"where": fault.where, "what": fault.what, "database": cell.database}
    told |= {"otherwise": "yes" if cell.otherwise else ""}
    item.user_properties.append((table.PROPERTY, json.dumps(told)))
    return item


def arrange(node: pytest.Item, world: World) -> None:
    """A world was made for this test: if it is a cell of the matrix, its fault lies in wait."""
    if INDEX in node.stash:
        node.stash[INDEX].listens_to(world)
    if CELL in node.stash:
        cell = node.stash[CELL]
        if cell.otherwise:
            world.carrier.live = OTHERWISE
        # A carrier that never asks the fallback of an action can only be helped by its second try.
        trouble = Trouble(cell.fault, world, outlasts=not cell.otherwise)
        trouble.begins()
        node.stash[TROUBLES].append(trouble)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """The story is told as far as it goes; then the rules are looked at."""
    if INDEX in pyfuncitem.stash:
        result = yield
        pyfuncitem.stash[INDEX].note(pyfuncitem)
        return result
    if CELL not in pyfuncitem.stash:
        return (yield)
    troubles = pyfuncitem.stash[TROUBLES]
    try:
        try:
            yield
        except Exception as went_otherwise:  # noqa: BLE001 - a story in which something fails may
            # go any other way, and nothing is wrong with that.
            pyfuncitem.user_properties.append(("went otherwise", repr(went_otherwise)[:200]))
        for trouble in troubles:
            come_to_an_end(trouble.world)
        _was_met(pyfuncitem.stash[CELL], troubles)
        for trouble in troubles:
            all_hold(trouble.world)
    finally:
        for trouble in troubles:
            trouble.ends()
    return True


def _was_met(cell: Cell, troubles: list[Trouble]) -> None:
    """On the ground that the index tells of, each fault happens; elsewhere a story may go past."""
    if any(trouble.happened for trouble in troubles):
        return
    assert cell.otherwise, "the fault was never met: make matrix-index"
    pytest.skip("the fault was never met")
