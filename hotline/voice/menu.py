"""Step 2. The menu: one's profession, then a psychologist or a peer. Silence leads to a human."""

from __future__ import annotations

from flask import Response

from hotline.calls import changes
from hotline.calls.on_duty import peers_on_duty
from hotline.calls.tables import Call
from hotline.dialling import advance_call
from hotline.lines.document import LineDocument
from hotline.lines.menu import Choice, ProfessionChoice
from hotline.lines.service import line_by_id
from hotline.lines.walking import NEXT_PAGE, choice_at, page_at
from hotline.service import hotline
from hotline.taxonomies import professions
from hotline.voice.documents import Document
from hotline.voice.webhook import attempt, webhook
from hotline.words import words
from routing.outcomes import Priority

DANGER = "0"
START = "start"


def menu_document(
    call: Call, line: LineDocument, first: str, turn: int = 1, keys: str = ""
) -> Response:
    """Reads a page of the menu and listens for a key, from the `first` words on: a key pressed
    outside of the question would be lost."""
    page = page_at(line, keys)
    choices = [
        words("menu-choice", call.language, who=_name(choice, call.language), digit=key)
        for key, choice in page.choices
    ]
    if page.goes_on:
        choices.append(words("menu-more", call.language, digit=NEXT_PAGE))
    if page.question is not None:
        choices.insert(0, page.question.read_in(call.language))
    place = "-".join([START, *page.keys])
    action = f"/voice/calls/{call.id}/menu/{place}?attempt={turn}"
    danger = words("menu-danger", call.language)
    spoken = [*([first] if first else []), danger, " ".join(choices)]
    return Document(call).ask(action, *spoken).answer()


def menu(call_id: str, place: str) -> Response:
    """The key pressed on a page of the menu. A wrong key is told once; silence, or a second wrong
    key, leads to a human like any other choice."""
    key = webhook().digits
    keys = "".join(place.split("-")[1:])
    with hotline().database.reading() as session:
        call = session.get(Call, call_id)
        line = line_by_id(session, call.line_id) if call else None
        if call is None or line is None:
            return Document("fr").go_to("/voice/incoming").answer()
        silence = line.document.menu.silence
        choice = choice_at(line.document, keys + key)
        asks = (
            choice is not None
            and len(choice.plans.by_kind()) > 1
            and peers_on_duty(session, line, choice, call.language, hotline().now())
        )
    if key == DANGER:
        return _into_queue(call, silence.profession, None, line.document.danger.plan, danger=True)
    leads_on = page_at(line.document, keys + key).keys != keys
    if choice is None and key and (leads_on or attempt() == 1):
        first = "" if leads_on else words("menu-wrong-key", call.language)
        there = keys + key if leads_on else keys
        return menu_document(call, line.document, first, turn=2 - leads_on, keys=there)
    if choice is None:
        return _into_queue(call, silence.profession, None, silence.plan)
    if asks:
        action = f"/voice/calls/{call.id}/kind/{'-'.join([START, *keys, key])}"
        question = words("kind-question", call.language)
        return Document(call).ask(action, question).answer()
    kind, plan = next(iter(choice.plans.by_kind().items()))
    return _into_queue(
        call, choice.profession, kind, plan, no_peer="peer" in choice.plans.by_kind()
    )


def kind(call_id: str, place: str) -> Response:
    """A psychologist, or a peer. Anything but 2, silence included, is a psychologist: somebody is
    on duty there day and night."""
    pressed = webhook().digits
    with hotline().database.reading() as session:
        call = session.get(Call, call_id)
        line = line_by_id(session, call.line_id) if call else None
    if call is None or line is None:
        return Document("fr").go_to("/voice/incoming").answer()
    choice = choice_at(line.document, "".join(place.split("-")[1:]))
    if choice is None:
        return menu_document(call, line.document, words("menu-wrong-key", call.language))
    if pressed == DANGER:
        return _into_queue(call, choice.profession, None, line.document.danger.plan, danger=True)
    wanted = "peer" if pressed == "2" else "psychologist"
    plans = {str(kind): plan for kind, plan in choice.plans.by_kind().items()}
    if wanted not in plans:  # the line's file changed while the question was asked
        wanted = next(iter(plans))
    return _into_queue(call, choice.profession, wanted, plans[wanted])


def _into_queue(
    call: Call,
    profession: str,
    kind: str | None,
    plan: str,
    *,
    danger: bool = False,
    no_peer: bool = False,
) -> Response:
    """Into the queue. The first telephone rings while these words are still spoken."""
    with hotline().database.writing() as session:
        changes.enter_queue(
            session,
            call.id,
            profession=profession,
            kind=kind,
            plan=plan,
            priority=Priority.DANGER if danger else Priority.NORMAL,
            now=hotline().now(),
        )
    advance_call(hotline(), call.id)
    document = Document(call.language)
    if no_peer:
        document.say("no-peer-now")
    return document.say("put-through").enter_queue(call).answer()


def _name(choice: Choice, language: str) -> str:
    if choice.label is not None:
        return choice.label.read_in(language)
    assert isinstance(choice, ProfessionChoice)  # a choice of another menu has its label
    return professions()[choice.profession].name.read_in(language)
