"""What was changed of the roster, and taking it back."""

from __future__ import annotations

from flask import Response, abort
from sqlalchemy.orm import Session

from hotline.accounts.rights import Right
from hotline.console.answering import page
from hotline.console.changing import see_and_save
from hotline.console.here import Here
from hotline.rosters.history import KINDS, history
from hotline.rosters.touched import teams_touched
from hotline.rosters.undoing import CannotUndo, undo
from hotline.service import hotline
from hotline.taxonomies import Wording

SHOWN = 40
_TITLE = Wording("Annuler un changement", "Undo a change")


def changes(here: Here) -> Response:
    """The last ones. Whoever looks after some teams sees those that touch no other."""
    with hotline().database.reading() as session:
        found = history(session, here.line.id, here.language, last=SHOWN)
        own = _own(session, here, [change.number for change in found])
    return page(
        "planning/changes.html",
        here,
        changes=[change for change in found if change.number in own],
        kinds=KINDS,
        local=here.line.document.local_time,
    )


def undone(here: Here, number: int) -> Response:
    """Shows what taking it back changes, then does it."""
    with hotline().database.reading() as session:
        if number not in _own(session, here, [number]):
            abort(404)

    def make(session: Session) -> None:
        undo(session, here.line.id, number, author=here.author, now=here.now)

    try:
        return see_and_save(here, make, back="/planning/changements", title=_TITLE)
    except CannotUndo as problem:
        return page(
            "planning/cannot_undo.html",
            here,
            409,
            change=_TITLE,
            said=problem.wording.filled(number=number, by=problem.by).read_in(here.language),
        )


def _own(session: Session, here: Here, numbers: list[int]) -> set[int]:
    """Those of these changes that this account may see and take back."""
    teams = here.teams(Right.ROSTER_CHANGE)
    if teams is None:
        return {*numbers}
    touched = teams_touched(session, here.line.id, numbers)
    return {number for number in numbers if touched.get(number) and touched[number] <= teams}
