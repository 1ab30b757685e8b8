"""Telling responders something that can be read later, each in their language."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import LoadedLine
from hotline.notices.service import Channel, plan_notice
from hotline.people.service import language_of, people_by_ids, people_without_phone
from hotline.people.tables import Person


def tell_people(
    session: Session,
    line: LoadedLine,
    people: Collection[int],
    *,
    topic: str,
    say: Callable[[str], str],
    now: datetime,
    new_id: Callable[[], str],
) -> list[SendNotice]:
    """Plans what each of them is told of this topic, once, by text, or by mail where no text can
    reach them; gives what is to be sent. `say` is asked for the words in a language."""
    known = people_by_ids(session, people)
    by_text = told_by_text(session, line)
    intents = []
    for person in sorted(known):
        notice = new_id()
        if plan_notice(
            session,
            notice_id=notice,
            line_id=line.id,
            person_id=person,
            once=f"{topic}:{person}",
            body=say(language_of(known[person], line.document.line.languages)),
            now=now,
            channel=Channel.TEXT if by_text(person) else Channel.MAIL,
        ):
            intents.append(SendNotice(notice))
    return intents


def told_by_text(session: Session, line: LoadedLine) -> Callable[[int], bool]:
    """Whether texts reach a person of the line: it sends some, and they have a telephone."""
    texts = line.document.number_that_is("texts") is not None
    unreached = people_without_phone(session, line.id)
    return lambda person: texts and person not in unreached


def people_with_mail(session: Session, line_id: int) -> frozenset[int]:
    """The line's people who can be written to, by id. Nothing is decrypted."""
    written = select(Person.id).where(Person.line_id == line_id, Person.mail.is_not(None))
    return frozenset(session.scalars(written))
