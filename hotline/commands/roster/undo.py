"""`hotline roster undo`: a change of the roster is taken back."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.commands.roster.saving import Manner, changing_options, see_and_save
from hotline.rosters.undoing import CannotUndo
from hotline.rosters.undoing import undo as take_back


@click.command()
@click.argument("number", type=click.IntRange(min=1))
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@changing_options
@language_option
@with_appcontext
def undo(
    *,
    number: int,
    slug: str | None,
    author: str,
    reason: str | None,
    dry_run: bool,
    yes: int,
    language: str,
) -> None:
    """Annule un changement, à partir de maintenant. / Takes a change back, from now on."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)

    def make(session: Session) -> None:
        take_back(session, line.id, number, author=author, reason=reason, now=service.now())

    manner = Manner(author, reason, dry_run, yes, language)
    try:
        see_and_save(service, line.id, make, manner)
    except CannotUndo as problem:
        raise Refused(problem.wording, language, number=str(number), by=str(problem.by)) from None
