"""A call that nobody makes: what the rules would see of it. Nothing is written, nobody is rung."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hotline.calls.crew import crew_of
from hotline.calls.scene import moment_of, nobody, waiting_call
from hotline.calls.tables import Call
from hotline.lines.service import LoadedLine
from hotline.people.service import Responder, people_by_ids
from hotline.words.pace import LISTENS_AFTER, seconds_to_say
from hotline.words.waiting import PIECE_SECONDS, at_the_end, while_waiting
from hotline.words.who_calls import profession_words, who_calls_words
from routing.decision import Goodbye, Said
from routing.in_line import Moment, WaitingCall
from routing.outcomes import CallState, Priority
from routing.supposing import NO_ANSWER, Answer


@dataclass(frozen=True)
class Caller:
    """What somebody who calls at `at` said on the keypad."""

    at: datetime
    language: str
    profession: str
    kind: str | None
    plan: str
    danger: bool = False
    territory: str | None = None
    other_profession: bool = False
    avoids: tuple[str, ...] = ()

    @property
    def priority(self) -> Priority:
        """Their place in line."""
        return Priority.DANGER if self.danger else Priority.NORMAL


@dataclass(frozen=True)
class SupposedWait:
    """The wait of that caller, alone on the line, as `routing.timeline` tells it."""

    session: Session
    line: LoadedLine
    caller: Caller
    answers: Mapping[int, Answer]
    """What people do when they are rung, by their id; those who are not here do not answer."""
    _moments: dict[datetime, Moment] = field(default_factory=dict, init=False)
    """What is read of an instant is read once, however often it is asked about; people too."""
    _people: dict[int, Responder] = field(default_factory=dict, init=False)

    def call(self) -> WaitingCall:
        """The call as it enters the queue: a row like that of a live call, never added."""
        caller = self.caller
        row = Call(
            id="supposed",
            carrier_id="",
            line_id=self.line.id,
            state=CallState.WAITING,
            language=caller.language,
            profession=caller.profession,
            kind_wanted=caller.kind,
            plan=caller.plan,
            priority=caller.priority,
            danger=caller.danger,
            territory=caller.territory,
            other_profession=caller.other_profession,
            avoids=list(caller.avoids),
            queued_at=caller.at,
            offered_at=caller.at,
            offers=0,
        )
        crew = crew_of(self.session, self.line.id)
        return waiting_call(self.line, row, (), crew, caller.at, spared=nobody)

    def moment(self, now: datetime, ringing: AbstractSet[int], not_yet: int) -> Moment:
        """The line at `now`: nobody is busy but those whom this call has rung."""
        moment = self._moments.get(now)
        if moment is None:
            crew = crew_of(self.session, self.line.id)
            moment = self._moments[now] = moment_of(self.session, self.line, crew, (), now)
        free, dials = moment.free - ringing, moment.dials_left - not_yet
        return replace(moment, free=free, dials_left=dials)

    def person(self, person: int) -> Responder:
        """Somebody who is rung."""
        if person not in self._people:
            self._people.update(people_by_ids(self.session, {person}))
        return self._people[person]

    def answer(self, person: int) -> Answer:
        """What this person does."""
        return self.answers.get(person, NO_ANSWER)

    def heard(self, now: datetime, said: Said | None) -> list[str]:
        """The sentences that the caller hears at `now`."""
        document, language = self.line.document, self.caller.language
        if said is None:
            return []
        if isinstance(said, Goodbye):
            return at_the_end(document, language, nobody_came=True, area=self.caller.territory)
        piece = int((now - self.caller.at).total_seconds()) // PIECE_SECONDS
        return while_waiting(
            said,
            document,
            language,
            piece=piece,
            danger=self.caller.danger,
            area=self.caller.territory,
        )

    def listens(self, now: datetime, said: Said | None) -> timedelta:
        """The words, a piece of music, and a second in which a key may still be pressed."""
        words = sum(map(seconds_to_say, self.heard(now, said)))
        return timedelta(seconds=words + PIECE_SECONDS + LISTENS_AFTER)

    def who_calls(self) -> str:
        """What responders hear before the second key."""
        caller = self.caller
        who = profession_words(caller.profession, caller.language)
        return who_calls_words(who, caller.language, danger=caller.danger)

    def hears_who_calls(self) -> timedelta:
        """They listen to the end, and press 1."""
        return timedelta(seconds=seconds_to_say(self.who_calls()))

    def between_dials(self) -> timedelta:
        """What the line's account at the carrier allows."""
        return timedelta(seconds=1 / self.line.document.line.dials_per_second)
