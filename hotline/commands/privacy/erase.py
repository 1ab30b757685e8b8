"""`hotline privacy erase PERSON`: somebody of the team asks to be erased."""

from __future__ import annotations

from collections.abc import Sequence

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accounts.keeping import LastAdministrator
from hotline.commands.agreeing import agreed
from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    opened,
    person_asked_for,
)
from hotline.lines.service import LoadedLine
from hotline.people.tables import Person
from hotline.privacy.erasing import erase
from hotline.privacy.outlook import Outlook, outlook
from hotline.staff.holding import Held
from hotline.taxonomies import Wording

_IN_THE_WAY = Wording(
    "{name} ne peut pas être effacé·e maintenant : {held}. Enregistrez d'abord son départ"
    " (« Équipe » dans la console, ou « left = true » dans le fichier de la ligne), et passez à"
    " d'autres ce qui reste.",
    "{name} cannot be erased now: {held}. Note first that they left (“Équipe” in the console, or"
    ' "left = true" in the file of the line), and pass on to others what is left.',
)
_GOES = Wording(
    "Part pour toujours : nom, adresse mail, contrat, étiquettes, territoires, code personnel,"
    " calendriers privés, rappels, qualifications, messages{more}.",
    "Goes for good: name, mail address, contract, tags, territories, personal code, private"
    " calendars, reminders, qualifications, messages{more}.",
)
_STAYS = Wording(
    "Reste, sous un pseudonyme tiré au hasard : métier et équipe, chiffres par mois{more}. Dans les"
    " appels des dernières heures, un numéro qui mène à ce pseudonyme.",
    "Stays, under a pseudonym drawn by chance: profession and team, monthly figures{more}. In calls"
    " of the last hours, a number that leads to that pseudonym.",
)
_LOOK = Wording(
    "À regarder vous-même : le fichier de la ligne que vous gardez (« hotline dump » le récrit),"
    " les phrases enregistrées de sa voix, l'annuaire, les calendriers suivis, vos sauvegardes.",
    "For you to look at: the line's file that you keep (“hotline dump” writes it anew), phrases"
    " recorded in their voice, the directory, calendars that are followed, your backups.",
)
_SURE = Wording("Effacer {name} ? Cela ne se défait pas.", "Erase {name}? This cannot be undone.")
_ASK = Wording(
    "Rien n'a été effacé : ajoutez --yes, ou lancez la commande là où quelqu'un peut répondre.",
    "Nothing was erased: add --yes, or run it where somebody can answer.",
)
_NOT_NOW = Wording("Rien n'a été effacé.", "Nothing was erased.")
_DONE = Wording("C'est fait : {name} désormais.", "Done: {name} from now on.")
_LAST = Wording(
    "Rien n'a été effacé : ce compte est le seul à l'administration de la ligne. Donnez d'abord ce"
    " rôle à quelqu'un d'autre.",
    "Nothing was erased: this account is the line's only administrator. Give that role to somebody"
    " else first.",
)


@click.command("erase")
@click.argument("who", metavar="PERSON")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option("--yes", is_flag=True, help="Sans demander. / Without asking.")
@language_option
@with_appcontext
def erase_(*, who: str, slug: str | None, yes: bool, language: str) -> None:
    """Efface quelqu'un qui est parti. / Erases somebody who has left."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        person = _whoever(session, line, who, language)
        name, person_id = person.name, person.id
        found = outlook(session, line, person, service.now())
    _refuse_what_is_in_the_way(found, name, language)
    click.echo(_GOES.read_in(language).format(more=_listed(found.goes, language)))
    click.echo(_STAYS.read_in(language).format(more=_listed(found.stays, language)))
    click.echo(_LOOK.read_in(language))
    if not yes and not agreed(
        _SURE.read_in(language).format(name=name), language, nobody_there=_ASK
    ):
        click.echo(_NOT_NOW.read_in(language))
        return
    with service.database.writing() as session:
        person = session.get_one(Person, person_id)
        # It may have changed while somebody read what goes.
        found = outlook(session, line, person, service.now())
        _refuse_what_is_in_the_way(found, name, language)
        try:
            by = erase(session, line, person, now=service.now(), chance=service.chance)
        except LastAdministrator:
            raise Refused(_LAST, language) from None
    service.database.let_go_of_deleted()
    click.echo(_DONE.read_in(language).format(name=by.name))


def _whoever(session: Session, line: LoadedLine, who: str, language: str) -> Person:
    """By slug also somebody who has left; by name those who are there, who are then told what to do
    first."""
    found = session.scalar(select(Person).filter_by(line_id=line.id, slug=who))
    return found or person_asked_for(session, line, who, language)


def _refuse_what_is_in_the_way(found: Outlook, name: str, language: str) -> None:
    if found.in_the_way:
        held = _listed(found.in_the_way, language).removeprefix(", ")
        raise Refused(_IN_THE_WAY, language, name=name, held=held)


def _listed(held: Sequence[Held], language: str) -> str:
    return "".join(f", {one.what.read_in(language)} ({one.count})" for one in held)
