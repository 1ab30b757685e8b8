"""Webhooks per second with many callers at once, beside bare Flask on the same server.

Each client is a caller after the other: greeting, menu, into the queue, four pieces of music, gone.
Whoever was rung for them is dismissed and tells so. After each round as many clients ask bare Flask
for as long.
"""

from __future__ import annotations

import itertools
import queue
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.calls import caller_of, enters
from benchmarks.carrier import Agreeing
from benchmarks.measuring import Effort
from benchmarks.serving import NUMBER, Served, serving
from benchmarks.table import Row

HEARTBEATS = 4
WHY = "the same work as for one client: threads of one process share one core, and take turns"
_numbers = itertools.count(1)


def rows(effort: Effort) -> Iterator[Row]:
    """At 8 and at 32 clients."""
    seconds, rounds = effort.of(1, 4), effort.of(1, 3)
    with tempfile.TemporaryDirectory() as folder:
        agreeing = Agreeing()
        with serving(Path(folder), agreeing.url) as served:
            for clients in (8, 32):
                ours, bare = [], []
                for _ in range(rounds):
                    ours.append(_rate(served, clients, seconds, _caller(agreeing)))
                    bare.append(_rate(served, clients, seconds, _asks_bare))
                yield Row(
                    f"webhooks per second, {clients} clients",
                    f"{median(ours):.0f} /s",
                    f"{median(bare):.0f} /s",
                    median(ours) / median(bare),
                    least=0.7,
                    why=WHY,
                )


Client = Callable[[Callable[[str, dict[str, str]], str]], None]
"""Asks for some documents, one after the other."""


def _rate(served: Served, clients: int, seconds: float, client: Client) -> float:
    """Answers per second while so many clients ask for so many seconds."""
    until = time.perf_counter() + seconds
    answered = [0] * clients

    def asks(nth: int) -> None:
        line = served.line()

        def send(path: str, parameters: dict[str, str]) -> str:
            body = line.ask(path, parameters).body
            answered[nth] += time.perf_counter() < until
            return body

        while time.perf_counter() < until:
            client(send)

    threads = [threading.Thread(target=asks, args=(nth,)) for nth in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / seconds


def _asks_bare(send: Callable[[str, dict[str, str]], str]) -> None:
    send("/bare/", caller_of(next(_numbers)))


def _caller(agreeing: Agreeing) -> Client:
    """Whoever calls, waits for half a minute and hangs up."""

    def calls(send: Callable[[str, dict[str, str]], str]) -> None:
        call, queued = enters(lambda _step, *asked: send(*asked), next(_numbers))
        for nth in range(HEARTBEATS):
            send(f"{call}/wait", queued | {"QueueTime": str(8 * nth)})
        ended = queued | {"CallStatus": "completed"}
        send(f"{call}/after", ended | {"QueueResult": "hangup"})
        send("/voice/status", ended)
        while True:
            try:
                gone = agreeing.ended.get_nowait()
            except queue.Empty:
                return
            leg = queued | {"CallSid": gone.sid, "From": NUMBER, "To": gone.to}
            send(f"{gone.path}/status", leg | {"CallStatus": "completed"})

    return calls
