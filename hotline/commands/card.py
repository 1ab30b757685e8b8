"""`hotline card`: the responders' pocket card, one small page to print, complete in itself."""

from __future__ import annotations

from pathlib import Path

import click
from jinja2 import Environment, PackageLoader, StrictUndefined

from hotline.commands.asking import Refused, language_option
from hotline.taxonomies import Wording, reason_groups, reasons, wording_in

_WRITTEN = Wording(
    "La carte est dans {file} : ouvrez-la dans un navigateur, puis imprimez.",
    "The card is in {file}: open it in a browser, then print.",
)
_NOT_WRITABLE = Wording(
    "{file} ne peut pas être écrit : choisissez un autre fichier.",
    "{file} cannot be written: choose another file.",
)


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Où l'écrire ; sans lui, à l'écran. / Where to write it; else to the screen.",
)
@language_option
def card(output: Path | None, language: str) -> None:
    """Écrit la carte de poche (HTML à imprimer). / Writes the pocket card (HTML to print)."""
    page = card_page(language)
    if output is None:
        click.echo(page)
        return
    try:
        output.write_text(page, encoding="utf-8")
    except OSError:
        raise Refused(_NOT_WRITABLE, language, file=str(output)) from None
    click.echo(_WRITTEN.read_in(language).format(file=output))


def card_page(language: str) -> str:
    """The card as one HTML file without links: the keys of a responder, every reason's digits."""
    environment = Environment(
        autoescape=True,
        loader=PackageLoader("hotline.commands", "."),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    every = sorted(reasons().values(), key=lambda reason: reason.keypad)
    groups = [
        (name, [reason for reason in every if reason.group == group])
        for group, name in reason_groups().items()
    ]
    return environment.get_template("card.html").render(
        language=language, t=wording_in(language), groups=groups
    )
