"""The table that `make bench` prints, one line for each thing that was measured."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

LIBRARIES = ("flask", "sqlalchemy", "gunicorn", "psycopg", "duckdb", "recurring-ical-events")
HEAD = ("", "measured", "beside it", "ratio", "goal", "")


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, what stands beside it, and what it was to be."""

    what: str
    measured: str
    beside: str = ""
    ratio: float | None = None
    """What the goal is about: of the two, unless `what` says otherwise."""
    most: float | None = None
    least: float | None = None
    """The goal: the ratio is to be so much at most, or at least."""
    why: str = ""
    """Why it is so, told where the goal is missed."""

    @property
    def met(self) -> bool | None:
        """Whether the goal was reached; None where there is none."""
        if self.ratio is None or (self.most is None and self.least is None):
            return None
        return self._rounded() <= self.most if self.most is not None else self.ratio >= self._least

    @property
    def goal(self) -> str:
        """The goal as the table writes it."""
        if self.most is not None:
            return f"≤ {self.most:g}"
        return f"≥ {self.least:g}" if self.least is not None else ""

    @property
    def _least(self) -> float:
        return self.least or 0.0

    def _rounded(self) -> float:
        """As it is shown: what reads 1.50 is not above 1.5."""
        return round(self.ratio or 0.0, 2)


def cells(row: Row) -> tuple[str, ...]:
    """A row as it is printed."""
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    met = {True: "met", False: "missed", None: ""}[row.met]
    return row.what, row.measured, row.beside, ratio, row.goal, met


def printed(title: str, rows: Iterable[Row]) -> str:
    """One group of rows, and under it the reasons why goals were missed."""
    rows = list(rows)
    lines = [HEAD, *map(cells, rows)]
    widths = [max(len(line[nth]) for line in lines) for nth in range(len(HEAD))]
    told = [f"== {title}"]
    for line in lines:
        first, *others = (
            cell.ljust(width) if not nth else cell.rjust(width)
            for nth, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        told.append("  ".join((first, *others)).rstrip())
    missed = dict.fromkeys(row.why for row in rows if row.met is False and row.why)
    told += [f"missed: {why}" for why in missed]
    return "\n".join(told) + "\n"


def machine(cores: str) -> str:
    """The machine, its load, and the versions that were measured."""
    return "\n".join(
        (
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {cores};"
            f" load {os.getloadavg()[0]:.1f} as it begins",
            f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
            + ", ".join(f"{name} {found}" for name in LIBRARIES if (found := _version(name))),
            "",
        )
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
