"""`hotline cases link | contact`: a new link for whoever has a case; a contact written anew."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.cases.contacts import keep_contact
from hotline.cases.events import Event, note
from hotline.cases.links import drop_links
from hotline.cases.telling import line_words, tell_with_link
from hotline.commands.asking import language_option, said_by
from hotline.commands.cases.contact import asked_contact
from hotline.commands.cases.meant import step
from hotline.people.tables import Person
from hotline.taxonomies import Wording

_NOBODY = Wording(
    "Personne n'a la demande {number}. Confiez-la : hotline cases assign {number} NOM.",
    "Nobody has case {number}. Give it to somebody: hotline cases assign {number} NAME.",
)
_SENT = Wording(
    "{name} reçoit un nouveau lien ; les précédents ne mènent plus à rien.",
    "{name} is sent a new link; those before lead nowhere.",
)
_KEPT = Wording(
    "Les coordonnées de la demande {number} sont remplacées.",
    "The contact of case {number} is replaced.",
)


@click.command()
@click.argument("number", type=int)
@said_by
@language_option
@with_appcontext
def link(*, number: int, slug: str | None, author: str, language: str) -> None:
    """Envoie un nouveau lien à qui a la demande. / Sends a new link to whoever has the case."""
    with step(slug, language) as here:
        case, desk = here.case(number), here.desk
        if case.person_id is None:
            raise here.refused(_NOBODY, number=str(number))
        person = desk.session.get_one(Person, case.person_id)
        drop_links(desk.session, case.id)
        note(desk.session, case.id, Event.LINK, author, desk.now, person_id=person.id)
        tell_with_link(
            desk,
            case,
            person.id,
            f"link-{desk.new_id()[:8]}",
            lambda spoken: line_words(desk, "case-link", spoken, number=str(number)),
        )
    click.echo(_SENT.read_in(language).format(name=person.name))


@click.command()
@click.argument("number", type=int)
@said_by
@language_option
@with_appcontext
def contact(*, number: int, slug: str | None, author: str, language: str) -> None:
    """Remplace les coordonnées, sans montrer les anciennes. / Replaces the contact, without showing
    the one before."""
    with step(slug, language) as here:
        here.case(number)
    written = asked_contact(language)
    with step(slug, language) as here:
        case, desk = here.case(number), here.desk
        keep_contact(desk.session, case.id, written, desk.cases, desk.now)
        note(desk.session, case.id, Event.RENEWED, author, desk.now)
    click.echo(_KEPT.read_in(language).format(number=number))
