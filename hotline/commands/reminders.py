"""`hotline reminders`: how long before a duty each person is told, by mail and by text."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    opened,
    person_asked_for,
)
from hotline.notices.service import Channel
from hotline.people.tables import Person
from hotline.readiness.choices import choice_of, choose
from hotline.taxonomies import Wording
from schedules.reminding import Moment

_NONE = "none"
_SHOWN = Wording("{name} : courriel {mail} ; message {text}.", "{name}: mail {mail}; text {text}.")
_NEVER = Wording("jamais", "never")
_NO_MAIL = Wording(
    "{name} n'a pas d'adresse : ajoutez « mail » au fichier de la ligne pour que ses courriels"
    " partent.",
    '{name} has no address: add "mail" to the file of the line for their mail to leave.',
)
_BAD_MOMENT = Wording(
    "« {value} » n'est pas un moment. Choisissez parmi 7d, 24h et 1h, séparés par des virgules,"
    " ou none.",
    '"{value}" is not a moment. Choose among 7d, 24h and 1h, separated by commas, or none.',
)
_WHOSE = Wording("Dites de qui : hotline reminders NOM …", "Say whose: hotline reminders NAME …")


@click.command()
@click.argument("slug", required=False)
@click.option("--mail", help="7d,24h,1h, ou none. / 7d,24h,1h, or none.")
@click.option("--text", help="7d,24h,1h, ou none. / 7d,24h,1h, or none.")
@click.option("--usual", is_flag=True, help="Comme d'habitude. / As usual.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def reminders(
    *,
    slug: str | None,
    mail: str | None,
    text: str | None,
    usual: bool,
    line_slug: str | None,
    language: str,
) -> None:
    """Les rappels avant une permanence ; sans nom, ceux de chaque personne. / Reminders before a
    duty; without a name, everybody's."""
    asked = {Channel.MAIL: mail, Channel.TEXT: text}
    chosen = {way: _moments(told, language) for way, told in asked.items() if told is not None}
    service = opened()
    with service.database.writing() as session:
        line = line_asked_for(session, line_slug, language)
        if slug is None:
            if chosen or usual:
                raise Refused(_WHOSE, language)
            rows = select(Person).filter_by(line_id=line.id, active=True).order_by(Person.id)
            people = list(session.scalars(rows))
        else:
            people = [person_asked_for(session, line, slug, language)]
        if chosen or usual:
            choose(session, people[0], None if usual else chosen)
        said = [_shown(person, language) for person in people]
    for sentence in said:
        click.echo(sentence)


def _moments(told: str, language: str) -> list[Moment]:
    named = [] if told == _NONE else [name.strip() for name in told.split(",")]
    for name in named:
        if name not in list(Moment):
            raise Refused(_BAD_MOMENT, language, value=name)
    return [Moment(name) for name in named]


def _shown(person: Person, language: str) -> str:
    told = {
        str(way): ", ".join(moments) or _NEVER.read_in(language)
        for way, moments in choice_of(person).items()
    }
    sentence = _SHOWN.read_in(language).format(name=person.name, **told)
    if choice_of(person)[Channel.MAIL] and person.reminders is not None and not person.mail:
        sentence += " " + _NO_MAIL.read_in(language).format(name=person.name)
    return sentence
