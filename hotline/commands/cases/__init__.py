"""`hotline cases`: requests by mail or telephone: listed, opened, given to somebody, closed."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.commands.asking import language_option, line_asked_for, opened
from hotline.commands.cases.assign import assign
from hotline.commands.cases.close import close
from hotline.commands.cases.listing import listed
from hotline.commands.cases.open import open_
from hotline.commands.cases.reaching import contact, link
from hotline.commands.cases.show import show


@click.group(invoke_without_command=True)
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@click.option("--all", "everything", is_flag=True, help="Les closes aussi. / Closed ones too.")
@language_option
@click.pass_context
@with_appcontext
def cases(
    context: click.Context, *, line_slug: str | None, everything: bool, language: str
) -> None:
    """Les demandes en cours ; sans mot, la liste. / The cases; without a word, the list."""
    if context.invoked_subcommand is not None:
        return
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        said = listed(session, line, service.now(), language, everything=everything)
    said()


for command in (assign, close, contact, link, open_, show):
    cases.add_command(command)
