"""Leaving the line, with what is still held seen first; and coming back."""

from __future__ import annotations

from flask import Response, abort
from sqlalchemy.orm import Session

from hotline.accounts.rights import Right
from hotline.console.answering import go_to, page, say
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.console.team.found import person_here
from hotline.people.tables import Person
from hotline.service import hotline
from hotline.staff.editing import keep_person, person_of
from hotline.staff.holding import held_by
from hotline.taxonomies import Wording

_LEFT = Wording(
    "Cette personne n'est plus appelée. Ses permanences à venir sont à pourvoir.",
    "They are rung no more. Their duties to come are open.",
)
_BACK = Wording("Réactiver cette personne", "Reactivate them")
_IS_BACK = Wording(
    "Cette personne est de nouveau sur la ligne, avec ses tours.",
    "They are on the line again, with their turns.",
)
_CANNOT = Wording(
    "La ligne ne tient plus sans cette personne : {why}",
    "The line does not hold without them: {why}",
)


def leave_form(here: Here, person: int) -> Response:
    """What they still have, before they go."""
    with hotline().database.reading() as session:
        found = person_here(session, here, person, Right.PEOPLE_CHANGE)
        held = held_by(session, here.line, found, here.now)
    return page("team/leave.html", here, person=found, held=held)


def left(here: Here, person: int) -> Response:
    """They are rung no more, from this instant on; what was theirs is open, and told as gaps."""
    return _set(here, person, True)


def back(here: Here, person: int) -> Response:
    """As before they left."""
    return _set(here, person, False)


def _set(here: Here, person: int, leaving: bool) -> Response:
    with hotline().database.writing() as session:
        found = person_here(session, here, person, Right.PEOPLE_CHANGE)
        problem = _kept(session, here, found, leaving)
        if problem is None:
            what = "person-left" if leaving else "person-back"
            noted(session, here, what, kind="person", object_id=person)
    if problem is not None:
        say(problem)
    elif leaving:
        say(_LEFT, undo=here.url(f"/equipe/{person}/retour"), undo_label=_BACK)
    else:
        say(_IS_BACK)
    return go_to(here, f"/equipe/{person}")


def _kept(session: Session, here: Here, person: Person, leaving: bool) -> Wording | None:
    slug = here.line.document.line.slug
    entry = person_of(session, slug, person.slug)
    if entry is None:
        abort(404)
    entry = entry.model_copy(update={"left": leaving})
    problems = keep_person(session, slug, entry, author=here.author, now=here.now)
    if not problems:
        return None
    first = problems[0]
    return _CANNOT.filled(why=Wording(first.sentence("fr"), first.sentence("en")))
