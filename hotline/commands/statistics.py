"""`hotline statistics show`: the figures of some days, as tables, JSON or CSV. See also `watch`."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table

from hotline.cases.figures import case_counts
from hotline.cases.report import case_report
from hotline.commands.asking import (
    day_asked_for,
    in_order,
    language_option,
    line_asked_for,
)
from hotline.commands.cases.figures import print_cases
from hotline.commands.past_years import import_history
from hotline.commands.publications import publications, publish
from hotline.commands.report import report as report_command
from hotline.commands.watch import watch
from hotline.service import hotline
from hotline.statistics.counted import NOT_RECORDED
from hotline.statistics.figures import figures
from hotline.statistics.formats import SUMMARY, as_csv, as_json
from hotline.statistics.report import Breakdown, Report, report
from hotline.taxonomies import Wording

_TITLE = Wording(
    "{name}, du {first} au {last} ({zone}). Appels : {calls}",
    "{name}, from {first} to {last} ({zone}). Calls: {calls}",
)
_INTERNAL = Wording(
    "Chiffres exacts, pour la ligne seulement : de petits nombres peuvent désigner quelqu'un.",
    "Exact figures, for the line only: small numbers can single someone out.",
)
_CALLS = Wording("Appels", "Calls")
_OF = {"appointment": Wording("Nombre", "Number")}
"""What else than calls is counted."""
_SHARE = Wording("Part", "Share")
_NAMES = {
    "calls": _CALLS,
    "connected": Wording("Une personne entendue", "Somebody was heard"),
    "connected_percent": Wording("… en % des appels", "… as % of calls"),
    "median_seconds_to_human": Wording(
        "Attente avant une voix humaine : la moitié en (s)", "Wait for a human: half within (s)"
    ),
    "ninety_percent_seconds_to_human": Wording("… 90 % en (s)", "… 90 % within (s)"),
    "talk_minutes": Wording("Conversation : total (min)", "Talk: total (min)"),
    "mean_talk_minutes": Wording("… moyenne (min)", "… mean (min)"),
}


@click.group()
def statistics() -> None:
    """Les chiffres de la ligne. / The line's figures."""


for command in (watch, publish, publications, report_command, import_history):
    statistics.add_command(command)


@statistics.command()
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option(
    "--from",
    "first",
    help="Premier jour, inclus ; sans lui, le 1er janvier. / First day, included; else 1 January.",
)
@click.option(
    "--to", "last", help="Dernier jour, inclus ; sans lui, aujourd'hui. / Last day; else today."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="Tableaux, JSON ou CSV. / Tables, JSON or CSV.",
)
@language_option
@with_appcontext
def show(slug: str | None, first: str | None, last: str | None, form: str, language: str) -> None:
    """Montre les appels de ces jours, oubliés ou non. / Shows these days' calls, forgotten or not.

    Les jours sont ceux de la ligne. / Days are those of the line's zone.
    """
    service = hotline()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        today = service.now().astimezone(ZoneInfo(line.document.line.time_zone)).date()
        end = today if last is None else day_asked_for(last, language)
        start = end.replace(month=1, day=1) if first is None else day_asked_for(first, language)
        in_order(start, end, language)
        told = report(line, start, end, figures(session, line, start, end), language)
        counts = case_counts(session, line, start, end, now=service.now())
    cases = case_report(counts, language) if counts else None
    if form == "json":
        click.echo(as_json(told, cases))
    elif form == "csv":
        click.echo(as_csv(told, cases), nl=False)
    else:
        _print_tables(told, language)
        if cases is not None:
            print_cases(cases, language)


def _print_tables(told: Report, language: str) -> None:
    console = Console()
    title = _TITLE.read_in(language).format(
        name=told.name, first=told.first, last=told.last, zone=told.time_zone, calls=told.calls
    )
    console.print(title, style="bold", highlight=False, markup=False)
    console.print(_INTERNAL.read_in(language), highlight=False)
    summary = Table(show_header=False)
    summary.add_column()
    summary.add_column(justify="right")
    for figure in SUMMARY:
        summary.add_row(_NAMES[figure].read_in(language), _number(getattr(told, figure), language))
    console.print(summary)
    for part in told.breakdowns:
        console.print(_table(part, language))


def _table(part: Breakdown, language: str) -> Table:
    """Rows without a call are left out, but never « Non renseigné »."""
    table = Table(part.title)
    of = _OF.get(part.key, _CALLS).read_in(language)
    table.add_column(f"{of} ({part.of})", justify="right")
    table.add_column(_SHARE.read_in(language), justify="right")
    for row in part.rows:
        if row.calls or row.code == NOT_RECORDED:
            share = _number(round(100 * row.calls / part.of, 1) if part.of else None, language)
            table.add_row(row.name, str(row.calls), f"{share} %" if part.of else share)
    return table


def _number(value: float | None, language: str) -> str:
    """Decimal comma in French; a dash when nothing was measured."""
    if value is None:
        return "–"
    return str(value) if language == "en" else str(value).replace(".", ",")
