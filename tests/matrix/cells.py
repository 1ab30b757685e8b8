"""The cells of the matrix: each step, request and status of the index, times what can go wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.matrix.faults import ANSWERS, CALLBACKS, DATABASE, KILLED, REST, STATUSES, TWICE, Fault

REACHED = Path(__file__).parent / "reached.json"
"""Which story gets where, shortest first: `make matrix-index` writes it."""

NOT_OF_A_CALL = {"/voice/rehearsal/<run>/<step>"}
"""Nobody calls there, and some of it fails on purpose: tests/going_live holds rehearsals."""

DATABASES = ("sqlite", "postgres")


@dataclass(frozen=True)
class Cell:
    """One fault in one story (the test's node id, on SQLite), on one database; with the carrier's
    open points as expected, or each settled `otherwise`."""

    story: str
    fault: Fault
    database: str = "sqlite"
    otherwise: bool = False

    @property
    def told_as(self) -> str:
        """The node id of the story on this cell's database."""
        return self.story.replace("[sqlite", f"[{self.database}")

    def __str__(self) -> str:
        return f"{self.fault}{' otherwise' if self.otherwise else ''}"


def index() -> dict[str, Any]:
    """The index as it was written; an empty one where there is none."""
    if not REACHED.exists():
        return {"steps": {}, "requests": {}, "statuses": []}
    reached: dict[str, Any] = json.loads(REACHED.read_text(encoding="utf-8"))
    return reached


def faults(reached: dict[str, Any]) -> Iterator[tuple[str, Fault]]:
    """Everything that can go wrong, each with the story in which it does."""
    for step, found in reached["steps"].items():
        # What fails twice in a row is the next net's: see tests/nets.
        last = step.endswith("/fallback")
        for what in (*(() if last else (*ANSWERS, TWICE)), *DATABASE):
            yield found["story"], Fault(step, what)
        for nth in range(0 if last else found["writes"]):
            yield from ((found["story"], Fault(step, what, nth)) for what in KILLED)
    for sort, story in reached["requests"].items():
        yield from ((story, Fault(sort, what)) for what in REST)
    for status in STATUSES:
        for story in reached["statuses"]:
            yield from ((story, Fault(status, what)) for what in CALLBACKS)


def whole(reached: dict[str, Any]) -> list[Cell]:
    """All cells, on both databases, each open point of the carrier both ways. What one slice of
    them leaves out is spread over all rows: the order goes through the columns first."""
    found = [*faults(reached)]
    return [
        Cell(story, fault, database, otherwise)
        for otherwise in (False, True)
        for database in DATABASES
        for story, fault in found
        if database == DATABASES[0] or is_told_on_both(story)
    ]


def is_told_on_both(story: str) -> bool:
    """Whether a story is told on each database; without one there is nothing to choose."""
    return "[sqlite" in story


def sliced(cells: Sequence[Cell], which: str) -> list[Cell]:
    """Slice 3 of 20 as `3/20`: every twentieth cell from the third on. All of them where `which` is
    empty. Raises ValueError where it names no slice."""
    if not which:
        return [*cells]
    nth, _, count = which.partition("/")
    if not 1 <= int(nth) <= int(count):
        raise ValueError(f"There is no slice {which}: write 1/20 to 20/20.")
    return [*cells][int(nth) - 1 :: int(count)]


def sample(reached: dict[str, Any]) -> list[Cell]:
    """One cell of each row: in each the fault that has come up least so far, so that all of them
    do; every fourth on PostgreSQL, where each takes longer. The same each time."""
    rows: dict[str, list[tuple[str, Fault]]] = {}
    for story, fault in faults(reached):
        rows.setdefault(fault.where, []).append((story, fault))
    met: Counter[str] = Counter()
    chosen = []
    for nth, row in enumerate(rows.values()):
        story, fault = min(row, key=lambda one: met[one[1].what])
        met[fault.what] += 1
        elsewhere = nth % 4 == 3 and is_told_on_both(story)
        chosen.append(Cell(story, fault, DATABASES[elsewhere]))
    return chosen
