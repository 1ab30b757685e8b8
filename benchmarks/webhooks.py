"""Each webhook of a call, one caller at a time, beside the least that Flask could do.

A caller goes through a call, from the greeting to the wrap-up on the keypad, over signed HTTP; the
carrier's API agrees at once, beside the webhooks, as it does in service. After each call as many
requests go to a bare Flask view with one SQLite insert, in the same process behind the same server.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from benchmarks.calls import caller_of, whole_call
from benchmarks.carrier import Agreeing, Timed
from benchmarks.measuring import Effort, percentiles
from benchmarks.serving import serving
from benchmarks.table import Row

Figures = Mapping[str, list[Timed]]
MS = 1000
WHY_SLOW = "every step reads the call, its line, who is on duty and who is busy anew: see README.md"
WHY_MANY = "nothing of a live call is kept in memory: a call, its legs and the line are read anew"


def rows(effort: Effort) -> Iterator[Row]:
    """For each step: times and time of a core beside bare Flask's, and statements."""
    ours, bare = measure(effort)
    yield _bare(bare)
    for step, timed in ours.items():
        yield from _times(step, timed, bare)
    for step, timed in ours.items():
        yield _statements(step, timed)
    quiet = [one for one in ours["wait"] if not one.writes]
    share = f"{len(quiet)} of {len(ours['wait'])}"
    if len(quiet) > 1:
        yield from _times("heartbeat without a change", quiet, bare, half=1, most=1)
    yield Row("heartbeats that write nothing", share)


def measure(effort: Effort) -> tuple[Figures, list[Timed]]:
    """So many whole calls, one after the other, and as many requests to bare Flask."""
    calls = effort.of(2, 60)
    ours: dict[str, list[Timed]] = defaultdict(list)
    bare: list[Timed] = []
    with tempfile.TemporaryDirectory() as folder:
        agreeing = Agreeing()
        with serving(Path(folder), agreeing.url) as served:
            line = served.line()

            def send(step: str, path: str, parameters: dict[str, str]) -> str:
                timed = line.ask(path, parameters)
                ours[step].append(timed)
                return timed.body

            for nth in range(-effort.of(1, 10), calls):
                if nth == 0:
                    ours.clear()
                    bare.clear()
                before = sum(map(len, ours.values()))
                whole_call(send, agreeing, nth + 1000)
                webhooks = sum(map(len, ours.values())) - before
                bare += [line.ask("/bare/", caller_of(nth + 1000)) for _ in range(webhooks)]
    return ours, bare


def _bare(bare: list[Timed]) -> Row:
    half, most = percentiles([one.seconds for one in bare])
    return Row("bare Flask, one insert", f"{half * MS:.1f} ms, p99 {most * MS:.1f}")


def _times(
    step: str, timed: list[Timed], bare: list[Timed], half: float = 1.5, most: float = 2
) -> Iterator[Row]:
    ours, theirs = (percentiles([one.seconds for one in each]) for each in (timed, bare))
    cpu, floor = (median(one.cpu for one in each) for each in (timed, bare))
    yield Row(
        f"{step}, p50 (of which a core's time)",
        f"{ours[0] * MS:.1f} ms ({cpu * MS:.1f})",
        f"{theirs[0] * MS:.1f} ms ({floor * MS:.1f})",
        ours[0] / theirs[0],
        most=half,
        why=WHY_SLOW,
    )
    yield Row(
        f"{step}, p99",
        f"{ours[1] * MS:.1f} ms",
        f"{theirs[1] * MS:.1f} ms",
        ours[1] / theirs[1],
        most=most,
        why=WHY_SLOW,
    )


def _statements(step: str, timed: list[Timed]) -> Row:
    counts = [one.statements for one in timed]
    fewest, most = min(counts), max(counts)
    told = f"{most}" if fewest == most else f"{fewest}-{most}"
    writes = median(one.writes for one in timed)
    return Row(
        f"{step}, statements",
        told,
        f"{writes:g} write",
        float(median(counts)),
        most=4,
        why=WHY_MANY,
    )
