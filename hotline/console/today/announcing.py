"""« Fermer la ligne, mettre un message »: seen first, then heard by the very next caller."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from hotline.console.answering import go_to, page, say
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.console.today.wording import Announcing, Closing, minute
from hotline.lines import announcing
from hotline.lines.announcing import announced_on
from hotline.service import hotline
from hotline.taxonomies import Wording

SURE = "sure"
"""The field of the second form: what callers will hear was shown."""

CLOSED = Wording(
    "La ligne est fermée pour le moment. Elle rouvrira dès que possible.",
    "The line is closed for the moment. It will open again as soon as possible.",
)
_CLOSED_NOW = Wording(
    "La ligne est fermée. En danger, on est toujours mis en relation.",
    "The line is closed. In danger, callers are still put through.",
)
_OPEN_NOW = Wording("La ligne est de nouveau ouverte.", "The line is open again.")
_HEARD = Wording("Ce message s'entend dès le prochain appel.", "The next caller hears it.")
_NOT_HEARD = Wording("Ce message ne s'entend plus.", "That message is heard no more.")
_REOPEN = Wording("Rouvrir la ligne", "Open the line again")
_TAKE_DOWN = Wording("Retirer le message", "Take the message down")


def announce(here: Here) -> Response:
    """Both forms, and what is announced now."""
    return _asked(here)


def closed(here: Here) -> Response:
    """Closes the line from now on, once what callers will hear was seen."""
    form = Closing(prefix="closed-")
    if not form.is_right(here):
        return _asked(here, closing=form)
    if SURE not in request.form:
        return _seen_first(here, form, closing=True)
    local, ends = here.line.document.local_time(here.now), form.ends

    def make(session: Session) -> None:
        announcing.close(session, here.line.id, local, ends, form.words)

    _done(here, make, "line-closed", _until(ends))
    say(_CLOSED_NOW, undo=here.url("/aujourdhui/rouvrir"), undo_label=_REOPEN)
    return go_to(here, "/aujourdhui")


def reopened(here: Here) -> Response:
    """Open again, as its hours say."""
    _done(here, lambda session: announcing.reopen(session, here.line.id), "line-reopened")
    say(_OPEN_NOW)
    return go_to(here, "/aujourdhui")


def put_up(here: Here) -> Response:
    """A message for every caller, once it was seen as they will hear it."""
    form = Announcing(prefix="message-")
    if not form.is_right(here) or form.ends is None:
        return _asked(here, message=form)
    if SURE not in request.form:
        return _seen_first(here, form, closing=False)
    ends = form.ends

    def make(session: Session) -> None:
        announcing.put_up(session, here.line.id, ends, form.words)

    _done(here, make, "message-put-up", _until(ends))
    say(_HEARD, undo=here.url("/aujourdhui/message/retirer"), undo_label=_TAKE_DOWN)
    return go_to(here, "/aujourdhui")


def taken_down(here: Here) -> Response:
    """No message but the file's."""
    make = announcing.take_down
    _done(here, lambda session: make(session, here.line.id), "message-taken-down")
    say(_NOT_HEARD)
    return go_to(here, "/aujourdhui")


def _done(
    here: Here,
    make: Callable[[Session], None],
    what: str,
    after: dict[str, Any] | None = None,
) -> None:
    with hotline().database.writing() as session:
        make(session)
        slug = here.line.document.line.slug
        noted(session, here, what, kind="line", object_id=slug, after=after)


def _until(ends: datetime | None) -> dict[str, Any]:
    return {"until": ends.isoformat() if ends else None}


def _seen_first(here: Here, form: Announcing, *, closing: bool) -> Response:
    languages = here.line.document.line.languages
    return page(
        "today/sure.html",
        here,
        closing=closing,
        # As callers will hear it: French where there is no English.
        heard=[(language, form.words.read_in(language)) for language in languages],
        ends=form.ends,
        carried=[pair for pair in request.form.items() if pair[0] != "csrf_token"],
    )


def _asked(
    here: Here, *, closing: Announcing | None = None, message: Announcing | None = None
) -> Response:
    soon = minute(here.line.document.local_time(here.now)) + timedelta(hours=2)
    with hotline().database.reading() as session:
        now = announced_on(session, here.line.id)
    fresh = {"fr": CLOSED.fr, "en": CLOSED.en, "until": soon}
    return page(
        "today/announce.html",
        here,
        422 if closing or message else 200,
        closing=closing or Closing(formdata=None, prefix="closed-", data=fresh),
        message=message or Announcing(formdata=None, prefix="message-", data={"until": soon}),
        announced=now,
    )
