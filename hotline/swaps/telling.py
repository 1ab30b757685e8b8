"""Telling people of offers: who is asked, who offered, who takes, and the coordinators."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, String, cast, exists, literal
from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import LoadedLine
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators, written
from hotline.notices.people import tell_people
from hotline.notices.service import call_off
from hotline.notices.tables import Notice
from hotline.people.service import people_by_ids
from hotline.rosters.service import roster_of
from hotline.swaps.held import Held, Stretch, to_come
from hotline.swaps.tables import OFFERED, SwapOffer
from hotline.swaps.team import who_could
from hotline.words import words
from hotline.words.written import written_period
from schedules.local_time import minute

NewId = Callable[[], str]
_TOPIC = "swap:"


@dataclass(frozen=True, slots=True)
class About:
    """The duty that is spoken of, in its team's time, and somebody's name."""

    starts: datetime
    ends: datetime
    name: str

    @classmethod
    def between(cls, start: datetime, end: datetime, zone: ZoneInfo, name: str) -> About:
        """From an aware instant to another, to the minute."""
        starts, ends = (minute(at, zone) for at in (start, end))
        return cls(starts, ends, name)

    @classmethod
    def parts(cls, session: Session, line_id: int, parts: Sequence[Stretch], name: str) -> About:
        """What is to come of a duty."""
        zone = roster_of(session, line_id).zones[parts[0].team]
        return cls.between(parts[0].start, parts[-1].end, zone, name)

    @classmethod
    def offer(cls, session: Session, row: SwapOffer, name: str, now: datetime) -> About:
        """The duty of an offer: where it is now, or where it was when it was offered."""
        roster = roster_of(session, row.line_id)
        parts = to_come(roster, Held(row.source, row.local_start, row.giver_id), now)
        if parts:
            return cls.parts(session, row.line_id, parts, name)
        return cls.between(row.start, row.end, roster.zones[row.team], name)


@dataclass(frozen=True, slots=True)
class Post:
    """Puts what people are told into the outbox, each in their language."""

    session: Session
    line: LoadedLine
    now: datetime
    new_id: NewId

    def tell(
        self, people: Collection[int], phrase: str, about: About, topic: str
    ) -> list[SendNotice]:
        """By text, or by mail where no text can reach them; once for each topic."""
        return tell_people(
            self.session,
            self.line,
            people,
            topic=f"{topic}:{phrase}",
            say=lambda language: self._words(phrase, about, language),
            now=self.now,
            new_id=self.new_id,
        )

    def tell_coordinators(self, phrase: str, about: About, topic: str) -> list[SendNotice]:
        """As the line tells them of what can be read later."""
        return tell_coordinators(
            self.session,
            self.line,
            people=coordinators_to_tell(self.session, self.line.id, self.now),
            channels=written(self.line.document.line.alerts),
            topic=f"{topic}:{phrase}",
            say=lambda _channel, language: self._words(phrase, about, language),
            now=self.now,
            new_id=self.new_id,
        )

    def _words(self, phrase: str, about: About, language: str) -> str:
        return words(
            phrase,
            language,
            line=self.line.document.line.name,
            name=about.name,
            when=written_period(about.starts, about.ends, language),
        )


def tell_asked(post: Post, row: SwapOffer) -> list[SendNotice]:
    """Whoever may take it: the one who is asked, or all of the team who could."""
    people = [row.to_id] if row.to_id is not None else who_could(post.session, post.line, row)
    about = About.offer(post.session, row, name_of(post.session, row.giver_id), post.now)
    return post.tell(people, _asking(row), about, topic_of(row))


def tell_found(
    post: Post, row: SwapOffer, parts: Sequence[Stretch], taker: int
) -> list[SendNotice]:
    """Whoever was asked, that these parts of a duty are somebody's by now; those whom nothing has
    reached yet are not asked any more. The taker and the giver hear of it otherwise."""
    asked = call_off(post.session, f"{topic_of(row)}:{_asking(row)}") - {taker, row.giver_id}
    people = people_by_ids(post.session, asked)
    there = [person for person, who in people.items() if who.active]
    name = name_of(post.session, row.giver_id)
    about = About.parts(post.session, post.line.id, parts, name)
    return post.tell(there, "duty-found", about, topic_of(row))


def tell_declined(post: Post, row: SwapOffer) -> list[SendNotice]:
    """Whoever offered: the one who was asked cannot."""
    assert row.to_id is not None  # only such an offer can be declined
    about = About.offer(post.session, row, name_of(post.session, row.to_id), post.now)
    return post.tell([row.giver_id], "offer-declined", about, topic_of(row))


def tell_withdrawn(post: Post, row: SwapOffer) -> list[SendNotice]:
    """The one who was asked; a whole team is not told a second time."""
    about = About.offer(post.session, row, name_of(post.session, row.giver_id), post.now)
    people = [] if row.to_id is None else [row.to_id]
    return post.tell(people, "offer-withdrawn", about, topic_of(row))


def tell_given(
    post: Post, parts: tuple[Stretch, ...], giver: int, taker: int, topic: str
) -> list[SendNotice]:
    """Both of those between whom a duty passed."""

    def about(name: str) -> About:
        return About.parts(post.session, post.line.id, parts, name)

    return [
        *post.tell([giver], "duty-taken", about(name_of(post.session, taker)), topic),
        *post.tell([taker], "duty-yours", about(name_of(post.session, giver)), topic),
    ]


def name_of(session: Session, person_id: int) -> str:
    """What somebody is called."""
    return people_by_ids(session, {person_id})[person_id].name


def topic_of(row: SwapOffer) -> str:
    """What all that is told of an offer is about."""
    return f"{_TOPIC}{row.id}"


def is_of_standing_offer() -> ColumnElement[bool]:
    """Of a notice, as a condition: it tells of an offer that can be taken. While it can, whom it
    was made to is known by these."""
    topic = literal(_TOPIC).concat(cast(SwapOffer.id, String)).concat(":")
    return exists().where(SwapOffer.state == OFFERED, Notice.once.startswith(topic))


def _asking(row: SwapOffer) -> str:
    return "cover-asked" if row.kind == "cover" else "swap-asked"
