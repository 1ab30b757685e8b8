"""`hotline ledger`: what each person did in a month, and what it comes to, as CSV or OpenDocument.

A row a person, in the order of COLUMNS; the last row is the total and has no code. A month that is
not over is planned. Euros are empty where the line gives no rates. Nothing in it is of a caller.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import click
from flask.cli import with_appcontext

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.rosters.contracts import CONTRACT_NAMES
from hotline.rosters.ledger import Entry, Ledger, ledger_of, total_of
from hotline.sheets import Cell, Sheet, as_csv, as_ods
from hotline.statistics.answered import Answered
from hotline.taxonomies import Wording
from schedules.hours import Hours

_BAD_MONTH = Wording(
    "« {value} » n'est pas un mois. Écrivez-le ainsi : 2026-11.",
    '"{value}" is not a month. Write it so: 2026-11.',
)
_NO_FILE = Wording(
    "Un classeur s'écrit dans un fichier : ajoutez --output FICHIER.ods.",
    "A spreadsheet is written to a file: add --output FILE.ods.",
)
_PLANNED = Wording(
    "Le mois n'est pas fini : ce qui reste à faire y compte comme prévu au tableau.",
    "The month is not over: what is still to be done counts as the roster plans it.",
)
_STEPS = Wording(
    "Les minutes d'appel comptent par tranches de cinq minutes entamées, appel par appel.",
    "Minutes on calls count in begun steps of five minutes, call by call.",
)
_WRITTEN = Wording("{path} est écrit.", "{path} is written.")
_BASIS = {True: Wording("réalisé", "actual"), False: Wording("prévu", "planned")}
COLUMNS = (
    Wording("Mois", "Month"),
    Wording("Base", "Basis"),
    Wording("Code", "Code"),
    Wording("Nom", "Name"),
    Wording("Contrat", "Contract"),
    Wording("Heures de permanence", "Hours of duty"),
    Wording("dont nuit", "of night"),
    Wording("dont dimanche", "of Sunday"),
    Wording("dont jour férié", "of public holiday"),
    Wording("Appels", "Calls"),
    Wording("Minutes d'appel", "Minutes on calls"),
    Wording("Permanence (€)", "Duty (€)"),
    Wording("Nuit (€)", "Night (€)"),
    Wording("Dimanche (€)", "Sunday (€)"),
    Wording("Jour férié (€)", "Public holiday (€)"),
    Wording("Appels (€)", "Calls (€)"),
    Wording("Total (€)", "Total (€)"),
)
_TOTAL = Wording("Total", "Total")


@click.command()
@click.option("--month", "written", required=True, help="Le mois : 2026-11. / The month.")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "ods"]),
    default="csv",
    show_default=True,
    help="CSV, ou classeur. / CSV, or a spreadsheet.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Dans ce fichier. / To this file.",
)
@language_option
@with_appcontext
def ledger(
    *, written: str, slug: str | None, form: str, output: Path | None, language: str
) -> None:
    """Écrit les heures de chaque personne. / Writes the hours of each person."""
    service = opened()
    month = _month(written, language)
    if form == "ods" and output is None:
        raise Refused(_NO_FILE, language)
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        kept = ledger_of(session, line, month, service.now())
    sheet = as_sheet(kept, language)
    for sentence in (_STEPS,) if kept.over else (_PLANNED, _STEPS):
        click.echo(sentence.read_in(language), err=True)
    if output is None:
        click.echo(as_csv(sheet), nl=False)
        return
    output.write_bytes(as_ods([sheet]) if form == "ods" else as_csv(sheet).encode())
    click.echo(_WRITTEN.read_in(language).format(path=output), err=True)


def as_sheet(kept: Ledger, language: str) -> Sheet:
    """The ledger as a table: hours with two decimals, euros to the cent."""
    head: tuple[Cell, ...] = (f"{kept.month:%Y-%m}", _BASIS[kept.over].read_in(language))
    hours, answered, euros = total_of(kept.entries)
    paid = any(entry.amounts for entry in kept.entries)
    return Sheet(
        f"{kept.month:%Y-%m}",
        tuple(column.read_in(language) for column in COLUMNS),
        [
            *((*head, *_row(entry, language)) for entry in kept.entries),
            (
                *(*head, None, _TOTAL.read_in(language), None, *_figures(hours, answered)),
                *(*(None,) * 5, euros if paid else None),
            ),
        ],
    )


def _row(entry: Entry, language: str) -> tuple[Cell, ...]:
    contract, amounts = entry.contract, entry.amounts
    euros: tuple[Cell, ...] = (None,) * 6
    if amounts:
        euros = (
            amounts.duty,
            amounts.night,
            amounts.sunday,
            amounts.holiday,
            amounts.contact,
            amounts.total,
        )
    return (
        contract.slug,
        contract.name,
        CONTRACT_NAMES[contract.kind].read_in(language),
        *_figures(entry.hours, entry.answered),
        *euros,
    )


def _figures(hours: Hours, answered: Answered) -> tuple[Cell, ...]:
    parts = (hours.duty, hours.night, hours.sunday, hours.holiday)
    return *(_hours(part) for part in parts), answered.calls, answered.minutes


def _hours(time_spent: timedelta) -> Decimal:
    return (Decimal(time_spent // timedelta(seconds=1)) / 3600).quantize(Decimal("0.01"))


def _month(written: str, language: str) -> date:
    try:
        # One way to write it, far from the ends of the calendar, where zones cannot be applied.
        month = datetime.strptime(written, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
        if not 1970 <= month.year <= 9000:
            raise ValueError
    except ValueError:
        raise Refused(_BAD_MONTH, language, value=written) from None
    return month
