"""The fault matrix: every step of a call, every request to the carrier and every status that it
tells, times everything that can go wrong there, in the stories that are told in tests/calls.

`--matrix=index` writes down which story gets where (`make matrix-index`); `--matrix=sample` adds
one cell of each row to the tests that are run, `--matrix=whole` runs all cells and nothing else. A
step that no story reaches fails the sample: it joins the matrix by being told about.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection

from hotline.database.work import WRITES
from hotline.voice.routes import STEPS
from simulator.live_points import LivePoints
from tests.matrix.faults import (
    ANSWERS,
    CALLBACKS,
    DATABASE,
    KILLED,
    REST,
    STATUSES,
    Fault,
    Trouble,
    request_sort,
    step_of,
)
from tests.matrix.rules import all_hold, come_to_an_end
from tests.world import World

REACHED = Path(__file__).parent / "reached.json"
CALLS = Path(__file__).parents[1] / "calls"
FAULT = pytest.StashKey[Fault]()
TROUBLES = pytest.StashKey[list[Trouble]]()
INDEX = pytest.StashKey["Reached"]()
OTHERWISE = LivePoints(
    star_keeps_caller=False,
    caller_action_first=False,
    seconds_between_actions=3.0,
    queue_url_failure="hangup",
    wait_failure="retry",
    whisper_failure="hangup",
    responder_lost_while_connecting="system-error",
    create_timeout_buffer=0.0,
    dial_timeout_buffer=0.0,
)
"""The open points of the carrier, each settled the other way."""


@dataclass
class Reached:
    """What one story reaches: steps with their number of write transactions, and requests."""

    steps: dict[str, int] = field(default_factory=dict)
    requests: set[str] = field(default_factory=set)
    webhooks: int = 0
    worlds: list[World] = field(default_factory=list)

    def listens_to(self, world: World) -> None:
        """From now on."""
        self.worlds.append(world)
        inside, writes = world.app.wsgi_app, [0]

        def counted(connection: Connection) -> None:
            writes[0] += bool(connection.get_execution_options().get(WRITES, False))

        event.listen(world.service.database.engine, "commit", counted)

        def answers(environ: Any, start_response: Any) -> Any:
            if environ["REQUEST_METHOD"] != "POST":
                return inside(environ, start_response)
            writes[0] = 0
            answer = [*inside(environ, start_response)]
            step = step_of(world, environ["PATH_INFO"])
            if step is not None and step.startswith("/voice/"):
                self.webhooks += 1
                self.steps.setdefault(step, writes[0])
            return answer

        world.app.wsgi_app = answers  # type: ignore[method-assign]

        def asked(method: str, path: str, form: dict[str, str]) -> None:
            self.requests.add(request_sort(method, path, form))

        before = world.carrier.faults.rest

        def rest(method: str, path: str, form: dict[str, str]) -> Any:
            asked(method, path, form)
            return before(method, path, form) if before else None

        world.carrier.faults.rest = rest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Without the option there is no matrix."""
    parser.addoption("--matrix", choices=["index", "sample", "whole"], help="the fault matrix")


def pytest_configure(config: pytest.Config) -> None:
    """The index is written by the process that started all others."""
    if config.getoption("matrix") == "index" and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Indexing(), "matrix index")


def cells(reached: dict[str, Any]) -> Iterator[tuple[str, Fault]]:
    """Every cell: the story in which it happens, and what."""
    for step, found in reached["steps"].items():
        story, writes = found["story"], found["writes"]
        # What fails twice in a row is the next net's: see tests/nets.
        answers = () if step.endswith("/fallback") else (*ANSWERS, "twice")
        for what in (*answers, *DATABASE):
            yield story, Fault(step, what)
        for nth in range(writes):
            yield from ((story, Fault(step, what, nth)) for what in KILLED)
    for sort, story in reached["requests"].items():
        yield from ((story, Fault(sort, what)) for what in REST)
    for status in STATUSES:
        for story in reached["statuses"]:
            yield from ((story, Fault(status, what)) for what in CALLBACKS)


def sample(reached: dict[str, Any]) -> list[tuple[str, Fault]]:
    """One cell of each row, not always the same column."""
    rows: dict[str, list[tuple[str, Fault]]] = {}
    for story, fault in cells(reached):
        rows.setdefault(fault.where, []).append((story, fault))
    return [row[crc32(where.encode()) % len(row)] for where, row in rows.items()]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Stories become cells of the matrix."""
    what = config.getoption("matrix")
    if what == "index":
        for item in items:
            item.stash[INDEX] = Reached()
        return
    if not what or not REACHED.exists():
        return
    reached = json.loads(REACHED.read_text(encoding="utf-8"))
    stories = {
        item.nodeid: item for item in items if isinstance(item, pytest.Function) and told(item)
    }
    chosen = [*cells(reached)] if what == "whole" else sample(reached)
    made = [
        _cell(stories[name], fault, otherwise)
        for story, fault in chosen
        for name in (story, *([story.replace("[sqlite", "[postgres")] if what == "whole" else []))
        if name in stories
        for otherwise in ((False, True) if what == "whole" else (False,))
    ]
    if what == "whole":
        items[:] = made
    else:
        items += made


def told(item: pytest.Function) -> bool:
    """Whether a test is a story in which something can go wrong."""
    return item.path.is_relative_to(CALLS) and "make_world" in item.fixturenames


OTHER_POINTS = pytest.StashKey[bool]()


def _cell(story: pytest.Function, fault: Fault, otherwise: bool) -> pytest.Function:
    name = f"{story.name}~{fault}{' otherwise' if otherwise else ''}"
    cell: pytest.Function = pytest.Function.from_parent(
        story.parent,
        name=name,
        callspec=story.callspec,
        callobj=story.obj,
        fixtureinfo=story._fixtureinfo,
        originalname=story.originalname,
    )
    cell.stash[FAULT], cell.stash[OTHER_POINTS] = fault, otherwise
    cell.stash[TROUBLES] = []
    return cell


def arrange(node: pytest.Item, world: World) -> None:
    """A world was made for this test: if it is a cell of the matrix, its fault lies in wait."""
    if INDEX in node.stash:
        node.stash[INDEX].listens_to(world)
    if FAULT in node.stash:
        if node.stash[OTHER_POINTS]:
            world.carrier.live = OTHERWISE
        trouble = Trouble(node.stash[FAULT], world)
        trouble.begins()
        node.stash[TROUBLES].append(trouble)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """The story is told as far as it goes; then the rules are looked at."""
    if INDEX in pyfuncitem.stash:
        result = yield
        _note_what_was_reached(pyfuncitem)
        return result
    if FAULT not in pyfuncitem.stash:
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
        assert any(trouble.happened for trouble in troubles), "the fault was never reached"
        for trouble in troubles:
            all_hold(trouble.world)
    finally:
        for trouble in troubles:
            trouble.ends()
    return True


def _note_what_was_reached(item: pytest.Function) -> None:
    """A story counts only where the rules hold at its end with nothing wrong."""
    reached = item.stash[INDEX]
    try:
        for world in reached.worlds:
            come_to_an_end(world)
            all_hold(world)
    except Exception:  # noqa: BLE001 - whatever it is, this story is no ground for a cell
        return
    if reached.worlds:
        found = {
            "story": item.nodeid,
            "steps": reached.steps,
            "requests": sorted(reached.requests),
            "webhooks": reached.webhooks,
        }
        item.user_properties.append(("reached", json.dumps(found)))


class Indexing:
    """Gathers what all stories reach, and keeps the shortest for each row."""

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes what came with a test's report."""
        self.found += [json.loads(str(v)) for n, v in report.user_properties if n == "reached"]

    def pytest_sessionfinish(self) -> None:
        """Writes the index, the steps in the order of their table."""
        steps: dict[str, dict[str, Any]] = {}
        requests: dict[str, str] = {}
        for one in sorted(self.found, key=lambda f: (f["webhooks"], f["story"])):
            for step, writes in one["steps"].items():
                steps.setdefault(step, {"story": one["story"], "writes": writes})
            for sort in one["requests"]:
                requests.setdefault(sort, one["story"])
        rich = [one for one in self.found if {"create calls", "end calls"} <= {*one["requests"]}]
        rich.sort(key=lambda f: (f["webhooks"], f["story"]))
        index = {
            "steps": {f"/voice{s}": steps[f"/voice{s}"] for s in STEPS if f"/voice{s}" in steps},
            "requests": dict(sorted(requests.items())),
            "statuses": [one["story"] for one in rich[:3]],
        }
        REACHED.write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")
