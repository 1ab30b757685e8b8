"""`hotline readiness verify` and `test`: a telephone is called to know that it will ring."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.carrier import CarrierProblem
from hotline.commands.agreeing import agreed
from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    opened,
    person_asked_for,
)
from hotline.people.tables import Person, Phone
from hotline.phoning import ring_phone
from hotline.readiness.phone_calls import Purpose, longest_ring, plan_phone_call
from hotline.readiness.quiet import left_alone
from hotline.taxonomies import Wording

_BUSY = Wording(
    "{name} est en ligne, ou en pause : réessayez plus tard.",
    "{name} is on a call, or in a pause: try again later.",
)
_NO_PHONE = Wording(
    "{name} n'a pas de téléphone numéro {place}.", "{name} has no telephone number {place}."
)
_AWAY = Wording(
    "L'appel n'a pas pu partir. Réessayez dans un instant.",
    "The call could not be made. Try again in a moment.",
)
_CALLED = {
    Purpose.VERIFY: Wording(
        "Nous appelons {name} : décrocher, écouter, taper 1. Ensuite : hotline readiness.",
        "We are calling {name}: pick up, listen, press 1. Then: hotline readiness.",
    ),
    Purpose.TEST: Wording(
        "Nous appelons {name} pendant {seconds} s, sans que personne réponde. Ensuite : hotline"
        " readiness.",
        "We are calling {name} for {seconds} s; nobody is to answer. Then: hotline readiness.",
    ),
}
_ASK = Wording(
    "Personne ne peut répondre ici : ajoutez --yes une fois la personne prévenue.",
    "Nobody can answer here: add --yes once the person knows.",
)
_DO_NOT_ANSWER = Wording(
    "Prévenez {name} : l'appel qui vient est un essai, il faut laisser sonner sans répondre."
    " On appelle ?",
    "Tell {name} first: the call to come is a test, let it ring and do not answer. Call now?",
)
line_option = click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
phone_option = click.option(
    "--phone", "place", type=click.IntRange(1), help="Lequel, 1 d'abord. / Which one, 1 is first."
)


@click.command()
@click.argument("slug")
@phone_option
@line_option
@language_option
@with_appcontext
def verify(slug: str, place: int | None, line_slug: str | None, language: str) -> None:
    """Appelle : on y tape 1. / Calls; 1 is pressed there."""
    _call(Purpose.VERIFY, slug, place, line_slug, language)


@click.command()
@click.argument("slug")
@phone_option
@click.option("--yes", is_flag=True, help="La personne est prévenue. / The person knows.")
@line_option
@language_option
@with_appcontext
def test(*, slug: str, place: int | None, yes: bool, line_slug: str | None, language: str) -> None:
    """Fait sonner, pour voir si la messagerie répond trop tôt. / Rings, to see whether voicemail
    answers too early."""
    with opened().database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        name = person_asked_for(session, line, slug, language).name
    asked = _DO_NOT_ANSWER.read_in(language).format(name=name)
    if yes or agreed(asked, language, nobody_there=_ASK):
        _call(Purpose.TEST, slug, place, line_slug, language)


def _call(
    purpose: Purpose, slug: str, place: int | None, line_slug: str | None, language: str
) -> None:
    """Calls one telephone of somebody; the first to be verified, unless it is said which."""
    service = opened()
    with service.database.writing() as session:
        line = line_asked_for(session, line_slug, language)
        person = person_asked_for(session, line, slug, language)
        phone = _phone(session, person, place)
        if phone is None:
            raise Refused(_NO_PHONE, language, name=person.name, place=str(place or 1))
        if left_alone(session, person.id, service.now()):
            raise Refused(_BUSY, language, name=person.name)
        call = plan_phone_call(
            session, line.id, phone.id, purpose, now=service.now(), new_id=service.new_id
        )
    try:
        ring_phone(service, call)
    except CarrierProblem:
        raise Refused(_AWAY, language) from None
    seconds = longest_ring(line.document)
    click.echo(_CALLED[purpose].read_in(language).format(name=person.name, seconds=seconds))


def _phone(session: Session, person: Person, place: int | None) -> Phone | None:
    mine = select(Phone).filter_by(person_id=person.id)
    if place is not None:
        return session.scalar(mine.where(Phone.position == place - 1))
    to_do = mine.order_by(Phone.verified_at.is_not(None), Phone.position)
    return session.scalar(to_do.limit(1))
