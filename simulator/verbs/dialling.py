"""What both ways of dialling share: the verb's attributes and the news for its action."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.legs import Leg, Source
from simulator.twiml.documents import Document, Verb


@dataclass
class Dialling:
    """One Dial under way."""

    leg: Leg
    verb: Verb
    document: Document
    action: Source | None

    @property
    def star_hangs_up(self) -> bool:
        """hangupOnStar: the one who dialled may end the bridge (…/dial#hanguponstar)."""
        return self.verb.yes("hangupOnStar")

    @property
    def timeout(self) -> int:
        """Seconds to ring, or to wait for an empty queue, 5 to 600 (…/dial#timeout)."""
        return max(5, min(600, self.verb.number("timeout", 30)))

    @property
    def time_limit(self) -> int:
        """Seconds that a bridge may last (…/dial#timelimit)."""
        return self.verb.number("timeLimit", 14400)

    def tell_action(self, told: dict[str, str], after: float = 0.0) -> None:
        """Tell the action of a Dial whose leg is gone."""
        if self.action is not None:
            self.leg.carrier.notice(self.leg, "action", self.action, told, after)
