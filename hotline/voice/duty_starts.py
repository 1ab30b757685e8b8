"""Somebody whose duty begins is called: they hear until when they are on, and confirm with 1."""

from __future__ import annotations

from flask import Response

from hotline.readiness.start_checks import confirm
from hotline.service import hotline
from hotline.voice.alerts import asked_at, spoken_to
from hotline.voice.webhook import webhook
from hotline.words import words

STEP = "duties"


def duty_starts(notice_id: str) -> Response:
    """Said twice; without a key the call is tried again, since a machine may have answered."""
    with hotline().database.reading() as session:
        notice = asked_at(session, notice_id, STEP)
        document = spoken_to(session, notice)
    if notice is None or notice.body is None:
        return document.say("alert-heard").hang_up().answer()
    question = words("alert-confirm", document.language)
    for seconds in (4, 6):
        document.listen(f"/voice/duties/{notice_id}/here", notice.body, question, seconds=seconds)
    return document.hang_up().answer()


def duty_confirmed(notice_id: str) -> Response:
    """1 confirms; any other key hears it again."""
    if webhook().digits != "1":
        return duty_starts(notice_id)
    with hotline().database.writing() as session:
        confirm(session, notice_id, hotline().now())
        document = spoken_to(session, asked_at(session, notice_id, STEP))
    return document.say("duty-confirmed").hang_up().answer()
