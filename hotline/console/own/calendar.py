"""The private address of their calendar: made, shown once, closed."""

from __future__ import annotations

from flask import Response
from sqlalchemy.orm import Session

from hotline.calendars.sharing import revoke, share
from hotline.console.answering import go_to, page
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.console.own.mine import HOME, done, me
from hotline.service import hotline
from hotline.taxonomies import Wording

_CLOSED = Wording("Cette adresse ne montre plus rien.", "That address shows nothing any more.")


def made(here: Here) -> Response:
    """A new address; the one before works no more. Only its fingerprint is kept: it is shown now
    or never."""
    service = hotline()
    token = service.new_id() + service.new_id()
    with service.database.writing() as session:
        share(
            session,
            here.line.id,
            person_id=me(here),
            token=token,
            language=here.language,
            now=here.now,
        )
        noted(session, here, "feed-shared", kind="person", object_id=me(here))
    return page("own/calendar.html", here, address=service.url(f"/calendars/{token}.ics"))


def revoked(here: Here) -> Response:
    """Whoever had the address reads nothing any more."""

    def make(session: Session) -> None:
        revoke(session, here.line.id, person_id=me(here))

    done(here, make, _CLOSED, what="feed-closed", kind="person", object_id=str(me(here)))
    return go_to(here, HOME)
