"""Who is meant by « mes »: the person of the account, and their duties as forms name them."""

from __future__ import annotations

from collections.abc import Callable

from flask import request
from sqlalchemy.orm import Session

from hotline.console.answering import say
from hotline.console.given import held
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.service import hotline
from hotline.swaps.held import Held
from hotline.swaps.refusing import NotPossible
from hotline.taxonomies import Wording

HOME = "/mes-permanences"


def me(here: Here) -> int:
    """The id of the responder whose account this is; the door lets nobody else in."""
    assert here.person is not None
    return here.person


def duty_named(here: Here) -> Held | None:
    """The duty of theirs that a form or an address names; None when it names none."""
    given = request.values
    return held(given.get("source", ""), given.get("local_start", ""), me(here))


def done(
    here: Here,
    make: Callable[[Session], object],
    said: Wording,
    *,
    what: str,
    kind: str,
    object_id: str,
    after: dict[str, object] | None = None,
) -> bool:
    """Does it, writes it in the journal and says so; what is not possible is said instead, and
    nothing is done then (False). What others are to be told waits in the outbox."""
    try:
        with hotline().database.writing() as session:
            make(session)
            noted(session, here, what, kind=kind, object_id=object_id, after=after)
    except NotPossible as problem:
        say(Wording(problem.sentence("fr"), problem.sentence("en")))
        return False
    say(said)
    return True
