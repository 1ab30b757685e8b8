"""The figures of cases, as tables in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from hotline.cases.report import CaseReport, CaseTable
from hotline.taxonomies import Wording

_TITLE = Wording(
    "Demandes (mois entiers) : {new}. Premier contact dans le délai : {share}.",
    "Cases (whole months): {new}. First contact within the limit: {share}.",
)
_MONTH = Wording("Mois", "Month")


def print_cases(report: CaseReport, language: str) -> None:
    """A sentence, then a table for each thing by which cases are sorted."""
    console = Console()
    share = "–"
    if report.in_time_percent is not None:
        share = f"{report.in_time_percent} %"
        share = share if language == "en" else share.replace(".", ",")
    title = _TITLE.read_in(language).format(new=report.new, share=share)
    console.print(title, style="bold", highlight=False, markup=False)
    for table in report.tables:
        if table.rows:
            console.print(_table(table, language))


def _table(of: CaseTable, language: str) -> Table:
    by_month = any(row.month for row in of.rows)
    table = Table(*([_MONTH.read_in(language)] if by_month else []), of.title)
    for title in of.columns.values():
        table.add_column(title, justify="right")
    for row in of.rows:
        table.add_row(*([row.month] if by_month else []), row.name, *map(str, row.values))
    return table
