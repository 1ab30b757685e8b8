"""Which story gets where: the ground of the matrix, written by `make matrix-index`."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection

from hotline.database.work import WRITES
from hotline.voice.routes import STEPS
from tests.matrix import cells
from tests.matrix.faults import request_sort, step_of
from tests.matrix.rules import all_hold, come_to_an_end
from tests.world import World

PROPERTY = "reached"
RICH = {"create calls", "end calls"}
TALKED = "/voice/legs/<leg_id>/connected"
"""A story in which the carrier tells all that it can tell of calls asks for these, and gets there.
"""


@dataclass
class Reached:
    """What one story reaches: steps with their number of write transactions, and requests."""

    steps: dict[str, int] = field(default_factory=dict)
    requests: set[str] = field(default_factory=set)
    webhooks: int = 0
    worlds: list[World] = field(default_factory=list)
    _rest: object = None

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
        before = world.carrier.faults.rest

        def rest(method: str, path: str, form: dict[str, str]) -> Any:
            self.requests.add(request_sort(method, path, form))
            return before(method, path, form) if before else None

        world.carrier.faults.rest = self._rest = rest

    def _is_troubled(self, world: World) -> bool:
        """Whether something goes wrong in the story itself: a worse ground than another."""
        faults = world.carrier.faults
        ours = faults.rest is self._rest
        return bool(faults.callbacks or faults.webhook or not ours or world.carrier.webhooks.before)

    def note(self, item: pytest.Function) -> None:
        """A story counts only where the rules hold at its end with nothing wrong."""
        steps, requests, webhooks = dict(self.steps), sorted(self.requests), self.webhooks
        troubled = any(self._is_troubled(world) for world in self.worlds)
        try:
            for world in self.worlds:
                # Taken away by the story itself: what fails there would not be the cell's fault.
                assert not {"reading", "writing"} & vars(world.service.database).keys()
                come_to_an_end(world)
                all_hold(world)
        except Exception as no_ground:  # noqa: BLE001 - whatever it is, no cell can stand on it
            found: dict[str, Any] = {"story": item.nodeid, "no ground": repr(no_ground)[:300]}
        else:
            found = {
                "story": item.nodeid,
                "steps": steps,
                "requests": requests,
                "webhooks": webhooks,
                "troubled": troubled,
            }
        if steps:
            item.user_properties.append((PROPERTY, json.dumps(found)))


class Indexing:
    """Gathers what all stories reach, and keeps the shortest for each row: first those
    in which nothing goes wrong."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes what came with a test's report."""
        for name, value in report.user_properties:
            if name == PROPERTY:
                self.found[report.nodeid] = json.loads(str(value))

    def pytest_sessionfinish(self) -> None:
        """Writes the index, the steps in the order of their table. What stories reach that were
        not told this time is kept."""
        told = {one["story"] for one in self.found.values()}
        ground = [one for one in self.found.values() if "no ground" not in one]
        ground.sort(key=lambda one: (one["troubled"], one["webhooks"], one["story"]))
        before = cells.index()
        steps = {s: was for s, was in before["steps"].items() if was["story"] not in told}
        requests = {sort: story for sort, story in before["requests"].items() if story not in told}
        statuses = [story for story in before["statuses"] if story not in told]
        for one in ground:
            for step, writes in one["steps"].items():
                steps.setdefault(step, {"story": one["story"], "writes": writes})
            for sort in one["requests"]:
                requests.setdefault(sort, one["story"])
            if {*one["requests"]} >= RICH and TALKED in one["steps"] and not one["troubled"]:
                statuses.append(one["story"])
        index = {
            "steps": {f"/voice{s}": steps[f"/voice{s}"] for s in STEPS if f"/voice{s}" in steps},
            "requests": dict(sorted(requests.items())),
            "statuses": statuses[:3],
        }
        cells.REACHED.write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Says what no story reaches, and which stories are no ground for a cell."""
        for step in STEPS:
            if f"/voice{step}" not in cells.index()["steps"]:
                terminalreporter.write_line(f"reached by no story: /voice{step}")
        for one in self.found.values():
            if "no ground" in one:
                terminalreporter.write_line(f"no ground: {one['story']}: {one['no ground']}")
