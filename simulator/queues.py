"""Queues of waiting callers (twilio.com/docs/voice/api/queue-resource)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.legs import Leg, Wait

if TYPE_CHECKING:
    from simulator.carrier import Carrier


@dataclass(eq=False)
class Member:
    """One caller in a queue."""

    leg: Leg
    joined: datetime


@dataclass(eq=False)
class Queue:
    """Callers in the order they came, and the legs that wait for one to come."""

    sid: str
    name: str
    created: datetime
    longest: int = 1000
    members: list[Member] = field(default_factory=list)
    dialling: list[tuple[Leg, Wait]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def average_wait(self) -> int:
        """Seconds that callers waited on average, those who left included."""
        return round(sum(self.waits) / len(self.waits)) if self.waits else 0

    def join(self, leg: Leg) -> Member:
        """Put a caller last in line, and tell the leg that has been dialling the empty queue."""
        member = Member(leg, leg.carrier.clock.now())
        self.members.append(member)
        if self.dialling:
            dialler, wait = self.dialling.pop(0)
            leg.carrier.soon(0, lambda: dialler.answer(wait, member), "queue no longer empty")
        return member

    def leave(self, member: Member) -> None:
        """Take a caller out, whatever the reason."""
        if member in self.members:
            self.members.remove(member)
            self.waits.append(seconds_in(member))

    def first(self) -> Member | None:
        """The next caller in line who is still there."""
        return next((member for member in self.members if not member.leg.ended), None)

    def position(self, member: Member) -> int:
        """1 for the first in line."""
        return self.members.index(member) + 1 if member in self.members else 0


def seconds_in(member: Member) -> float:
    """How long a caller has been in the queue."""
    return (member.leg.carrier.clock.now() - member.joined).total_seconds()


class Queues:
    """The account's queues, by name; they live until they are deleted."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self.all: list[Queue] = []

    def __iter__(self) -> Iterator[Queue]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def find(self, name_or_sid: str) -> Queue | None:
        """The queue of that name or sid, if there is one."""
        return next((queue for queue in self.all if name_or_sid in (queue.name, queue.sid)), None)

    def create(self, name: str, longest: int = 1000) -> Queue:
        """A new queue."""
        queue = Queue(self._carrier.new_sid("QU"), name, self._carrier.clock.now(), longest)
        self.all.append(queue)
        return queue

    def named(self, name: str) -> Queue:
        """The queue of that name, created on demand (twilio.com/docs/voice/twiml/enqueue)."""
        return self.find(name) or self.create(name)
