"""What came out of the cells that were run: a table of rows and faults, and the cells that failed.

`--matrix-log=FILE` adds each result to a file, so that slices run one after another make one table:
`python -m tests.matrix.table FILE`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.matrix.faults import ANSWERS, CALLBACKS, DATABASE, KILLED, REST, STATUSES, TWICE

PROPERTY = "cell"
SIGNS = {"passed": ".", "failed": "F", "skipped": "-"}
"""Went well; a rule did not hold; the story went another way and the fault was never met."""

COLUMNS = {
    "Steps": (*ANSWERS, TWICE, *DATABASE, *KILLED),
    "Requests": tuple(REST),
    "Statuses": CALLBACKS,
}

Result = Mapping[str, str]
"""Of one cell: `where`, `what`, `database`, `otherwise`, `outcome`, `seconds`, `id`, `why`."""


def table(results: Iterable[Result]) -> list[str]:
    """Rows and columns as lines of text, then sums by database and open points, then each failure.
    A cell of the table stands for several runs: it shows the worst, and how many there were."""
    cells: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: dict[str, float] = defaultdict(float)
    failed: dict[str, str] = {}
    for one in {one["id"]: one for one in results}.values():
        cells[one["where"], one["what"]][one["outcome"]] += 1
        group = f"{one['database']}{' otherwise' if one['otherwise'] else ''}"
        sums[group][one["outcome"]] += 1
        seconds[group] += float(one["seconds"])
        if one["outcome"] == "failed":
            failed[one["id"]] = one["why"]
    lines: list[str] = []
    for name, columns in COLUMNS.items():
        rows = [where for where in dict.fromkeys(w for w, _ in cells) if _kind(where) == name]
        if rows:
            lines += ["", _line(name, columns)]
            lines += [_line(row, [_shown(cells[row, what]) for what in columns]) for row in rows]
    lines.append("")
    for group, counted in sums.items():
        lines.append(
            f"{group}: {counted.total()} cells, {counted['passed']} went well, {counted['failed']} "
            f"failed, {counted['skipped']} not met; {seconds[group]:.0f} s."
        )
    return [*lines, *(f"failed: {name}: {why}" for name, why in failed.items())]


def _kind(where: str) -> str:
    if where.startswith("/"):
        return "Steps"
    return "Statuses" if where in STATUSES else "Requests"


def _shown(counted: Counter[str]) -> str:
    worst = next((sign for kind, sign in _BY_WORST if counted[kind]), "")
    return f"{counted.total()}{worst}" if counted else ""


_BY_WORST = (("failed", "F"), ("passed", "."), ("skipped", "-"))


def _line(first: str, rest: Iterable[str]) -> str:
    return f"{first.removeprefix('/voice'):<42}" + "".join(f"{one[:10]:>11}" for one in rest)


class Results:
    """Gathers the results of all processes, and prints them at the end."""

    def __init__(self, log: str | None) -> None:
        self._log = Path(log) if log else None
        self._results: list[dict[str, str]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes the result of a cell."""
        if report.when != "call":
            return
        for name, value in report.user_properties:
            if name == PROPERTY:
                result = json.loads(str(value)) | {
                    "id": report.nodeid,
                    "outcome": report.outcome,
                    "seconds": f"{report.duration:.2f}",
                    "why": _why(report),
                }
                self._results.append(result)
                if self._log is not None:
                    with self._log.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(result) + "\n")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Prints the table."""
        for line in table(self._results):
            terminalreporter.write_line(line)


def _why(report: pytest.TestReport) -> str:
    if not report.failed:
        return ""
    crash = getattr(report.longrepr, "reprcrash", None)
    words = crash.message if crash is not None else report.longreprtext
    return " ".join(str(words).split())[:200]


def main() -> int:
    """The table of the results in these files."""
    results = [
        json.loads(line)
        for file in sys.argv[1:]
        for line in Path(file).read_text(encoding="utf-8").splitlines()
    ]
    sys.stdout.write("\n".join(table(results)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
