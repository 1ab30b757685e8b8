"""`hotline cases close`: a case ends; its contact is deleted at once."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.cases.answering import close as close_case
from hotline.cases.words import OUTCOMES
from hotline.commands.asking import language_option, said_by
from hotline.commands.cases.meant import MEANWHILE, step


@click.command()
@click.argument("number", type=int)
@click.option(
    "--outcome",
    type=click.Choice(list(OUTCOMES)),
    default="withdrawn",
    show_default=True,
    help="Comment elle finit. / How it ends.",
)
@said_by
@language_option
@with_appcontext
def close(*, number: int, outcome: str, slug: str | None, author: str, language: str) -> None:
    """Clôt une demande et efface ses coordonnées. / Closes a case and deletes its contact."""
    with step(slug, language) as here:
        case = here.case(number)
        if close_case(here.desk, case, outcome, author) is None:
            raise here.refused(MEANWHILE, number=str(number))
        said = here.told(case)
    click.echo(said)
