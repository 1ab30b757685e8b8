"""`hotline statistics show`: the figures of some days, as tables, JSON or CSV. See also `watch`."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.cases.figures import case_counts
from hotline.cases.report import case_report
from hotline.commands.asking import (
    Refused,
    day_asked_for,
    in_order,
    language_option,
    line_asked_for,
)
from hotline.commands.cases.figures import print_cases
from hotline.commands.past_years import import_history
from hotline.commands.publications import publications, publish
from hotline.commands.report import report as report_command
from hotline.commands.statistics_as_tables import print_tables
from hotline.commands.watch import watch
from hotline.lines.service import LoadedLine
from hotline.service import hotline
from hotline.statistics.filtering import UnknownFilter, read_filters
from hotline.statistics.formats import as_csv, as_json
from hotline.statistics.grouping import Filters
from hotline.statistics.periods import Period
from hotline.statistics.report import report
from hotline.taxonomies import Wording

_HALF_A_PERIOD = Wording(
    "Donnez les deux jours de la seconde période : --against-from et --against-to.",
    "Give both days of the second period: --against-from and --against-to.",
)
_BAD_FILTER = Wording(
    "« {value} » n'est pas un filtre. Écrivez-le ainsi : --where profession=IDE",
    "“{value}” is no filter. Write it so: --where profession=IDE",
)


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
@click.option("--against-from", help="Seconde période, à côté : premier jour. / Second period.")
@click.option("--against-to", help="Son dernier jour. / Its last day.")
@click.option(
    "--where",
    multiple=True,
    metavar="FILTRE=CODE",
    help="Ces appels seulement, par exemple profession=IDE ; plusieurs fois. / Only these calls.",
)
@language_option
@with_appcontext
def show(
    *,
    slug: str | None,
    first: str | None,
    last: str | None,
    form: str,
    against_from: str | None,
    against_to: str | None,
    where: tuple[str, ...],
    language: str,
) -> None:
    """Montre les appels de ces jours, oubliés ou non. / Shows these days' calls, forgotten or not.

    Les jours sont ceux de la ligne. / Days are those of the line's zone.
    """
    service = hotline()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        today = line.document.local_time(service.now()).date()
        end = day_asked_for(last, language) if last else today
        period = _period(first or str(end.replace(month=1, day=1)), str(end), language)
        if bool(against_from) != bool(against_to):
            raise Refused(_HALF_A_PERIOD, language)
        found = report(
            session,
            line,
            period,
            language,
            filters=_filters(line, where, language),
            against=_period(against_from, against_to or "", language) if against_from else None,
        )
        counts = case_counts(session, line, period.first, period.last, now=service.now())
    cases = case_report(counts, language) if counts and not where else None
    if form == "json":
        click.echo(as_json(found, cases))
    elif form == "csv":
        click.echo(as_csv(found, cases), nl=False)
    else:
        print_tables(found, language)
        if cases is not None:
            print_cases(cases, language)


def _period(first: str, last: str, language: str) -> Period:
    period = Period(day_asked_for(first, language), day_asked_for(last, language))
    in_order(period.first, period.last, language)
    return period


def _filters(line: LoadedLine, where: tuple[str, ...], language: str) -> Filters:
    for value in where:
        if "=" not in value:
            raise Refused(_BAD_FILTER, language, value=value)
    pairs = [value.split("=", 1) for value in where]
    try:
        return read_filters(line.document, ((key, code) for key, code in pairs))
    except UnknownFilter as unknown:
        said = unknown.wording.read_in(language)
        raise Refused(Wording("{said}", "{said}"), language, said=said) from None
