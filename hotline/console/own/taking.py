"""« Prendre »: a colleague's duty that is offered; of two who take it, one does."""

from __future__ import annotations

from flask import Response, abort, request
from sqlalchemy.orm import Session

from hotline.console.answering import go_to, page
from hotline.console.changing import see_and_save
from hotline.console.given import held
from hotline.console.here import Here
from hotline.console.own.mine import HOME, done, me
from hotline.own_desk.desk import AHEAD
from hotline.own_desk.offers import offer_to, offers_for
from hotline.rosters.own_duties import as_told
from hotline.rosters.service import roster_of
from hotline.service import hotline
from hotline.swaps.held import Held
from hotline.swaps.settling import decline
from hotline.swaps.tables import OFFERED
from hotline.swaps.taking import Manner, take
from hotline.taxonomies import Wording
from schedules.on_duty import duties

_TITLE = Wording("Prendre cette permanence", "Take this duty")
_DECLINED = Wording("C'est noté : vous ne pouvez pas.", "Noted: you cannot.")


def take_form(here: Here, offer: int) -> Response:
    """What is offered; where a duty is wanted in return, which of theirs they would give."""
    with hotline().database.reading() as session:
        row = offer_to(session, here.line, me(here), offer)
        if row is None:
            abort(404)
        if row.state != OFFERED:
            return taken(here, offer)
        (shown,) = (
            one
            for one in offers_for(session, here.line, me(here), here.language)
            if one.id == offer
        )
        mine = []
        if shown.swap and not shown.back_fixed:
            roster = roster_of(session, here.line.id).roster
            for duty in duties(roster, here.now, here.now + AHEAD):
                same = (duty.team, duty.role) == (row.team, row.role)
                if same and duty.person == str(me(here)) and duty.start > here.now:
                    told = as_told(session, here.line.id, duty, here.language)
                    value = f"{duty.source} {duty.local_start.isoformat()}"
                    mine.append((value, told.told(here.now, here.language)))
    return page("own/take.html", here, offer=shown, mine=mine)


def taken(here: Here, offer: int) -> Response:
    """Shows what it changes, then takes it."""
    with hotline().database.reading() as session:
        if offer_to(session, here.line, me(here), offer) is None:
            abort(404)
    back = _in_return(here)

    def make(session: Session) -> None:
        row = offer_to(session, here.line, me(here), offer)
        assert row is not None  # never deleted
        take(
            session,
            row,
            me(here),
            Manner(author=here.author),
            now=here.now,
            new_id=hotline().new_id,
            in_return=back,
        )

    return see_and_save(here, make, back=HOME, title=_TITLE)


def declined(here: Here, offer: int) -> Response:
    """They cannot; whoever offered is told."""
    with hotline().database.reading() as session:
        if offer_to(session, here.line, me(here), offer) is None:
            abort(404)

    def make(session: Session) -> None:
        row = offer_to(session, here.line, me(here), offer)
        assert row is not None  # never deleted
        decline(session, row, author=here.author, now=here.now, new_id=hotline().new_id)

    done(here, make, _DECLINED, what="offer-declined", kind="offer", object_id=str(offer))
    return go_to(here, HOME)


def _in_return(here: Here) -> Held | None:
    source, _, start = request.form.get("back", "").rpartition(" ")
    return held(source, start, me(here))
