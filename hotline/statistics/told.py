"""A table of figures with names, in the order people read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hotline.statistics.catalogue import Table
from hotline.statistics.counted import NOT_RECORDED
from hotline.statistics.counting import Counts
from hotline.statistics.dimensions import HOUR
from hotline.statistics.summary import percent
from hotline.taxonomies import Wording

NATURAL_ORDER = frozenset(
    {"month", "talk", "severity", "helped", "weekday_part", "weekday_hour", "moment", "callbacks"}
    | {"moment_there", "follow_up", "appointment", "kind"}
)
"""Tables whose rows have an order of their own; the others are read the most frequent first."""


@dataclass(frozen=True, slots=True)
class Row:
    """How many calls have this code: one number a column of the table, or only one."""

    code: str
    name: str
    counts: tuple[int, ...]
    against: tuple[int, ...] = ()
    """The same of the second period; empty without one."""

    @property
    def calls(self) -> int:
        """Of all columns together."""
        return sum(self.counts)

    @property
    def calls_against(self) -> int:
        """The same of the second period."""
        return sum(self.against)


@dataclass(frozen=True, slots=True)
class TableTold:
    """Calls sorted by one thing, or by two; every code of its list has a row."""

    key: str
    title: str
    of: str
    """Which calls, or what else, it is about."""
    definition: str
    rows: tuple[Row, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    """Codes and names; empty in a table by one thing."""
    n: int | None = None
    """How many it is about: shares are of these. None where it cannot be had."""
    against_n: int | None = None
    overlapping: bool = False

    @property
    def shown(self) -> tuple[Row, ...]:
        """Rows that people read: without those of which there is nothing, the most frequent first
        where there is no other order, and « Non renseigné » always, last."""
        known = [
            row for row in self.rows if row.code != NOT_RECORDED and (row.calls + row.calls_against)
        ]
        if self.key not in NATURAL_ORDER:
            known.sort(key=lambda row: (-row.calls, -row.calls_against))
        return (*known, *(row for row in self.rows if row.code == NOT_RECORDED))

    @property
    def folded(self) -> int:
        """How many rows are not among them."""
        return len(self.rows) - len(self.shown)

    def drawn(self, most: int) -> tuple[Row, ...]:
        """The first of them, as many as a picture has room for, « Non renseigné » among them."""
        unknown = tuple(row for row in self.shown if row.code == NOT_RECORDED)
        known = [row for row in self.shown if row.code != NOT_RECORDED]
        return (*known[: most - len(unknown)], *unknown)

    def share(self, count: int) -> float | None:
        """In percent of what the table is about, with one decimal."""
        return percent(count, self.n or 0)

    def share_against(self, count: int) -> float | None:
        """The same of the second period."""
        return percent(count, self.against_n or 0)


def told(table: Table, counts: Counts | None, against: Counts | None, language: str) -> TableTold:
    """A table of the catalogue; without numbers where `counts` is None."""
    there = TableTold(
        key=table.key,
        title=table.title.read_in(language),
        of=table.of.name.read_in(language),
        definition=table.definition.read_in(language),
        overlapping=any(dimension.overlapping for dimension in table.dimensions),
    )
    return there if counts is None else _filled(there, table, counts, against, language)


def with_rows(
    there: TableTold,
    names: Mapping[str, Wording],
    counts: Counts,
    against: Counts | None,
    language: str,
) -> TableTold:
    """The table with its numbers; `names` of its rows, in their order."""
    columns = [code for code, _ in there.columns] or [""]
    found = {row for of in (counts, against) if of for row, _ in of.cells}
    return replace(
        there,
        n=counts.n,
        against_n=against.n if against else None,
        rows=tuple(
            Row(
                code,
                name,
                tuple(counts.cells[code, column] for column in columns),
                tuple(against.cells[code, column] for column in columns) if against else (),
            )
            for code, name in _names(names, found, language).items()
        ),
    )


def _filled(
    there: TableTold, table: Table, counts: Counts, against: Counts | None, language: str
) -> TableTold:
    if table.columns is None:
        return with_rows(there, table.rows.names(), counts, against, language)
    # What nobody was in is no column: a table is as narrow as it can be; a day has all its hours.
    used = {column for of in (counts, against) if of for _, column in of.cells}
    columns = tuple(
        (code, name)
        for code, name in _names(table.columns.names(), used, language).items()
        if code in used or code == NOT_RECORDED or table.columns is HOUR
    )
    return with_rows(replace(there, columns=columns), table.rows.names(), counts, against, language)


def _names(names: Mapping[str, Wording], found: Iterable[str], language: str) -> dict[str, str]:
    """In the order of the list, « Non renseigné » last; a code that left the list is kept, by its
    code."""
    told = {code: name.read_in(language) for code, name in names.items()}
    told |= {code: code for code in sorted({*found} - told.keys())}
    if NOT_RECORDED in told:
        told[NOT_RECORDED] = told.pop(NOT_RECORDED)
    return told
