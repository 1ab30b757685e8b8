"""A coordinator is called about a call that nobody answered: its time, its kind; 1 confirms."""

from __future__ import annotations

from flask import Response
from sqlalchemy.orm import Session

from hotline.lines.service import line_by_id
from hotline.notices.alerts import alert_words
from hotline.notices.service import notice_sent
from hotline.notices.tables import Notice
from hotline.people.service import language_of, people_by_ids
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.webhook import webhook
from hotline.words import words

STEP = "alerts"


def alert(notice_id: str) -> Response:
    """Said twice; without a key the call is tried again, since a machine may have answered."""
    with hotline().database.reading() as session:
        notice = asked_at(session, notice_id, STEP)
        document = spoken_to(session, notice)
    if notice is None or notice.body is None:
        return document.say("alert-heard").hang_up().answer()
    action = f"/voice/alerts/{notice_id}/heard"
    told = alert_words(notice.body, document.language)
    question = words("alert-confirm", document.language)
    for seconds in (4, 6):
        document.listen(action, told, question, seconds=seconds)
    return document.hang_up().answer()


def alert_heard(notice_id: str) -> Response:
    """1 confirms; any other key hears it again."""
    if webhook().digits != "1":
        return alert(notice_id)
    with hotline().database.writing() as session:
        notice = asked_at(session, notice_id, STEP)
        document = spoken_to(session, notice)
        if notice is not None:
            notice_sent(session, notice.id, hotline().now())
    return document.say("alert-heard").hang_up().answer()


def asked_at(session: Session, notice_id: str, step: str) -> Notice | None:
    """The notice with this id, if this is the step that it is asked at."""
    notice = session.get(Notice, notice_id)
    return notice if notice is not None and notice.step == step else None


def spoken_to(session: Session, notice: Notice | None) -> Document:
    """A document for whoever is called, in their language, with the voice of the line."""
    line = line_by_id(session, notice.line_id) if notice else None
    if notice is None or line is None:
        return Document("fr")
    person = people_by_ids(session, [notice.person_id])[notice.person_id]
    return Document(language_of(person, line.document.line.languages), line_id=line.id)
