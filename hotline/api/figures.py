"""The figures of years that were published: the same as everybody has."""

from __future__ import annotations

from hotline.api.operations import Asked, Operation, Operations
from hotline.api.problems import unknown
from hotline.api.values import Answer, Question
from hotline.publishing.keeping import kept_release, publications
from hotline.publishing.naming import MEASURE_NAMES, cell_names, unit
from hotline.publishing.protecting import FEW
from hotline.publishing.released import ReleasedTable
from hotline.service import hotline
from hotline.statistics.catalogue import CATALOGUE
from hotline.taxonomies import Wording
from hotline.tokens.scopes import Scope


class PublishedYears(Answer):
    """The years that were published, the latest first."""

    years: list[int]


class CellTold(Answer):
    """One cell of a table. An empty code is all rows, or all columns; a table without columns has
    only empty ones there. Null: too few to be told, or what would let such a number be worked
    out."""

    row: str
    row_name: str
    column: str
    column_name: str
    calls: int | None
    share_percent: int | None


class PublishedTable(Answer):
    """Calls sorted by one thing, or by two. `n`: how many it is about."""

    key: str
    title: str
    definition: str
    about: str
    n: int | None
    cells: list[CellTold]


class Measure(Answer):
    """A number that is no count; null where too few calls stand behind it."""

    key: str
    name: str
    unit: str
    value: int | None


class PublishedFigures(Answer):
    """A year's publication. It never changes."""

    year: int
    made_on: str
    lists_version: int
    few: int
    """Counts below it are null, others are rounded to the nearest five."""
    calls: int | None
    from_history: bool
    """Whether some of it was counted by another system."""
    measures: list[Measure]
    tables: list[PublishedTable]


def published_years(asked: Asked, _question: Question) -> PublishedYears:
    """Those in force."""
    with hotline().database.reading() as session:
        return PublishedYears(years=[row.year for row in publications(session, asked.line)])


def published_figures(asked: Asked, _question: Question, year: int) -> PublishedFigures:
    """As they were made. Raises Refusal (404) for a year that is not published."""
    with hotline().database.reading() as session:
        release = kept_release(session, asked.line, year) if year < 10_000 else None
    if release is None:
        raise unknown()
    return PublishedFigures(
        year=release.year,
        made_on=release.made_on.isoformat(),
        lists_version=release.lists_version,
        few=FEW,
        calls=release.calls,
        from_history=release.from_history,
        measures=[
            Measure(
                key=key,
                name=name.read_in(asked.language),
                unit=unit(key).read_in(asked.language),
                value=release.measures[key],
            )
            for key, name in MEASURE_NAMES.items()
            if key in release.measures
        ],
        tables=[_table(table, asked.language) for table in release.tables.values()],
    )


def _table(table: ReleasedTable, language: str) -> PublishedTable:
    of = CATALOGUE[table.key]
    cells = []
    for (row, column), calls in table.cells.items():
        down, across = cell_names(table, (row, column))
        cells.append(
            CellTold(
                row=row,
                row_name=down.read_in(language),
                column=column,
                column_name=across.read_in(language),
                calls=calls,
                share_percent=table.share((row, column)),
            )
        )
    return PublishedTable(
        key=table.key,
        title=of.title.read_in(language),
        definition=of.definition.read_in(language),
        about=of.of.name.read_in(language),
        n=table.n,
        cells=cells,
    )


OPERATIONS: Operations = {
    ("GET", "/lines/<line>/figures"): Operation(
        published_years,
        Scope.STATISTICS,
        Wording("Les années publiées", "The years that were published"),
        answers={200: PublishedYears},
    ),
    ("GET", "/lines/<line>/figures/<int:year>"): Operation(
        published_figures,
        Scope.STATISTICS,
        Wording("Les chiffres publiés d'une année", "A year's published figures"),
        answers={200: PublishedFigures},
    ),
}
