"""`hotline roster export`: duties as a sheet (CSV, ODS) or a calendar, to be given away."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import click
from flask.cli import with_appcontext

from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    moment_asked_for,
    opened,
)
from hotline.commands.roster.teams import team_asked_for
from hotline.rosters.exporting import Exported, as_calendar, as_sheet, exported
from hotline.rosters.service import roster_of
from hotline.sheets import as_csv, as_ods
from hotline.taxonomies import Wording
from schedules.local_time import instant, reading

_ENDS_FIRST = Wording("La fin n'est pas après le début.", "The end is not after the start.")
_TO_A_FILE = Wording(
    "Un fichier .ods ne se montre pas ici : ajoutez --output FICHIER.",
    "An .ods file cannot be shown here: add --output FILE.",
)
_NOT_WRITTEN = Wording(
    "« {file} » ne s'écrit pas : vérifiez le dossier et ses droits.",
    '"{file}" cannot be written: check the folder and its permissions.',
)
_WRITTEN = Wording(
    "Permanences écrites : {count}, dans {file}.", "Duties written: {count}, to {file}."
)
_OPEN = Wording(
    "À pourvoir, et donc pas dans le fichier : {count}.", "Open, so not in the file: {count}."
)


@click.command()
@click.option(
    "--from",
    "first",
    help="À partir de (24/12/2026 20:00) ; maintenant. / From (2026-12-24T20:00); now.",
)
@click.option(
    "--until",
    "last",
    help="Jusqu'à (24/12/2026 20:00) ; 90 jours. / Until (2026-12-24T20:00); 90 days.",
)
@click.option("--team", help="Une équipe seulement. / One team only.")
@click.option(
    "--format", "form", type=click.Choice(["csv", "ods", "ics"]), default="csv", show_default=True
)
@click.option("--output", type=click.Path(path_type=Path), help="Fichier. / File.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def export(
    *,
    first: str | None,
    last: str | None,
    team: str | None,
    form: str,
    output: Path | None,
    line_slug: str | None,
    language: str,
) -> None:
    """Écrit les permanences, telles que « import » les relit. / Writes the duties, as "import"
    reads them."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        if team is not None:
            team_asked_for(session, line, team, language)
        zone = roster_of(session, line.id).zone
        start = moment_asked_for(first, zone, language) if first else service.now()
        in_90_days = instant(reading(start, zone) + timedelta(days=90), zone)
        end = moment_asked_for(last, zone, language) if last else in_90_days
        if end <= start:
            raise Refused(_ENDS_FIRST, language)
        found = exported(session, line, start, end, team)
    content = _written(found, form, language)
    if output is not None:
        try:
            output.write_bytes(content)
        except OSError:
            raise Refused(_NOT_WRITTEN, language, file=str(output)) from None
        told = _WRITTEN.read_in(language).format(count=len(found.duties), file=output)
        click.echo(told, err=True)
    elif form == "ods":
        raise Refused(_TO_A_FILE, language)
    else:
        sys.stdout.buffer.write(content)
    if found.left_open:
        click.echo(_OPEN.read_in(language).format(count=found.left_open), err=True)


def _written(found: Exported, form: str, language: str) -> bytes:
    if form == "ics":
        return as_calendar(found)
    sheet = as_sheet(found, language)
    return as_ods([sheet]) if form == "ods" else as_csv(sheet).encode()
