"""Where a rehearsal is held: rings its telephones, and listens to what the carrier then says.

Nothing of a caller's path is touched: calls of a rehearsal have steps of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.carrier import CarrierProblem
from hotline.carrier_errors import error_words
from hotline.carrier_words import ENDS
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.going_live.points import Point
from hotline.going_live.tables import RehearsalWord
from hotline.service import Hotline
from hotline.taxonomies import Wording

AFTERWARDS = timedelta(minutes=5)
"""When the carrier's record of a rehearsal's call is deleted, from its end."""
WORDS_KEPT = timedelta(days=1)
"""How long the words of a rehearsal that was interrupted stay, at most."""
LOOKS_EVERY = 0.5
"""Seconds between two looks at what the carrier has said."""
OPEN = "open"
"""The word that a run begins with; without it nothing of this run is listened to."""
KEPT = ("CallStatus", "QueueResult", "DialCallStatus", "DialBridged", "AnsweredBy")
"""What is kept of the carrier's words: how calls go, never a number."""
RING_SECONDS = 40

_NOT_RUNG = Wording(
    "Le téléphone {who} n'a pas pu être appelé. {means} {todo}",
    "Telephone {who} could not be called. {means} {todo}",
)
_NO_ANSWER = Wording("L'opérateur n'a pas répondu.", "The carrier did not answer.")


class NotSettled(Exception):
    """An experiment showed nothing; `why` says what to do otherwise."""

    def __init__(self, why: Wording) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(frozen=True, slots=True)
class Settled:
    """An answer: seen by the service, or told by whoever held the telephones."""

    answer: str
    observed: bool = True


Answers = Mapping[Point, Settled]


@dataclass(frozen=True, slots=True)
class Word:
    """One request of the carrier."""

    nth: int
    step: str
    at: datetime
    told: Mapping[str, str]

    @property
    def ended(self) -> bool:
        """Whether the call it is about is over."""
        return self.told.get("CallStatus") in ENDS


class People(Protocol):
    """Whoever holds the telephones, at the terminal."""

    def say(self, wording: Wording) -> None:
        """Tells them what to do."""

    def agree(self, question: Wording) -> bool:
        """Asks them what they hear."""


@dataclass
class Bench:
    """One experiment's place. `phones` are those of A, B and perhaps C, by letter."""

    service: Hotline
    line_id: int
    shown: str
    phones: Mapping[str, str]
    people: People
    pause: Callable[[float], None]
    language: str = "fr"
    run: str = field(init=False)
    calls: dict[str, str] = field(default_factory=dict)
    """The carrier's ids of what was rung, by letter."""

    def __post_init__(self) -> None:
        self.run = self.service.new_id()
        with self.service.database.writing() as session:
            # What a rehearsal that was interrupted has left is of no use to anybody.
            session.execute(delete(RehearsalWord))
            note(session, self.run, OPEN, self.service.now(), {"language": self.language})

    def url(self, step: str) -> str:
        """The address of one of this run's steps."""
        return self.service.url(f"/voice/rehearsal/{self.run}/{step}")

    def ring(
        self, who: str, document: str, *, seconds: int = RING_SECONDS, tell_machines: bool = False
    ) -> None:
        """Rings A, B or C; this document is heard, or the step of that name when machines are to
        be told from humans. Raises NotSettled when the carrier does not."""
        try:
            self.calls[who] = self.service.carrier.ring(
                self.phones[who],
                self.shown,
                seconds=seconds,
                url=self.url("machine"),
                fallback_url=self.url("fallback"),
                status_url=self.url(f"{who}-status"),
                tell_machines=tell_machines,
                document="" if tell_machines else document,
            )
        except CarrierProblem as problem:
            said = error_words(problem.code)
            means, todo = (said.means, said.todo) if problem.code else (_NO_ANSWER, Wording("", ""))
            raise NotSettled(_NOT_RUNG.filled(who=who.upper(), means=means, todo=todo)) from None

    def told(self, *steps: str) -> list[Word]:
        """What the carrier has said at these steps, in order."""
        with self.service.database.reading() as session:
            rows = session.scalars(
                select(RehearsalWord)
                .where(RehearsalWord.run == self.run, RehearsalWord.step.in_(steps))
                .order_by(RehearsalWord.id)
            )
            return [Word(row.id, row.step, row.at, row.told) for row in rows]

    def until(
        self, *steps: str, seconds: float, that: Callable[[Word], bool] = lambda _word: True
    ) -> Word | None:
        """The first such word; None when it does not come within so many seconds."""
        until = self.service.now() + timedelta(seconds=seconds)
        while True:
            found = next((word for word in self.told(*steps) if that(word)), None)
            if found is not None or self.service.now() >= until:
                return found
            self.pause(LOOKS_EVERY)

    def ends(self, who: str, seconds: float) -> Word | None:
        """The end of a call that was rung."""
        return self.until(f"{who}-status", seconds=seconds, that=lambda word: word.ended)

    def over(self) -> None:
        """Hangs up everywhere, has the carrier forget it, and forgets what it said."""
        for call_id in self.calls.values():
            try:
                self.service.carrier.hang_up(call_id)
            except CarrierProblem:
                continue  # it ends by itself
        with self.service.database.writing() as session:
            now = self.service.now()
            for call_id in self.calls.values():
                plan_erasure(session, Record.CALL, call_id, now, after=AFTERWARDS)
            session.execute(delete(RehearsalWord))


def note(session: Session, run: str, step: str, now: datetime, told: Mapping[str, str]) -> None:
    """Writes down one word of a run."""
    session.add(RehearsalWord(run=run, step=step, at=now, told=dict(told)))
    session.flush()


def forget_words(session: Session, now: datetime) -> None:
    """Drops what a rehearsal that was interrupted has left."""
    session.execute(delete(RehearsalWord).where(RehearsalWord.at <= now - WORDS_KEPT))


def language_of_run(session: Session, run: str) -> str | None:
    """In which language a run is held; None when it is over, or never was."""
    opening = select(RehearsalWord).where(RehearsalWord.run == run, RehearsalWord.step == OPEN)
    row = session.scalar(opening.limit(1))
    return row.told["language"] if row else None
