"""`hotline load FILE`: a line's file into the database, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext

from hotline.commands.asking import language_option, opened
from hotline.lines import loading
from hotline.lines.problems import Problem
from hotline.lines.service import line_by_slug
from hotline.rosters.foreseeing import Foreseen, foresee
from hotline.rosters.telling_preview import preview_sentences
from hotline.service import Hotline
from hotline.taxonomies import Wording

_NOTHING = Wording("Rien à changer.", "Nothing to change.")
_DRY = Wording("Essai seulement : rien n'a été changé.", "Dry run: nothing was changed.")
_LOADED = Wording("La ligne « {slug} » est chargée.", 'The line "{slug}" is loaded.')
_REFUSED = Wording(
    "À corriger : {count}. Rien n'a été changé.",
    "To correct: {count}. Nothing was changed.",
)

_ROSTER = {"teams", "people", "rotations", "shifts", "required"}
"""The parts of a file that change who is on, or who is missing."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--dry-run", is_flag=True, help="Montre ce qui changerait. / Shows what would change."
)
@language_option
@with_appcontext
def load(file: Path, dry_run: bool, language: str) -> None:
    """Charge une ligne depuis son fichier. / Loads a line from its file."""
    service = opened()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        _refuse((Problem((str(file),), "unreadable"),), language)
    with service.database.reading() as session:
        outcome = loading.compare(session, text)
    foreseen = _foreseen(service, text, outcome)
    if not dry_run:
        with service.database.writing() as session:
            outcome = loading.load(session, text, service.now())
    if outcome.file is None:
        _refuse(outcome.problems, language)
    for advice in outcome.problems:
        click.echo(advice.sentence(language), err=True)
    for change in outcome.changes:
        click.echo(change.sentence(language))
    if foreseen is not None:
        click.echo("\n".join(preview_sentences(foreseen, language)))
    if not outcome.changes:
        click.echo(_NOTHING.read_in(language))
    elif dry_run:
        click.echo(_DRY.read_in(language))
    else:
        click.echo(_LOADED.read_in(language).format(slug=outcome.file.line.slug))


def _foreseen(service: Hotline, text: str, outcome: loading.Comparison) -> Foreseen | None:
    """Who comes and goes, when a file takes the place of another and changes the roster."""
    if outcome.file is None or not {change.section for change in outcome.changes} & _ROSTER:
        return None
    with service.database.reading() as session:
        line = line_by_slug(session, outcome.file.line.slug)
    if line is None:
        return None
    now = service.now()
    return foresee(service.database, line.id, lambda session: loading.load(session, text, now), now)


def _refuse(problems: tuple[Problem, ...], language: str) -> NoReturn:
    for problem in problems:
        click.echo(problem.sentence(language), err=True)
    count = sum(not problem.is_advice for problem in problems)
    click.echo(_REFUSED.read_in(language).format(count=count), err=True)
    raise SystemExit(1)
