"""« Fermer la ligne, mettre un message »: heard by the very next caller, and over by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Response
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import DateTimeLocalField, Field, TextAreaField
from wtforms.validators import ValidationError

from hotline.console.answering import go_to, page, say
from hotline.console.forms import Form, at_most, needed
from hotline.console.here import Here
from hotline.journal.service import record
from hotline.lines import announcing
from hotline.lines.announcing import announced_on
from hotline.lines.fields import Words
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.words.pace import seconds_to_say

LONGEST = timedelta(days=14)
MOST_SECONDS = 12
"""As long as any sentence of the line may take: whoever calls waits behind it."""
CLOSED = Wording(
    "La ligne est fermée pour le moment. Elle rouvrira dès que possible.",
    "The line is closed for the moment. It will open again as soon as possible.",
)

_WHEN = Wording(
    "Écrivez un jour et une heure à venir, dans deux semaines au plus.",
    "Write a day and time to come, two weeks from now at most.",
)
_LONG = Wording(
    "C'est trop long à écouter : deux phrases courtes au plus.",
    "That is too long to listen to: two short sentences at most.",
)
_END = Wording("Terminez par un point.", "End with a full stop.")
_CLOSED_NOW = Wording(
    "La ligne est fermée. En danger, on est toujours mis en relation.",
    "The line is closed. In danger, callers are still put through.",
)
_OPEN_NOW = Wording("La ligne est de nouveau ouverte.", "The line is open again.")
_HEARD = Wording("Ce message s'entend dès le prochain appel.", "The next caller hears it.")
_NOT_HEARD = Wording("Ce message ne s'entend plus.", "That message is heard no more.")
_REOPEN = Wording("Rouvrir la ligne", "Open the line again")
_TAKE_DOWN = Wording("Retirer le message", "Take the message down")


def _can_be_said(_form: FlaskForm, field: Field) -> None:
    text = str(field.data or "").strip()
    if text and seconds_to_say(text) > MOST_SECONDS:
        raise ValidationError(_LONG)
    if text and text[-1] not in ".?!":
        raise ValidationError(_END)


class Announcing(Form):
    """What callers hear in each language, and until when. Times are the line's own."""

    fr = TextAreaField(validators=[needed(), at_most(300), _can_be_said])
    en = TextAreaField(validators=[at_most(300), _can_be_said])
    until = DateTimeLocalField(validators=[needed(_WHEN)])

    def is_right(self, here: Here) -> bool:
        """Whether it can be announced; what is wrong is said beside its field."""
        right, until = self.is_valid(), self.until.data
        self.until.errors = ()
        local = here.line.document.local_time(here.now)
        if until is None or not local < until <= local + LONGEST:
            self.wrong("until", _WHEN)
            return False
        return right

    @property
    def words(self) -> Words:
        """In both languages; French where English was left out."""
        return Words(fr=self.fr.data.strip(), en=(self.en.data or "").strip() or None)


def announce(here: Here) -> Response:
    """Both forms, and what is announced now."""
    return _asked(here)


def closed(here: Here) -> Response:
    """Closes the line from now on."""
    form = Announcing(prefix="closed-")
    if not form.is_right(here):
        return _asked(here, closing=form)
    local = here.line.document.local_time(here.now)
    until = _minute(form.until.data)

    def make(session: Session) -> None:
        announcing.close(session, here.line.id, local, until, form.words)

    _done(here, make, "line-closed", {"until": until.isoformat()})
    say(_CLOSED_NOW, undo=here.url("/aujourdhui/rouvrir"), undo_label=_REOPEN)
    return go_to(here, "/aujourdhui")


def reopened(here: Here) -> Response:
    """Open again, as its hours say."""
    _done(here, lambda session: announcing.reopen(session, here.line.id), "line-reopened")
    say(_OPEN_NOW)
    return go_to(here, "/aujourdhui")


def put_up(here: Here) -> Response:
    """A message for every caller."""
    form = Announcing(prefix="message-")
    if not form.is_right(here):
        return _asked(here, message=form)
    until = _minute(form.until.data)

    def make(session: Session) -> None:
        announcing.put_up(session, here.line.id, until, form.words)

    _done(here, make, "message-put-up", {"until": until.isoformat()})
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
        record(
            session,
            line_id=here.line.id,
            account=here.account,
            what=what,
            kind="line",
            object_id=here.line.document.line.slug,
            after=after,
            now=here.now,
        )


def _asked(
    here: Here, *, closing: Announcing | None = None, message: Announcing | None = None
) -> Response:
    soon = _minute(here.line.document.local_time(here.now)) + timedelta(hours=2)
    with hotline().database.reading() as session:
        now = announced_on(session, here.line.id)
    fresh = {"fr": CLOSED.fr, "en": CLOSED.en, "until": soon}
    return page(
        "today/announce.html",
        here,
        422 if closing or message else 200,
        closing=closing or Announcing(formdata=None, prefix="closed-", data=fresh),
        message=message or Announcing(formdata=None, prefix="message-", data={"until": soon}),
        announced=now,
    )


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
