"""`hotline readiness`: whose telephone rings, and who confirmed the start of their duty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.commands.asking import language_option, line_asked_for, opened
from hotline.commands.contact_card import contact_card
from hotline.commands.telephones import test, verify
from hotline.lines.service import LoadedLine
from hotline.people.readiness import Unreachable, unreachable
from hotline.people.tables import Person, Phone
from hotline.readiness.phone_calls import longest_ring
from hotline.readiness.start_checks import State, checks_since
from hotline.service import Hotline
from hotline.taxonomies import Wording

SHOWN = timedelta(days=7)

_READY = Wording("{name} : tout est prêt.", "{name}: ready.")
_NOT_READY = {
    Unreachable.NO_PHONE: Wording(
        "{name} : pas de téléphone. Ajoutez-le au fichier de la ligne.",
        "{name}: no telephone. Add it to the file of the line.",
    ),
    Unreachable.NO_ANSWER: Wording(
        "{name} : pas de réponse au début de sa dernière permanence. Voyez ensemble si son"
        " téléphone sonne, puis : hotline readiness verify {slug}.",
        "{name}: no answer at the start of their last duty. See together whether their telephone"
        " rings, then: hotline readiness verify {slug}.",
    ),
    Unreachable.VOICEMAIL: Wording(
        "{name} : la messagerie répond après {seconds} s, avant la fin de la sonnerie ({ring} s)."
        " Son opérateur peut l'allonger à 30 s ; sinon, qu'elle soit coupée pendant ses"
        " permanences. Puis : hotline readiness test {slug}.",
        "{name}: voicemail answers after {seconds} s, before the telephone has rung out ({ring} s)."
        " Their operator can set it to 30 s; otherwise, have it turned off during their duties."
        " Then: hotline readiness test {slug}.",
    ),
    Unreachable.NOT_VERIFIED: Wording(
        "{name} : téléphone pas encore vérifié : hotline readiness verify {slug}.",
        "{name}: telephone not verified yet: hotline readiness verify {slug}.",
    ),
}
_CHECK = Wording("{time}  {name}, {team} : {state}", "{time}  {name}, {team}: {state}")
_STATES = {
    State.ASKED: Wording("appel en cours", "being called"),
    State.CONFIRMED: Wording("confirmée à {at}", "confirmed at {at}"),
    State.UNANSWERED: Wording("sans réponse", "no answer"),
    State.DROPPED: Wording("n'était plus de permanence", "no longer on duty"),
}


@click.group(invoke_without_command=True)
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@click.pass_context
@with_appcontext
def readiness(context: click.Context, line_slug: str | None, language: str) -> None:
    """Qui sera joignable, et qui a confirmé. / Who can be reached, and who confirmed."""
    if context.invoked_subcommand is not None:
        return
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        said = [*_people(session, line, language), *_checks(session, line, service, language)]
    for sentence in said:
        click.echo(sentence)


for command in (verify, test, contact_card):
    readiness.add_command(command)


def _people(session: Session, line: LoadedLine, language: str) -> Iterator[str]:
    reasons = unreachable(session, line.id)
    people = session.scalars(
        select(Person).filter_by(line_id=line.id, active=True).order_by(Person.id)
    ).all()
    phones: dict[int, list[int]] = defaultdict(list)
    measured = select(Phone).where(Phone.voicemail_after.is_not(None))
    for phone in session.scalars(measured):
        phones[phone.person_id].append(phone.voicemail_after or 0)
    ring = longest_ring(line.document)
    for person in people:
        reason = reasons.get(person.id)
        wording = _READY if reason is None else _NOT_READY[reason]
        seconds = max(phones[person.id], default=0)
        yield wording.read_in(language).format(
            name=person.name, slug=person.slug, seconds=seconds, ring=ring
        )


def _checks(session: Session, line: LoadedLine, service: Hotline, language: str) -> Iterator[str]:
    people = select(Person).where(Person.line_id == line.id)
    names = {person.id: person.name for person in session.scalars(people)}
    zone = ZoneInfo(line.document.line.time_zone)
    for check in checks_since(session, line.id, service.now() - SHOWN):
        at = f"{check.settled_at.astimezone(zone):%H:%M}" if check.settled_at else ""
        yield _CHECK.read_in(language).format(
            time=f"{check.starts_at.astimezone(zone):%d/%m %H:%M}",
            name=names[check.person_id],
            team=check.team,
            state=_STATES[State(check.state)].read_in(language).format(at=at),
        )
