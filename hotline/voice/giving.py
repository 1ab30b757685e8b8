"""Star, then 5: the responder gives the caller a number of the directory, by its code."""

from __future__ import annotations

from flask import Response

from hotline.calls.giving import give
from hotline.calls.tables import Call, Leg
from hotline.lines.document import DirectoryEntry
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.hold import held_by, star_menu
from hotline.voice.incoming import line_of
from hotline.voice.webhook import webhook
from hotline.words import words


def ask_code(leg: Leg, call: Call, first: str = "") -> Response:
    """The three digits of the pocket card; silence leads back to the menu."""
    if not _directory(call):
        return star_menu(leg, call)
    question = words("number-code", leg.language)
    action = f"/voice/legs/{leg.id}/number"
    return (
        Document(call, leg.language)
        .ask(action, *filter(None, [first]), question, digits=3)
        .answer()
    )


def number(leg_id: str) -> Response:
    """The code: what it stands for is read back before it counts."""
    held = held_by(leg_id)
    if isinstance(held, Response):
        return held
    leg, call = held
    code = webhook().digits
    entry = _directory(call).get(code)
    if entry is None:
        again = words("number-unknown", leg.language)
        return ask_code(leg, call, again) if code else star_menu(leg, call)
    name = entry.name.read_in(leg.language)
    action = f"/voice/legs/{leg_id}/number/{code}"
    question = words("number-read-back", leg.language, name=name)
    return Document(call, leg.language).ask(action, question, seconds=8).answer()


def number_heard(leg_id: str, code: str) -> Response:
    """1: the caller hears it at once. 2 asks for the code again; silence leads back to the menu."""
    held = held_by(leg_id)
    if isinstance(held, Response):
        return held
    leg, call = held
    pressed = webhook().digits
    if pressed == "2":
        return ask_code(leg, call)
    if pressed != "1" or code not in _directory(call):
        return star_menu(leg, call)
    with hotline().database.writing() as session:
        give(session, call.id, code)
    return star_menu(leg, call, words("number-given", leg.language))


def _directory(call: Call) -> dict[str, DirectoryEntry]:
    with hotline().database.reading() as session:
        return line_of(session, call).document.directory_for(call.territory)
