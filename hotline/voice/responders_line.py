"""Responders call for themselves: on a number of their own, or by an unspoken key of the menu."""

from __future__ import annotations

from flask import Response

from hotline.lines.service import line_reached_by
from hotline.responders.own_calls import callers_call, end_own_call, own_call
from hotline.service import hotline
from hotline.voice.code import CodeQuestion
from hotline.voice.documents import Document
from hotline.voice.entering import in_the_menus
from hotline.voice.my_asking import identified
from hotline.voice.my_menu import MyMenu
from hotline.voice.webhook import webhook


def responders() -> Response:
    """Asks for the code, in the language of the callers' menu where they come from it. Asked again
    during the same call, as after a step that failed, it goes on where that call was."""
    hook = webhook()
    service = hotline()
    with service.database.writing() as session:
        line = line_reached_by(session, hook.to)
        if line is None or not hook.call_id:
            return Document("fr").say("wrong-number").hang_up().answer()
        call = callers_call(session, hook.call_id)
        language = call.language if call else line.document.line.languages[0]
        own = own_call(
            session, hook.call_id, line, language, now=service.now(), new_id=service.new_id
        )
        caller = in_the_menus(session, call.id) if call else None
    if isinstance(caller, Response):
        return caller
    if own.person_id is not None:
        return identified(own.id, lambda mine: MyMenu(mine).ask())
    return CodeQuestion(own, caller).ask()


def end_responders_call(carrier_id: str) -> None:
    """Its telephone was hung up: nothing is left of it."""
    service = hotline()
    with service.database.writing() as session:
        ended = end_own_call(session, carrier_id, service.now())
    if ended:
        service.own_phones.drop(carrier_id)
