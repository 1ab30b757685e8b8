"""Who is calling, as a responder hears it after the first 1: no more than the caller has said."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.arranging import is_to_be_rung
from hotline.calls.passing_on import passed_on_by
from hotline.calls.tables import Call, Leg
from hotline.follow_ups.tables import FollowUp
from hotline.people.tables import Person
from hotline.rosters.teams import team_name
from hotline.voice.incoming import line_of
from hotline.words import words
from hotline.words.who_calls import caller_words, speaks_words, who_calls_words
from routing.in_line import LEAD, RING_BACK
from routing.outcomes import LegMode, Passing


def who_calls(session: Session, leg: Leg, call: Call) -> str:
    """The caller's profession, where they are, whether there is danger; who passes them on. Whoever
    they talked with before knows them already; a coordinator is told who asks for advice."""
    if leg.mode == LegMode.CONSULT:
        asking = select(Person.name).join(Leg).where(Leg.id == call.claimed_by)
        return words("who-consults", leg.language, name=session.scalars(asking).one())
    if leg.step == RING_BACK and call.connected_at is None:
        return words("who-calls-appointment", leg.language)
    if leg.step == RING_BACK:
        return words("who-calls-cut", leg.language)
    companion = leg.step == LEAD and leg.person_id == call.companion_id
    if companion and is_to_be_rung(call):
        who = words("someone-accompanied", leg.language)
        return words("who-is-called-back", leg.language, who=who)
    if companion and call.passing != Passing.AGREED and not call.danger:
        return _comes_back(session, leg, call)
    first = line_of(session, call).document.line.languages[0]
    if is_to_be_rung(call):
        who = words("who-is-called-back", leg.language, who=_who(session, leg, call))
    else:
        who = who_calls_words(_who(session, leg, call), leg.language, danger=call.danger)
    return " ".join([*speaks_words(call.language, leg.language, first), who])


def _comes_back(session: Session, leg: Leg, call: Call) -> str:
    """To whoever accompanies the caller, or to their deputy, who is told whose."""
    code = session.get(FollowUp, call.follow_up_id) if call.follow_up_id else None
    if code is None or code.person_id == leg.person_id:
        return words("who-calls-back", leg.language)
    name = session.get_one(Person, code.person_id).name
    return words("who-calls-back-deputy", leg.language, name=name)


def _who(session: Session, leg: Leg, call: Call) -> str:
    who = caller_words(call.profession, call.territory, leg.language)
    passer = passed_on_by(session, call)
    if passer is None:
        return who
    name, team = passer
    of = team_name(session, call.line_id, team, leg.language) if team else ""
    by = ", ".join(filter(None, (name, of)))
    return words("who-passed-on", leg.language, who=who, by=by)
