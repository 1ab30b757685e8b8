"""`hotline statistics publish`: a year's figures, made once, as files to give away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from flask.cli import with_appcontext

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.lines.fields import YEARS
from hotline.lines.service import LoadedLine
from hotline.publishing import keeping
from hotline.publishing.bundle.files import files_of
from hotline.publishing.bundle.folder import NotEmpty, write_folder
from hotline.publishing.bundle.licences import LICENCES, USUAL
from hotline.publishing.making import COMMAND, Made, NothingThere, NotYet, release_of
from hotline.publishing.report.keeping import reports_of
from hotline.service import Hotline
from hotline.taxonomies import Wording

NOT_YET = Wording(
    "Les chiffres de {year} pourront être publiés à partir du {day} : l'année sera terminée, et"
    " tous ses appels oubliés.",
    "The figures of {year} can be published from {day} on: the year will be over then, and all of"
    " its calls forgotten.",
)
NOTHING_THERE = Wording("Aucun appel de {year} n'est connu.", "No call of {year} is known.")
_MADE = Wording(
    "Les chiffres de {year} sont arrêtés et ne changeront plus.",
    "The figures of {year} are closed and will change no more.",
)
_AS_MADE = Wording(
    "Les chiffres de {year}, tels qu'ils ont été arrêtés le {day}.",
    "The figures of {year}, as they were closed on {day}.",
)
_WRITTEN = Wording("{count} fichiers dans {folder}.", "{count} files in {folder}.")
_NOT_EMPTY = Wording(
    "« {folder} » n'est pas un dossier vide : donnez-en un nouveau. Rien n'y a été changé.",
    '"{folder}" is not an empty folder: give a new one. Nothing in it was changed.',
)
_CANNOT_WRITE = Wording(
    "On ne peut pas écrire dans « {folder} » : vérifiez son nom et ses droits.",
    '"{folder}" cannot be written: check its name and its permissions.',
)
_NO_OUTPUT = Wording(
    "Dites où écrire les fichiers : --output DOSSIER.", "Say where the files go: --output FOLDER."
)
_WITHDRAWN = Wording(
    "La publication de {year} est retirée ; on peut en faire une autre. Ce qui a été donné ne se"
    " reprend pas : où les deux diffèrent de peu, ce peu se lit. Ne le faites que pour une erreur.",
    "The publication of {year} is withdrawn; another can be made. What was given away cannot be"
    " taken back: where the two differ by little, that little can be read. Do so for an error"
    " only.",
)
_NONE_KEPT = Wording("Il n'y a pas de publication de {year}.", "There is no publication of {year}.")
_NONE = Wording("Aucune année n'est publiée.", "No year is published.")
_ROW = Wording("{year} : arrêtés le {day}, par {by}.", "{year}: closed on {day}, by {by}.")
_BY_COMMAND = Wording("une commande", "a command")


@click.command()
@click.option(
    "--year",
    required=True,
    type=click.IntRange(YEARS[0], YEARS[-1]),
    help="Quelle année. / Which year.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Un dossier nouveau ou vide. / A folder, new or empty.",
)
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option(
    "--licence",
    type=click.Choice([*LICENCES]),
    default=USUAL,
    show_default=True,
    help="Licence des chiffres. / The figures' licence.",
)
@click.option(
    "--withdraw",
    is_flag=True,
    help="Retire une publication erronée. / Withdraws a wrong publication.",
)
@language_option
@with_appcontext
def publish(
    *, year: int, output: Path | None, slug: str | None, licence: str, withdraw: bool, language: str
) -> None:
    """Publie une année terminée, une fois pour toutes. / Publishes a year that is over, for good.

    La première fois arrête les chiffres ; ensuite, les mêmes sont écrits de nouveau. / The first
    time closes the figures; after it, the same ones are written again.
    """
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
    if withdraw:
        _withdraw(service, line, year, language)
        return
    if output is None:
        raise Refused(_NO_OUTPUT, language)
    made = _made(service, line, year, language)
    demo = service.settings.hotline_demo
    with service.database.reading() as session:
        reports = reports_of(session, line, made.release, demo=demo)
    files = files_of(made.release, reports, licence=licence)
    try:
        write_folder(files, output)
    except NotEmpty:
        raise Refused(_NOT_EMPTY, language, folder=str(output)) from None
    except OSError:
        raise Refused(_CANNOT_WRITE, language, folder=str(output)) from None
    said = (_MADE if made.new else _AS_MADE).read_in(language)
    click.echo(said.format(year=year, day=made.release.made_on))
    click.echo(_WRITTEN.read_in(language).format(count=len(files), folder=output))


@click.command()
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def publications(slug: str | None, language: str) -> None:
    """Les années publiées. / The years that are published."""
    with opened().database.reading() as session:
        line = line_asked_for(session, slug, language)
        rows = keeping.publications(session, line)
    for row in rows:
        by = _BY_COMMAND.read_in(language) if row.made_by == COMMAND else row.made_by
        day = line.document.local_time(row.made_at).date()
        click.echo(_ROW.read_in(language).format(year=row.year, day=day, by=by))
    if not rows:
        click.echo(_NONE.read_in(language))


def _made(service: Hotline, line: LoadedLine, year: int, language: str) -> Made:
    try:
        return release_of(service.database, line, year, service.now())
    except NotYet as problem:
        day: date = problem.day
        raise Refused(NOT_YET, language, year=str(year), day=f"{day}") from None
    except NothingThere:
        raise Refused(NOTHING_THERE, language, year=str(year)) from None


def _withdraw(service: Hotline, line: LoadedLine, year: int, language: str) -> None:
    with service.database.writing() as session:
        done = keeping.withdraw(session, line, year, service.now(), source=COMMAND)
    if not done:
        raise Refused(_NONE_KEPT, language, year=str(year))
    click.echo(_WITHDRAWN.read_in(language).format(year=year))
