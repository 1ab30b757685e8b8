"""The last words to somebody who will be called back: their code, twice."""

from __future__ import annotations

from flask import Response

from hotline.callbacks.asking import asked_in
from hotline.calls.tables import Call
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.words import words


def say_code(document: Document, call: Call) -> Response:
    """Slowly, to be kept in mind. Asked again, should the answer be lost, it says the same."""
    with hotline().database.reading() as session:
        row = asked_in(session, call.id)
    if row is not None and row.code is not None:
        text = words("callback-promised", call.language, code=" ".join(row.code))
        document.say_words(text, slowly=True)
    return document.say("callback-goodbye").hang_up().answer()
