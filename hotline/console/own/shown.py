"""The page itself."""

from __future__ import annotations

from flask import Response

from hotline.console.answering import page
from hotline.console.here import Here
from hotline.console.own.mine import me
from hotline.numbers import spoken
from hotline.own_desk.desk import desk_of
from hotline.service import hotline
from hotline.words.duties import role_words
from hotline.words.written import written_period


def shown(here: Here) -> Response:
    """Duties, offers, what is owed, and all that can be done about them."""
    with hotline().database.reading() as session:
        desk = desk_of(session, here.line, me(here), here.now, here.language)
    return page(
        "own/page.html",
        here,
        desk=desk,
        period=lambda starts, ends: written_period(
            starts.replace(tzinfo=None), ends.replace(tzinfo=None), here.language
        ),
        role=lambda name: role_words(name, here.language),
        numbers=[spoken(n.number) for n in here.line.document.numbers if "responders" in n.roles],
    )
