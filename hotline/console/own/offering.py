"""« Proposer »: a duty of theirs to a colleague or to the whole team; and keeping it after all."""

from __future__ import annotations

from flask import Response, abort, request
from sqlalchemy.orm import Session
from wtforms import RadioField, SelectField, StringField

from hotline.console.answering import go_to, page
from hotline.console.forms import CHOOSE, Form, at_most, needed
from hotline.console.here import Here
from hotline.console.own.mine import HOME, done, duty_named, me
from hotline.own_desk.offers import own_offer
from hotline.people.names import by_name
from hotline.people.service import people_by_ids
from hotline.rosters.own_duties import OwnDuty
from hotline.rosters.own_duties import as_told as told_duty
from hotline.rosters.service import roster_of
from hotline.service import hotline
from hotline.swaps.held import Stretch, to_come
from hotline.swaps.offering import offer
from hotline.swaps.settling import withdraw
from hotline.swaps.team import team_of
from hotline.taxonomies import Wording
from schedules.duty import Duty

_OFFERED = Wording(
    "C'est proposé. Vous gardez cette permanence tant que personne ne l'a prise.",
    "It is offered. You keep this duty until somebody has taken it.",
)
_KEPT = Wording("Vous gardez cette permanence.", "You keep this duty.")


class Offering(Form):
    """To whom, for what, with which words."""

    to = SelectField(validate_choice=False)
    kind = RadioField(choices=["cover", "swap"], default="cover", validators=[needed(CHOOSE)])
    words = StringField(validators=[at_most(200)])


def offer_form(here: Here) -> Response:
    """The form for the duty that the address names."""
    return _asked(here, _form(here))


def offered(here: Here) -> Response:
    """Offers it; whoever may take it is told."""
    held, form = duty_named(here), _form(here)
    if held is None:
        abort(404)
    valid = form.is_valid()
    to = str(form.to.data or "")
    if to not in dict(form.to.choices):
        # Never the whole team instead: what was written is for one person.
        form.wrong("to", CHOOSE)
        return _asked(here, form, 422)
    if not valid:
        return _asked(here, form, 422)
    to_id = int(to) if to else None

    def make(session: Session) -> None:
        offer(
            session,
            here.line.id,
            held,
            author=here.author,
            now=here.now,
            new_id=hotline().new_id,
            to=to_id,
            swap=form.kind.data == "swap",
            words=(form.words.data or "").strip() or None,
        )

    done(
        here,
        make,
        _OFFERED,
        what="offer-made",
        kind="person",
        object_id=str(me(here)),
        after={"start": held.local_start.isoformat(), "to": to_id, "kind": form.kind.data},
    )
    return go_to(here, HOME)


def withdrawn(here: Here, offer: int) -> Response:
    """They keep it."""
    with hotline().database.reading() as session:
        if own_offer(session, here.line.id, me(here), offer) is None:
            abort(404)

    def make(session: Session) -> None:
        row = own_offer(session, here.line.id, me(here), offer)
        assert row is not None  # never deleted
        withdraw(session, row, author=here.author, now=here.now, new_id=hotline().new_id)

    done(here, make, _KEPT, what="offer-withdrawn", kind="offer", object_id=str(offer))
    return go_to(here, HOME)


def _form(here: Here) -> Offering:
    form = Offering()
    held = duty_named(here)
    if held is None:
        abort(404)
    with hotline().database.reading() as session:
        roster = roster_of(session, here.line.id)
        parts = to_come(roster, held, here.now)
        if not parts:
            abort(404)
        ids = {int(one) for one in team_of(roster, parts[0].team)} - {me(here)}
        people = people_by_ids(session, ids).values()
    form.to.choices = [
        ("", "Toute l'équipe" if here.language == "fr" else "The whole team"),
        *by_name((str(one.id), one.name) for one in people if one.active),
    ]
    words = {
        "cover": Wording("Sans rien en retour", "For nothing in return"),
        "swap": Wording("Contre une de leurs permanences", "For one of their duties"),
    }
    form.kind.choices = [(kind, wording.read_in(here.language)) for kind, wording in words.items()]
    return form


def _duty(here: Here) -> OwnDuty:
    held = duty_named(here)
    assert held is not None  # the form was made for it
    with hotline().database.reading() as session:
        parts: tuple[Stretch, ...] = to_come(roster_of(session, here.line.id), held, here.now)
        first = parts[0]
        if not isinstance(first, Duty):
            abort(404)
        return told_duty(session, here.line.id, first, here.language)


def _asked(here: Here, form: Offering, status: int = 200) -> Response:
    duty = _duty(here)
    return page(
        "own/offer.html",
        here,
        status,
        form=form,
        duty=duty,
        source=request.values.get("source", ""),
        local_start=request.values.get("local_start", ""),
        told=duty.told(here.now, here.language),
    )
