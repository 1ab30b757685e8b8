"""From the queue to the first ring, and from press 1 to connected: what a caller waits for.

Beside it, what it takes at least: one webhook, and one request to the carrier's API over the same
library. One webhook is the middle one of all steps of the same calls.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.calls import whole_call
from benchmarks.carrier import Agreeing, Rung
from benchmarks.measuring import Effort, timed
from benchmarks.serving import NUMBER, serving
from benchmarks.table import Row
from hotline.carrier import Carrier
from hotline.clock import system_clock
from hotline.settings import Settings

MS = 1000
WHY = "two steps and what they write down before and after: nothing is rung that no row tells of"


class _Noting(Agreeing):
    """Remembers when each leg was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.rung: list[float] = []

    def next_leg(self) -> Rung:
        leg = super().next_leg()
        self.rung.append(leg.at)
        return leg


def rows(effort: Effort) -> Iterator[Row]:
    """Both, the median of so many calls."""
    calls = effort.of(2, 40)
    asked: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        agreeing = _Noting()
        with serving(Path(folder), agreeing.url) as served:
            line = served.line()

            def send(step: str, path: str, parameters: dict[str, str]) -> str:
                began = time.perf_counter()
                answer = line.ask(path, parameters)
                asked.setdefault(step, []).append((began, time.perf_counter()))
                return answer.body

            for nth in range(-effort.of(1, 10), calls):
                if nth == 0:
                    asked.clear()
                    agreeing.rung.clear()
                whole_call(send, agreeing, 1000 + nth)
            carrier = Carrier(Settings(**_known(served.environment)), system_clock)
            rest = median(timed(lambda: _rings(carrier)) for _ in range(calls))
    webhook = median(end - began for step in asked.values() for began, end in step)
    kinds, confirmed, connected = (asked[step] for step in ("kind", "confirm", "connected"))
    ring = median(at - began for at, (began, _) in zip(agreeing.rung, kinds, strict=True))
    joined = median(end - began for (began, _), (_, end) in zip(confirmed, connected, strict=True))
    for what, took in (
        ("from entering the queue to the first ring", ring),
        ("from press 1 to connected", joined),
    ):
        yield Row(
            what,
            f"{took * MS:.1f} ms",
            f"webhook {webhook * MS:.1f} + REST {rest * MS:.1f} ms",
            took / (webhook + rest),
            most=1.5,
            why=WHY,
        )


def _rings(carrier: Carrier) -> None:
    carrier.ring("+33639980001", NUMBER, seconds=20, url="http://a", fallback_url="http://a")


def _known(environment: dict[str, str]) -> dict[str, Any]:
    names = {name.upper(): name for name in Settings.model_fields}
    return {names[key]: value for key, value in environment.items() if key in names}
