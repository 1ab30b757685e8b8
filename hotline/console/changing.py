"""A change of the roster from a page: seen first, saved by a second form, undone by a third."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, request
from sqlalchemy.orm import Session

from hotline.accounts.rights import Right
from hotline.console.answering import go_to, page, say
from hotline.console.given import whole
from hotline.console.here import Here
from hotline.rosters.changing import Kind, open_change
from hotline.rosters.deciding import Draft, decide
from hotline.rosters.foreseeing import ChangedMeanwhile, Foreseen, Make, foresee, save
from hotline.rosters.history import Told, history
from hotline.rosters.telling_preview import preview_sentences
from hotline.service import hotline
from hotline.swaps.refusing import NotPossible
from hotline.taxonomies import Wording

SEEN, KNOWN = "seen", "known"
"""Fields of the second form: the roster's number when it was looked at; those concerned know."""

_SAVED = Wording("Enregistré : changement n° {number}.", "Saved: change no. {number}.")


def see_and_save(
    here: Here,
    make: Make[object],
    *,
    back: str,
    title: Wording,
    said: Wording | None = None,
    carry: Mapping[str, str] | None = None,
) -> Response:
    """Answers a form that would change the roster.

    Without having been seen, the change is shown, with all that the form held, to be sent once
    more; then it is saved and told, with a way to undo it. When somebody else was faster, their
    change is shown and it is asked again. What begins within 24 hours is asked about twice. What is
    not possible (see NotPossible) is told, and nothing is changed. `carry` is sent once more beside
    what the form held: what was in a file, which no form keeps.
    """
    try:
        return _seen_or_saved(_Asked(here, make, back, title, carry or {}), said)
    except NotPossible as problem:
        return page("refused.html", here, 409, change=title, problem=problem, back=here.url(back))


def see_and_decide(
    here: Here, kind: Kind, drafts: Sequence[Draft], *, back: str, title: Wording
) -> Response:
    """Answers a form that makes these decisions, together, as one change (see see_and_save)."""

    def make(session: Session) -> None:
        change = open_change(session, here.line.id, kind=kind, author=here.author, now=here.now)
        decide(session, change, drafts)

    return see_and_save(here, make, back=back, title=title)


@dataclass(frozen=True, slots=True)
class _Asked:
    here: Here
    make: Make[object]
    back: str
    title: Wording
    carry: Mapping[str, str]


def _seen_or_saved(asked: _Asked, said: Wording | None) -> Response:
    service, here = hotline(), asked.here
    seen = whole(request.form.get(SEEN, ""), None)
    if seen is None:
        return _shown(asked)
    foreseen = foresee(service.database, here.line.id, asked.make, here.now)
    if foreseen.preview.is_soon(here.now) and KNOWN not in request.form:
        return _shown(asked, unanswered=True)
    try:
        save(service.database, here.line.id, asked.make, seen)
    except ChangedMeanwhile:
        with service.database.reading() as session:
            others = history(session, here.line.id, here.language, after=seen)
        return _shown(asked, others=[*reversed(others)])
    with service.database.reading() as session:
        (last,) = history(session, here.line.id, here.language, last=1)
    told, saved = said or Wording("", ""), _SAVED.filled(number=last.number)
    say(
        Wording(f"{told.fr} {saved.fr}".strip(), f"{told.en} {saved.en}".strip()),
        undo=here.url(f"/planning/changements/{last.number}/annuler")
        if here.may(Right.ROSTER_CHANGE)
        else None,
    )
    return go_to(here, asked.back)


def _shown(asked: _Asked, *, unanswered: bool = False, others: Sequence[Told] = ()) -> Response:
    here = asked.here
    foreseen: Foreseen = foresee(hotline().database, here.line.id, asked.make, here.now)
    own = {SEEN, KNOWN, "csrf_token", *asked.carry}
    carried = [pair for pair in request.form.items(multi=True) if pair[0] not in own]
    return page(
        "change.html",
        here,
        422 if unanswered else 409 if others else 200,
        change=asked.title,
        sentences=preview_sentences(foreseen, here.language),
        soon=foreseen.preview.is_soon(here.now),
        unanswered=unanswered,
        others=others,
        carried=[*carried, *asked.carry.items()],
        seen=foreseen.number,
        back=here.url(asked.back),
    )
