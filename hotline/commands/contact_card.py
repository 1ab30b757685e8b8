"""`hotline readiness contact-card`: the line as a contact, whose calls pass "do not disturb"."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.readiness.contact_card import contact_card as card_text
from hotline.taxonomies import Wording

_NOTE = Wording(
    "Ajoutez cette fiche à vos favoris : ses appels sonnent aussi en mode « ne pas déranger ».",
    'Add this card to your favourites: its calls ring in "do not disturb" mode too.',
)
_WRITTEN = Wording(
    "La fiche est dans {file}. Envoyez-la à chaque personne : l'ouvrir sur son téléphone,"
    " l'enregistrer, puis la mettre en favori (iPhone : Contacts, « Ajouter aux favoris » ;"
    " Android : l'étoile). Dans « Ne pas déranger », autoriser les favoris.",
    "The card is in {file}. Send it to each person: open it on the telephone, save it, then make it"
    ' a favourite (iPhone: Contacts, "Add to Favourites"; Android: the star). In "Do not disturb",'
    " allow favourites.",
)
_NOT_WRITABLE = Wording(
    "{file} ne peut pas être écrit : choisissez un autre fichier.",
    "{file} cannot be written: choose another file.",
)


@click.command("contact-card")
@click.option("--output", type=click.Path(path_type=Path), required=True, help="FILE.vcf")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def contact_card(output: Path, line_slug: str | None, language: str) -> None:
    """La ligne comme contact à garder. / The line as a contact to keep."""
    with opened().database.reading() as session:
        document = line_asked_for(session, line_slug, language).document
    numbers = [
        number.number
        for role in ("shown", "texts")
        for number in document.numbers
        if role in number.roles
    ]
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            file.write(card_text(document.line.name, numbers, _NOTE.read_in(language)))
    except OSError:
        raise Refused(_NOT_WRITABLE, language, file=str(output)) from None
    click.echo(_WRITTEN.read_in(language).format(file=output))
