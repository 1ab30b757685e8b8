"""Takes the picture from the database: who is on duty in the next hours, what is said, who is busy.

Who is on duty changes at known instants; between two of them nothing does, pauses apart, which are
taken as they are now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.on_duty import crew_of_plans, responders_on_duty
from hotline.calls.plans import plan_called, wish_of_call
from hotline.calls.tables import Call, Leg
from hotline.lines.document import LineDocument
from hotline.lines.service import LoadedLine, all_lines, line_by_id, line_by_slug
from hotline.nets.picture import (
    Busy,
    CallPicture,
    LinePicture,
    PersonPicture,
    Picture,
    Sentences,
    Stretch,
)
from hotline.people.service import language_of, people_by_ids, phones_of
from hotline.rosters.service import duties_to_come, people_on_duty
from hotline.taxonomies import departments, territories
from hotline.words.menu import closed_words
from hotline.words.waiting import danger_words, numbers_to_dial
from hotline.words.who_calls import caller_words
from routing.outcomes import CallState, LegState

AHEAD = timedelta(hours=24)
"""So far the picture tells who is on duty."""
TALKS = timedelta(hours=2)
RINGS = timedelta(seconds=90)
"""How long somebody is believed to talk, or to be rung, of whom nothing more is heard."""


def take_picture(session: Session, now: datetime, picture_id: str) -> Picture:
    """Everything that is needed to put callers through, as it is now. Only reads."""
    lines = all_lines(session)
    live = session.scalars(select(Leg).where(Leg.state != LegState.ENDED)).all()
    pictures = {line.id: _line(session, line, now) for line in lines}
    spoken: dict[int, tuple[str, ...]] = {}
    for line in lines:
        on_duty = {r.person for stretch in pictures[line.id].stretches for r in stretch.people}
        # Nobody else is to be rung: nobody else's telephone is in it.
        for person in on_duty | ({leg.person_id for leg in live} & {*crew_of_plans(session, line)}):
            spoken.setdefault(person, line.document.line.languages)
    phones = phones_of(session, spoken)
    people = people_by_ids(session, spoken)
    return Picture(
        id=picture_id,
        taken_at=now.timestamp(),
        lines=pictures,
        people={
            person: PersonPicture([*phones[person]], language_of(people[person], languages))
            for person, languages in spoken.items()
            if person in people
        },
        busy=tuple(
            Busy(
                leg.person_id,
                leg.id,
                (now + (RINGS if leg.connected_at is None else TALKS)).timestamp(),
            )
            for leg in live
        ),
        calls={call.id: call for call in _calls(session, live)},
        territories=_territories(),
    )


def _line(session: Session, line: LoadedLine, now: datetime) -> LinePicture:
    document = line.document
    languages: list[str] = [*document.line.languages]
    shown = document.number_that_is("shown")
    silence = document.menu.silence
    voices = {language: document.line.voices.speaking(language) for language in languages}
    return LinePicture(
        id=line.id,
        reached=[number.number for number in document.numbers if "reached" in number.roles],
        shown=shown.number if shown else None,
        languages=languages,
        budget=document.line.budget_seconds,
        voices={key: [voice.name, voice.locale, voice.marks] for key, voice in voices.items()},
        greeting={key: [document.line.greeting.read_in(key)] for key in languages},
        who={key: [caller_words(silence.profession, None, key)] for key in languages},
        profession=silence.profession,
        silence_plan=silence.plan,
        danger_plan=document.danger.plan,
        plans={plan.slug: plan_called(document, plan.slug) for plan in document.plans},
        danger=_by_area(
            languages, lambda key, area: [danger_words(document, key, area)], _all_areas()
        ),
        numbers=_by_area(
            languages, lambda key, area: numbers_to_dial(document, key, area), _all_areas()
        ),
        stretches=tuple(_stretches(session, line, now)),
    )


def _stretches(session: Session, line: LoadedLine, now: datetime) -> Iterable[Stretch]:
    end = now + AHEAD
    asked = [line]
    for plan in line.document.plans:
        asked += [
            other
            for step in plan.steps
            if step.line and (other := line_by_slug(session, step.line)) and other not in asked
        ]
    changes = {now}
    for one in asked:
        duties = [
            *people_on_duty(session, one.id, now),
            *duties_to_come(session, one.id, now, end),
        ]
        for duty in duties:
            changes |= {at for at in (duty.since, duty.until) if now < at < end}
    changes |= set(_openings(line.document, now, end))
    for at in sorted(changes):
        people = responders_on_duty(session, line, at)
        yield Stretch(at.timestamp(), people, _closed(line.document, at))


def _openings(document: LineDocument, now: datetime, end: datetime) -> Iterable[datetime]:
    """The quarters of an hour at which a line that has hours, or is closed for a time, may open or
    close."""
    if not document.line.hours and not document.closures:
        return
    at = now.replace(minute=0, second=0, microsecond=0)
    while at < end:
        if at > now:
            yield at
        at += timedelta(minutes=15)


def _closed(document: LineDocument, at: datetime) -> Sentences | None:
    told = document.closed_at(at)
    if told is None:
        return None
    # But for the last: there is no hearing it again.
    return {key: closed_words(told, document, key, None)[:-1] for key in document.line.languages}


def _calls(session: Session, live: Iterable[Leg]) -> Iterable[CallPicture]:
    legs = {leg.id: leg for leg in live}
    for call in session.scalars(select(Call).where(Call.state != CallState.ENDED)):
        line = line_by_id(session, call.line_id)
        assert line is not None  # a foreign key holds it
        wish = wish_of_call(call)
        holder = legs.get(call.claimed_by or "")
        yield CallPicture(
            id=call.id,
            sid=call.carrier_id,
            line=call.line_id,
            plan=call.plan,
            language=call.language,
            danger=call.danger,
            since=(call.queued_at or call.started_at).timestamp(),
            profession=call.profession,
            professions=sorted(wish.professions),
            territory=call.territory,
            near=wish.territory,
            other_profession=wish.other_profession,
            avoids=sorted(wish.avoids),
            person=holder.person_id if holder is not None and holder.connected_at else None,
            who={
                key: [caller_words(call.profession, call.territory, key)]
                for key in line.document.line.languages
            },
        )


def _all_areas() -> list[str]:
    return [*territories(), *departments()]


def _by_area(
    languages: list[str], told: Callable[[str, str | None], list[str]], areas: list[str]
) -> dict[str, Sentences]:
    """What is said everywhere (""), and where something else is said."""
    usual = {key: told(key, None) for key in languages}
    there = {area: {key: told(key, area) for key in languages} for area in areas}
    return {"": usual, **{area: said for area, said in there.items() if said != usual}}


def _territories() -> dict[str, str]:
    """By the beginning of a number in E.164; of a longer one before a shorter."""
    found: dict[str, str] = {}
    for code, land in territories().items():
        for prefix in land.prefixes or ("",):
            found.setdefault(f"+{land.country_code}{prefix.removeprefix('0')}", code)
    return found
