"""Figures as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from hotline.statistics.formats import SUMMARY
from hotline.statistics.naming import (
    CUT,
    FIGURES,
    INTERNAL,
    NOT_FILTERED,
    UNFILTERED,
    number,
)
from hotline.statistics.report import Report
from hotline.statistics.told import TableTold
from hotline.taxonomies import Wording

_TITLE = Wording(
    "{name}, du {first} au {last} ({zone}). Appels : {calls}",
    "{name}, from {first} to {last} ({zone}). Calls: {calls}",
)
_AGAINST = Wording("À côté, du {first} au {last}.", "Beside it, from {first} to {last}.")
_FILTERS = Wording("Filtres : {filters}", "Filters: {filters}")
_NUMBER = Wording("Nombre", "Number")
_SHARE = Wording("Part", "Share")
_BEFORE = Wording("À côté", "Beside")
_TOTAL = Wording("Total", "Total")


def print_tables(found: Report, language: str) -> None:
    """Its period, its numbers, and each of its tables with what it is about."""
    console = Console()
    for sentence in _sentences(found, language):
        console.print(sentence, highlight=False, markup=False)
    summary = Table(show_header=False)
    summary.add_column()
    both = [of for of in (found.summary, found.summary_against) if of]
    for _ in both:
        summary.add_column(justify="right")
    for figure in SUMMARY:
        told = (number(getattr(of, figure), language) for of in both)
        summary.add_row(FIGURES[figure].read_in(language), *told)
    console.print(summary)
    for table in found.tables:
        if table.n is None:
            sentence = f"{table.title} – {NOT_FILTERED.read_in(language)}"
            console.print(sentence, highlight=False, markup=False)
        else:
            title = f"\n{table.title}. {table.of} (N = {table.n})"
            console.print(title, style="bold", highlight=False, markup=False)
            console.print(table.definition, highlight=False, markup=False)
            console.print(_by_two(table, language) if table.columns else _by_one(table, language))


def _sentences(found: Report, language: str) -> Iterator[str]:
    yield _TITLE.read_in(language).format(
        name=found.name,
        first=found.period.first,
        last=found.period.last,
        zone=found.time_zone,
        calls=found.summary.calls,
    )
    if found.against:
        days = {"first": found.against.first, "last": found.against.last}
        yield _AGAINST.read_in(language).format(**days)
    if found.filters:
        yield _FILTERS.read_in(language).format(filters=found.filters)
    for wording, years in ((CUT, found.years_cut), (UNFILTERED, found.years_unfiltered)):
        if years:
            yield wording.read_in(language).format(years=", ".join(map(str, years)))
    yield INTERNAL.read_in(language)


def _by_one(table: TableTold, language: str) -> Table:
    """Rows without a call are left out, but never « Non renseigné »."""
    shown = Table()
    shown.add_column(table.title)
    headings = [_NUMBER.read_in(language), _SHARE.read_in(language)]
    if table.against_n is not None:
        headings += [f"{_BEFORE.read_in(language)} (N = {table.against_n})", headings[1]]
    for heading in headings:
        shown.add_column(heading, justify="right")
    for row in table.shown:
        cells = [str(row.calls), _share(table.share(row.calls), language)]
        if table.against_n is not None:
            before = row.calls_against
            cells += [str(before), _share(table.share_against(before), language)]
        shown.add_row(row.name, *cells)
    return shown


def _by_two(table: TableTold, language: str) -> Table:
    """The first period alone: a second one would make it too wide; JSON and CSV have both."""
    shown = Table()
    shown.add_column("")
    for _, name in table.columns:
        shown.add_column(name, justify="right")
    shown.add_column(_TOTAL.read_in(language), justify="right")
    for row in table.shown:
        shown.add_row(
            row.name, *(str(count) if count else "" for count in row.counts), str(row.calls)
        )
    return shown


def _share(percent: float | None, language: str) -> str:
    told = number(percent, language)
    return told if percent is None else f"{told} %"
