"""Calls that the carrier places: at the account's rate over REST, at once for Dial."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from simulator.behaviours import Voicemail
from simulator.legs import Leg

if TYPE_CHECKING:
    from simulator.carrier import Carrier

_MACHINES = {"Enable": "machine_start", "DetectMessageEnd": "machine_end_beep"}

HUMAN_SECONDS = 2.0
"""What it takes to hear that a human has answered; ours. Until then nothing is said."""

SETUP_SECONDS = 1.0
"""From placing a call to the other telephone ringing; ours."""


class Outbound:
    """Places calls, lets telephones ring, and notes what becomes of it."""

    def __init__(self, carrier: Carrier, dial_rate: float) -> None:
        if dial_rate <= 0:
            raise ValueError("The dial rate must be more than 0 calls a second.")
        self._carrier = carrier
        self.dial_rate = dial_rate
        self._queued: deque[tuple[Leg, float]] = deque()
        self._free_at: datetime = carrier.clock.now()
        self._ticking = False

    def place(self, leg: Leg, timeout: float) -> None:
        """Place a call made over REST as soon as the account's rate allows.

        One call a second by default; more are queued
        (twilio.com/docs/voice/api/call-resource#create-a-call-resource, calls per second).
        """
        self._queued.append((leg, timeout))
        self._tick()

    def _tick(self) -> None:
        if self._ticking or not self._queued:
            return
        self._ticking = True
        ready = (self._free_at - self._carrier.clock.now()).total_seconds()
        self._carrier.soon(max(0.0, ready), self._place_next, "dial slot")

    def _place_next(self) -> None:
        self._ticking = False
        while self._queued:
            leg, timeout = self._queued.popleft()
            if leg.ended:
                continue
            self._free_at = self._carrier.clock.now() + timedelta(seconds=1 / self.dial_rate)
            self.ring_now(leg, timeout, partial(self._follow, leg))
            break
        self._tick()

    def _follow(self, leg: Leg) -> None:
        if not leg.detection:
            self._run(leg)
            return
        # Nothing runs until it is known (twilio.com/docs/voice/answering-machine-detection).
        machine = self._machine_told(leg)
        seconds = HUMAN_SECONDS if machine is None else machine.greeting_seconds
        leg.answered_by = "human" if machine is None else _MACHINES[leg.detection]
        self._carrier.soon(seconds, lambda: self._run(leg), "machine detection")

    def _machine_told(self, leg: Leg) -> Voicemail | None:
        behaviour = leg.phone.behaviour if leg.phone else None
        told = self._carrier.live.machines_are_told
        return behaviour if told and isinstance(behaviour, Voicemail) else None

    def _run(self, leg: Leg) -> None:
        if not leg.ended:
            leg.run(self._carrier.follow(leg))

    def ring_now(self, leg: Leg, timeout: float, answered: Callable[[], None]) -> None:
        """Place a call at once: `timeout` seconds of ringing at most, then no-answer."""
        leg.becomes("initiated")
        leg.initiated = self._carrier.clock.now()
        self._carrier.progress.tell(leg, "initiated")
        self._carrier.soon(SETUP_SECONDS, lambda: self._reach(leg, timeout, answered), "setup")

    def _reach(self, leg: Leg, timeout: float, answered: Callable[[], None]) -> None:
        if leg.ended:
            return
        phone = self._carrier.phone(leg.to)
        leg.phone = phone
        leg.when_answered = answered
        refused = phone.rung(leg)
        if refused is not None:
            leg.phone = None
            leg.finish(refused)
            return
        leg.becomes("ringing")
        leg.rang = self._carrier.clock.now()
        self._carrier.progress.tell(leg, "ringing")
        leg.limits.append(self._carrier.soon(timeout, lambda: self._give_up(leg), "ring time-out"))

    def _give_up(self, leg: Leg) -> None:
        if leg.answered is None:
            leg.finish("no-answer")

    def pick_up(self, leg: Leg) -> None:
        """The telephone is answered; harmless when it no longer rings."""
        if leg.ended or leg.answered is not None or leg.when_answered is None:
            return
        leg.becomes("in-progress")
        leg.answered = self._carrier.clock.now()
        self._carrier.progress.tell(leg, "answered")
        leg.limits.append(self._carrier.soon(leg.time_limit, leg.finish, "time limit"))
        leg.when_answered()

    def answer_inbound(self, leg: Leg) -> None:
        """The carrier picks up an incoming call; harmless when it did."""
        if leg.direction == "inbound" and leg.answered is None and not leg.ended:
            leg.becomes("in-progress")
            leg.answered = self._carrier.clock.now()
