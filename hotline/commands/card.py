"""`hotline card`: the responders' pocket card, one small page to print, complete in itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from flask.cli import with_appcontext
from jinja2 import Environment, PackageLoader, StrictUndefined

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.going_live.settled import star_is_used
from hotline.lines.document import DirectoryEntry
from hotline.numbers import spoken
from hotline.taxonomies import Wording, offered, reason_groups, reasons, wording_in

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
    "--line", "slug", help="Avec l'annuaire de cette ligne. / With this line's directory."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Où l'écrire ; sans lui, à l'écran. / Where to write it; else to the screen.",
)
@language_option
def card(slug: str | None, output: Path | None, language: str) -> None:
    """Écrit la carte de poche (HTML à imprimer). / Writes the pocket card (HTML to print)."""
    star, directory = _of_line(slug, language) if slug else (True, ())
    page = card_page(language, directory, star=star)
    if output is None:
        click.echo(page)
        return
    try:
        output.write_text(page, encoding="utf-8")
    except OSError:
        raise Refused(_NOT_WRITABLE, language, file=str(output)) from None
    click.echo(_WRITTEN.read_in(language).format(file=output))


@with_appcontext
def _of_line(slug: str, language: str) -> tuple[bool, tuple[DirectoryEntry, ...]]:
    """Whether star is used at the line's carrier, and the line's directory."""
    with opened().database.reading() as session:
        directory = line_asked_for(session, slug, language).document.directory
        return star_is_used(session), directory


def card_page(language: str, directory: Sequence[DirectoryEntry] = (), *, star: bool = True) -> str:
    """The card as one HTML file without links: the keys of a responder, every reason's digits; on
    its back, the codes of the line's directory. Without `star` no key of a talk is on it."""
    environment = Environment(
        autoescape=True,
        loader=PackageLoader("hotline.commands", "."),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    every = sorted(offered(reasons()).values(), key=lambda reason: reason.keypad)
    groups = [
        (name, [reason for reason in every if reason.group == group])
        for group, name in reason_groups().items()
    ]
    return environment.get_template("card.html").render(
        language=language,
        t=wording_in(language),
        groups=groups,
        directory=directory,
        spoken=spoken,
        star=star,
    )
