"""What other callers feel while each request to the carrier's API takes five seconds.

Two services stand side by side on the same core, each with its own database: the API of one agrees
at once, that of the other after five seconds, and neither gives up earlier. A caller asks in turn
here and there; every call rings somebody of the twenty-five who are on duty together, so that soon
all threads that run errands are stuck.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.calls import enters
from benchmarks.carrier import Agreeing, Line
from benchmarks.measuring import Effort, percentiles
from benchmarks.serving import serving
from benchmarks.table import Row

SLOW = 5.0
MS = 1000
HEARTBEATS = 4


def rows(effort: Effort) -> Iterator[Row]:
    """The slowest webhooks here and there."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        quick, slow = Agreeing(), Agreeing(SLOW)
        with (
            serving(Path(one), quick.url, patience=10, together=True) as at_once,
            serving(Path(other), slow.url, patience=10, together=True) as late,
        ):
            callers = [_Caller(at_once.line()), _Caller(late.line())]
            for nth in range(-effort.of(1, 5), effort.of(3, 50)):
                for caller in callers:
                    if nth == 0:
                        caller.took.clear()
                    caller.calls(1000 + nth)
        (half, most), (half_late, most_late) = (percentiles(caller.took) for caller in callers)
        rung, rung_at_once = slow.legs.qsize(), quick.legs.qsize()
    yield Row("webhook p50 while REST takes 5 s", _ms(half_late), _ms(half), half_late / half)
    yield Row(
        "webhook p99 while REST takes 5 s",
        _ms(most_late),
        _ms(most),
        most_late / most,
        most=2,
        why="errands wait beside the webhooks; what is left is the machine's own unrest",
    )
    yield Row("people rung meanwhile", str(rung), str(rung_at_once))
    yield Row("requests to the carrier at the same time", str(slow.most), str(quick.most))


class _Caller:
    """Calls, waits, hangs up; `took` is the seconds of each webhook."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.took: list[float] = []

    def calls(self, nth: int) -> None:
        call, queued = enters(self._send, nth)
        for beat in range(HEARTBEATS):
            self._send("wait", f"{call}/wait", queued | {"QueueTime": str(8 * beat)})
        ended = queued | {"CallStatus": "completed"}
        self._send("after", f"{call}/after", ended | {"QueueResult": "hangup"})
        self._send("status", "/voice/status", ended)

    def _send(self, _step: str, path: str, parameters: dict[str, str]) -> str:
        timed = self._line.ask(path, parameters)
        self.took.append(timed.seconds)
        return timed.body


def _ms(seconds: float) -> str:
    return f"{seconds * MS:.1f} ms"
