"""« Fixer un rendez-vous »: during a talk or after it, behind the address of its wrap-up page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import Response, request
from sqlalchemy.orm import Session

from hotline.appointments.finding import of_call
from hotline.appointments.keys import page_key
from hotline.appointments.making import Refusal, make, zone_of
from hotline.appointments.telling import Post
from hotline.calls.intents import SendNotice
from hotline.calls.tables import Call
from hotline.dialling import dispatch
from hotline.going_live.settled import star_is_used
from hotline.lines.appointments import Appointments
from hotline.lines.service import LoadedLine, line_by_id
from hotline.pages.appointment_form import (
    ON_DUTY,
    REFUSALS,
    Meant,
    days,
    duty_in_the_way,
    read_appointment,
    time_filled_in,
)
from hotline.pages.appointment_shown import shown
from hotline.pages.words import page, page_language
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.words.appointments import CHANNELS
from hotline.wrapups.service import wrap_up_by_token
from hotline.wrapups.tables import WrapUp
from routing.outcomes import CallState

LONGEST_ANSWER = 4096
"""Bytes: many times what the form can send."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who fixes appointments with the caller of which call, and what their line offers."""

    person_id: int
    call: Call
    line: LoadedLine
    offered: Appointments
    zone: ZoneInfo
    star: bool
    """Whether star puts the caller on hold."""

    @property
    def caller_is_there(self) -> bool:
        """Whether the caller can still be told by the line itself."""
        return self.star and self.call.state not in {CallState.CLOSING, CallState.ENDED}


def show_making(token: str) -> Response:
    """What was fixed in this talk, and the form. Looking changes nothing."""
    with hotline().database.reading() as session:
        desk = _desk(session, token)
        return _form(session, desk, {}, {}) if desk else page("unknown.html", 404)


def take_making(token: str) -> Response:
    """Fixes it and tells the responder by text; what is wrong is shown beside its field (422)."""
    request.max_content_length = LONGEST_ANSWER
    service = hotline()
    form: Mapping[str, str] = request.form
    told: list[SendNotice] = []
    with service.database.writing() as session:
        desk = _desk(session, token)
        if desk is None:
            return page("unknown.html", 404)
        meant, wrong = read_appointment(form, desk.offered, desk.zone, service.now())
        if meant is not None:
            made = _make(session, desk, meant, form)
            if isinstance(made, Wording):
                wrong = {"when": made}
            else:
                told, form = made, {}
        answer = _form(session, desk, form, wrong)
    dispatch(service, told)
    return answer


def offers_appointments(session: Session, wrap_up: WrapUp) -> bool:
    """Whether the line of this talk offers any."""
    call = session.get(Call, wrap_up.call_id)
    line = line_by_id(session, call.line_id) if call else None
    return line is not None and line.document.appointments is not None


def _make(
    session: Session, desk: Desk, meant: Meant, form: Mapping[str, str]
) -> list[SendNotice] | Wording:
    service, line = hotline(), desk.line
    end = meant.start + timedelta(minutes=desk.offered.minutes)
    duty = duty_in_the_way(session, desk.person_id, meant.start, end, form)
    if duty is not None:
        return duty
    made = make(
        session,
        line,
        desk.offered,
        person_id=desk.person_id,
        call_id=desk.call.id,
        channel=meant.channel,
        place=meant.place,
        start=meant.start,
        now=service.now(),
        new_id=service.new_id,
    )
    if isinstance(made, Refusal):
        return REFUSALS[made]
    address = service.url(f"/rendez-vous/{page_key(made.id)}")
    return Post(session, line, service.now(), service.new_id).made(made, address)


def _desk(session: Session, token: str) -> Desk | None:
    wrap_up = wrap_up_by_token(session, token)
    call = session.get(Call, wrap_up.call_id) if wrap_up else None
    line = line_by_id(session, call.line_id) if call else None
    if wrap_up is None or call is None or line is None or line.document.appointments is None:
        return None
    zone = zone_of(session, line, wrap_up.person_id)
    return Desk(
        wrap_up.person_id, call, line, line.document.appointments, zone, star_is_used(session)
    )


def _form(
    session: Session, desk: Desk, given: Mapping[str, str], wrong: Mapping[str, Wording]
) -> Response:
    language = page_language()
    fixed = of_call(session, desk.call.id, desk.person_id)
    return page(
        "appointments.html",
        422 if wrong else 200,
        fixed=[shown(session, desk.line, row, language) for row in fixed],
        caller_is_there=desk.caller_is_there,
        ways=_ways(desk.offered),
        minutes=desk.offered.minutes,
        days=days(desk.offered.days_ahead, desk.zone, hotline().now()),
        zone=desk.zone.key,
        given=given,
        filled_in=time_filled_in(given),
        may_insist=wrong.get("when") == ON_DUTY,
        wrong=wrong,
    )


def _ways(offered: Appointments) -> list[tuple[str, Wording]]:
    """What can be chosen, and its name: a channel, or each of its places."""
    found: list[tuple[str, Wording]] = []
    for channel in offered.channels:
        places = [place for place in offered.places if place.kind == channel]
        name = CHANNELS[channel]
        found += [
            (
                f"{channel}/{place.slug}",
                Wording(f"{name.fr} : {place.words.fr}", f"{name.en}: {place.words.read_in('en')}"),
            )
            for place in places
        ] or [(channel, name)]
    return found
