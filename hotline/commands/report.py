"""`hotline statistics report`: the annual report of a line, as a PDF."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click
from flask.cli import with_appcontext

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.commands.publications import NOT_YET, NOTHING_THERE
from hotline.journal.service import record
from hotline.lines.fields import YEARS
from hotline.publishing.making import COMMAND, NothingThere, NotYet, kept_or_draft
from hotline.publishing.report.keeping import LONGEST, keep_texts, report_of
from hotline.publishing.report.words import PLACES
from hotline.taxonomies import Wording

_WRITTEN = Wording("Le rapport est dans {file}.", "The report is in {file}.")
_DRAFT = Wording(
    "C'est un brouillon : l'année n'est pas publiée (hotline statistics publish).",
    "It is a draft: the year is not published (hotline statistics publish).",
)
_NOT_WRITABLE = Wording(
    "{file} ne peut pas être écrit : choisissez un autre fichier.",
    "{file} cannot be written: choose another file.",
)
_WRONG_TEXTS = Wording(
    '{file} n\'est pas un fichier de textes : une ligne place = "…" par texte, avec ces places :'
    " {places} ; {longest} caractères au plus chacun.",
    '{file} is no file of texts: one line place = "…" a text, with these places: {places};'
    " {longest} characters each at most.",
)


@click.command()
@click.option("--year", required=True, type=click.IntRange(YEARS[0], YEARS[-1]))
@click.option(
    "--output", required=True, type=click.Path(path_type=Path), help="Fichier PDF. / PDF file."
)
@click.option(
    "--texts",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Textes de la ligne, TOML ; gardés pour la suite. / The line's own words; kept.",
)
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def report(*, year: int, output: Path, texts: Path | None, slug: str | None, language: str) -> None:
    """Le rapport annuel, en PDF. / The annual report, as a PDF."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
    if texts is not None:
        words = _read(texts, language)
        with service.database.writing() as session:
            changed = keep_texts(session, line, year, language, words)
            if changed:
                record(
                    session,
                    line_id=line.id,
                    account=None,
                    source=COMMAND,
                    what="report-written",
                    kind="report",
                    object_id=str(year),
                    after={"places": [f"{place} {language}" for place in changed]},
                    now=service.now(),
                )
    try:
        release, draft = kept_or_draft(service.database, line, year, service.now())
    except NotYet as problem:
        raise Refused(NOT_YET, language, year=str(year), day=f"{problem.day}") from None
    except NothingThere:
        raise Refused(NOTHING_THERE, language, year=str(year)) from None
    demo = service.settings.hotline_demo
    with service.database.reading() as session:
        made = report_of(session, line, release, language, demo=demo, draft=draft)
    try:
        output.write_bytes(made)
    except OSError:
        raise Refused(_NOT_WRITABLE, language, file=str(output)) from None
    click.echo(_WRITTEN.read_in(language).format(file=output))
    if draft:
        click.echo(_DRAFT.read_in(language))


def _read(file: Path, language: str) -> dict[str, str]:
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        found = {"": ""}
    if any(
        place not in PLACES or not isinstance(body, str) or len(body) > LONGEST
        for place, body in found.items()
    ):
        places = ", ".join(PLACES)
        raise Refused(_WRONG_TEXTS, language, file=str(file), places=places, longest=str(LONGEST))
    return found
