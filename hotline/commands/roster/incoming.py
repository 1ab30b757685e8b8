"""What was read of a file or a feed, told; what is wrong in it, told all at once."""

from __future__ import annotations

import click

from hotline.commands.asking import Refused
from hotline.rosters.incoming import Incoming
from hotline.taxonomies import Wording

_MISTAKES = Wording(
    "À corriger : {count}. Rien n'a été changé.", "To correct: {count}. Nothing was changed."
)
_READ = Wording("Permanences lues : {count}", "Duties read: {count}")
_OVER = Wording("déjà passées : {count}", "over already: {count}")
_CANCELLED = Wording("annulées : {count}", "cancelled: {count}")
_IGNORED = Wording("écartées par leur titre : {count}", "set aside by their title: {count}")
_TOLD = 100
_COLUMNS = Wording("Colonnes que je ne lis pas : {columns}.", "Columns not read: {columns}.")


def refuse_mistakes(incoming: Incoming, language: str) -> None:
    """Tells them all, up to a hundred. Raises Refused when there is one."""
    for mistake in incoming.mistakes[:_TOLD]:
        click.echo(mistake.sentence(language), err=True)
    if len(incoming.mistakes) > _TOLD:
        click.echo("…", err=True)
    if incoming.mistakes:
        raise Refused(_MISTAKES, language, count=str(len(incoming.mistakes)))


def tell_incoming(incoming: Incoming, language: str) -> None:
    """How much was read, and what was left out."""
    counts = (
        (_READ, len(incoming.shifts)),
        (_OVER, incoming.over),
        (_CANCELLED, incoming.cancelled),
        (_IGNORED, incoming.ignored),
    )
    told = [
        wording.read_in(language).format(count=count)
        for wording, count in counts
        if count or wording is _READ
    ]
    click.echo(", ".join(told) + ".")
    if incoming.columns:
        columns = ", ".join(incoming.columns)
        click.echo(_COLUMNS.read_in(language).format(columns=columns))
