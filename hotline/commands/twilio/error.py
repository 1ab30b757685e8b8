"""`hotline twilio error`: what an error code of the carrier means, and what to do."""

from __future__ import annotations

import click

from hotline.carrier_errors import error_words
from hotline.commands.asking import language_option


@click.command()
@click.argument("code", type=click.IntRange(1))
@language_option
def error(code: int, language: str) -> None:
    """Dit ce que veut dire un code d'erreur. / Tells what an error code means."""
    words = error_words(code)
    click.echo(f"{words.means.read_in(language)} {words.todo.read_in(language)}")
