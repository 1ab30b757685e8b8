"""`make bench`, or `python -m benchmarks --only NAME --quick`: measures, and prints one table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping

from benchmarks import (
    figures,
    memory,
    ringing,
    rosters,
    slow_rest,
    throughput,
    virtual,
    waiting,
    webhooks,
)
from benchmarks.cores import CARRIER, keep_to, told
from benchmarks.measuring import Effort
from benchmarks.table import Row, machine, printed

GROUPS: Mapping[str, tuple[str, Callable[[Effort], Iterator[Row]]]] = {
    "webhooks": ("Each webhook of a call, one client", webhooks.rows),
    "throughput": ("Many clients at once", throughput.rows),
    "slow-rest": ("While the carrier's API takes five seconds", slow_rest.rows),
    "rosters": ("Who is on duty", rosters.rows),
    "figures": ("Statistics", figures.rows),
    "memory": ("What a worker weighs", memory.rows),
    "waiting": ("How many callers wait at once", waiting.rows),
    "virtual": ("Calls in virtual time", virtual.rows),
    "ringing": ("How soon somebody is rung, and connected", ringing.rows),
}
"""By the word that chooses them: a title, and what is measured."""


def main() -> None:
    """Prints each group of rows as soon as it is measured; tells at the end what was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=[*GROUPS], help="this group alone")
    parser.add_argument("--quick", action="store_true", help="see that it works; says nothing else")
    chosen = parser.parse_args()
    keep_to(CARRIER)
    _say(machine(told()))
    rows: list[Row] = []
    for name in chosen.only or GROUPS:
        title, measured = GROUPS[name]
        found = list(measured(Effort(quick=chosen.quick)))
        rows += found
        _say(printed(f"{name}: {title}", found))
    goals = [row.met for row in rows if row.met is not None]
    _say(f"{sum(goals)} of {len(goals)} goals met.")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
