"""Two legs that hear each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from simulator.legs import Leg, Wait


@dataclass(frozen=True)
class BridgeEnded:
    """What both sides learn at a bridge's end: `by` is the leg that ended it, if one did."""

    by: Leg | None
    star: bool = False


@dataclass(frozen=True)
class Connected:
    """What the side that waited learns when the two can talk."""


@dataclass(eq=False)
class Bridge:
    """A bridge from the moment two legs are chosen for each other until it ends."""

    caller: Leg
    responder: Leg
    connected: datetime | None = None
    over: BridgeEnded | None = None
    waits: dict[Leg, Wait] = field(default_factory=dict)

    @property
    def seconds(self) -> int:
        """Whole seconds of talk so far."""
        if self.connected is None:
            return 0
        return round((self.caller.carrier.clock.now() - self.connected).total_seconds())

    def waits_for(self, leg: Leg, seconds: float | None = None, keys: bool = False) -> Wait:
        """The wait in which a leg learns what becomes of the bridge."""
        self.waits[leg] = Wait(seconds, keys)
        return self.waits[leg]

    def connect(self) -> None:
        """Let the two hear each other."""
        self.connected = self.caller.carrier.clock.now()
        self.caller.connected_to, self.responder.connected_to = self.responder, self.caller
        self.caller.hear("joined", "")  # a bridge shows neither side the other's number
        self.responder.hear("joined", "")
        self._tell(self.responder, Connected(), 0)

    def end(self, by: Leg | None, star: bool = False) -> None:
        """End it: the order in which both sides learn so is a live point; harmless when over."""
        if self.over is not None:
            return
        self.over = BridgeEnded(by, star)
        for leg in (self.caller, self.responder):
            if leg.connected_to is not None:
                leg.connected_to = None
                if not leg.ended:
                    leg.hear("parted", "")
        for leg in (self.caller, self.responder):
            self._tell(leg, self.over, self.turn(leg))

    def turn(self, leg: Leg) -> float:
        """Seconds after the bridge's end until this leg's action is asked."""
        live = self.caller.carrier.live
        first = live.caller_action_first == (leg is self.caller)
        return 0.0 if first else live.seconds_between_actions

    def _tell(self, leg: Leg, news: object, after: float) -> None:
        def tell() -> None:
            if leg in self.waits:
                leg.answer(self.waits[leg], news)

        leg.carrier.soon(after, tell, "bridge")
