"""What a year's publication holds, as it was on the day it was made: numbers and codes. Names are
those of the lists when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Cell = tuple[str, str]
"""A row's code and a column's. Empty is all rows, or all columns; a table without columns has only
empty ones."""


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """One table of the catalogue, rounded to 5, small numbers left out."""

    key: str
    n: int | None
    """Calls that it is about; None where they are too few to be told."""
    cells: Mapping[Cell, int | None]
    """Every row and column of its dimensions, margins included; None is not told."""

    def share(self, cell: Cell) -> int | None:
        """Percent of the table's calls, whole; None where one of the two is not told."""
        count = self.cells[cell]
        return None if count is None or not self.n else round(100 * count / self.n)


@dataclass(frozen=True, slots=True)
class Release:
    """The publication of one year of one line. Once made, it stays as it is: two of the same year
    that differ would tell what changed."""

    line: str
    name: str
    time_zone: str
    year: int
    made_on: date
    lists_version: int
    """Of the lists of codes (see hotline.taxonomies.versions)."""
    calls: int | None
    tables: Mapping[str, ReleasedTable]
    """By key, those that the line has, in the order of the catalogue."""
    measures: Mapping[str, int | None] = field(default_factory=dict)
    """Numbers that are no counts: median_seconds_to_human, ninety_percent_seconds_to_human,
    within_30_seconds_percent, mean_talk_minutes, over_60_minutes_percent and the like. None where
    too few calls stand behind one."""
    from_history: bool = False
    """Whether some of it was taken over from another system."""
