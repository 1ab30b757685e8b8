"""One leg: a telephone joined to the carrier, running its documents step by step.

What a leg does is a generator that yields what it waits for. Time, keys, answers and other legs
send a value in; a hang-up or a redirect is thrown in, so that each verb can say, where it stands,
what then becomes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.numbers import country

if TYPE_CHECKING:
    from simulator.carrier import Carrier
    from simulator.clock import Event
    from simulator.phones import Phone

ENDED = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
API_VERSION = "2010-04-01"


@dataclass(eq=False)
class Wait:
    """What a leg waits for: seconds to pass, a key where `keys`, or somebody's answer."""

    seconds: float | None = None
    keys: bool = False


@dataclass(frozen=True)
class Key:
    """A key was pressed."""

    digit: str


class TimeUp:
    """The seconds of a wait have passed."""


TIME_UP = TimeUp()

Program = Generator[Wait, object, None]


class Interruption(Exception):
    """Something that ends what a leg is doing."""


class HungUp(Interruption):
    """The leg is over: whoever was on it is gone."""


class EndOfCall(Interruption):
    """The documents end the call."""


@dataclass
class Source:
    """Where a leg's next document comes from: a URL, or TwiML given outright."""

    url: str = ""
    method: str = "POST"
    twiml: str = ""


class Redirected(Interruption):
    """The REST API sends the leg to another document."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.url)
        self.source = source


@dataclass
class Callbacks:
    """Where a leg's progress is told, and which of it."""

    url: str = ""
    method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})


@dataclass(eq=False)
class Leg:
    """One call resource (twilio.com/docs/voice/api/call-resource)."""

    carrier: Carrier
    sid: str
    from_: str
    to: str
    direction: str
    source: Source = field(default_factory=Source)
    fallback: Source = field(default_factory=Source)
    callbacks: Callbacks = field(default_factory=Callbacks)
    parent: Leg | None = None
    phone: Phone | None = None
    forwarded_from: str = ""
    status: str = "queued"
    created: datetime = field(init=False)
    updated: datetime = field(init=False)
    initiated: datetime | None = None
    rang: datetime | None = None
    answered: datetime | None = None
    ended_at: datetime | None = None
    connected_to: Leg | None = None
    time_limit: int = 14400
    detection: str = ""
    """Whether a machine is listened for: MachineDetection, as it was asked for."""
    answered_by: str = ""
    deleted: bool = False
    told: int = 0
    waiting: Wait | None = None
    program: Program | None = None
    timer: Event | None = None
    limits: list[Event] = field(default_factory=list)
    running: bool = False
    when_answered: Callable[[], None] | None = None
    when_over: Callable[[Leg], None] | None = None

    def __post_init__(self) -> None:
        self.created = self.updated = self.carrier.clock.now()

    @property
    def ended(self) -> bool:
        """Whether the leg has reached a final status."""
        return self.status in ENDED

    @property
    def seconds(self) -> int:
        """Whole seconds from the answer to the end, or to now."""
        if self.answered is None:
            return 0
        end = self.ended_at or self.carrier.clock.now()
        return round((end - self.answered).total_seconds())

    def parameters(self) -> dict[str, str]:
        """What every webhook says of its call (twilio.com/docs/voice/twiml#request-parameters)."""
        from_country, to_country = country(self.from_), country(self.to)
        told = {
            "AccountSid": self.carrier.account_sid,
            "ApiVersion": API_VERSION,
            "CallSid": self.sid,
            "CallStatus": self.status,
            "Called": self.to,
            "CalledCountry": to_country,
            "Caller": self.from_,
            "CallerCountry": from_country,
            "Direction": self.direction,
            "From": self.from_,
            "FromCountry": from_country,
            "To": self.to,
            "ToCountry": to_country,
        }
        if self.parent is not None:
            told["ParentCallSid"] = self.parent.sid
        if self.forwarded_from:
            told["ForwardedFrom"] = self.forwarded_from
        if self.answered_by:
            told["AnsweredBy"] = self.answered_by
        return told

    def becomes(self, status: str) -> None:
        """Note a new status."""
        self.status = status
        self.updated = self.carrier.clock.now()

    def hear(self, kind: str, text: str) -> None:
        """Let whoever holds the telephone hear something."""
        if self.phone is not None:
            self.phone.hear(kind, text)

    # -- running -----------------------------------------------------------------------------

    def run(self, program: Program) -> None:
        """Start what the leg does."""
        self.program = program
        self._step(lambda: next(program))

    def answer(self, wait: Wait, value: object) -> None:
        """What this wait waited for has come; ignored when the leg has gone on meanwhile."""
        program = self.program
        if self.running:
            self.carrier.soon(0, lambda: self.answer(wait, value), "answer")
        elif program is not None and self.waiting is wait:
            self._step(lambda: program.send(value))

    def interrupt(self, interruption: Interruption) -> None:
        """End what the leg is doing; ignored when it does nothing any more."""
        program = self.program
        if self.running:
            self.carrier.soon(0, lambda: self.interrupt(interruption), "interruption")
        elif program is not None:
            self._step(lambda: program.throw(interruption))

    def press(self, digit: str) -> None:
        """A key: it ends a wait that listens to keys and is lost otherwise.

        Keys pressed before a Gather has begun are lost (Twilio's help pages, "Troubleshooting
        issues with Gather").
        """
        if self.waiting is not None and self.waiting.keys:
            self.answer(self.waiting, Key(digit))

    def _step(self, go: Callable[[], Wait]) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        self.waiting = None
        self.running = True
        try:
            wait = go()
        except (StopIteration, HungUp):
            self.program = None
            return
        finally:
            self.running = False
        self.waiting = wait
        if wait.seconds is not None:
            self.timer = self.carrier.soon(
                wait.seconds, lambda: self.answer(wait, TIME_UP), "time up"
            )

    # -- ending ------------------------------------------------------------------------------

    def finish(self, status: str = "completed") -> None:
        """End the leg, from whichever side; harmless when it ended already."""
        if self.ended:
            return
        self.becomes(status)
        self.ended_at = self.carrier.clock.now()
        for limit in self.limits:
            limit.cancel()
        if self.phone is not None:
            self.phone.released(self)
        self.carrier.progress.tell(self, "completed")
        self.interrupt(HungUp())
        if self.when_over is not None:
            self.when_over(self)
