"""How a call goes, told to the service: status callbacks."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

from simulator.faults import Parameters
from simulator.legs import Leg

if TYPE_CHECKING:
    from simulator.carrier import Carrier


class Progress:
    """Sends the status callbacks of every call, as the faults let them through."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self._held: dict[Leg, Parameters] = {}

    def tell(self, leg: Leg, event: str) -> None:
        """Send a status callback, if this event was asked for.

        twilio.com/docs/voice/api/call-resource#statuscallback: SequenceNumber counts from 0,
        Timestamp is in RFC 2822; the end is told with its duration.
        """
        if not leg.callbacks.url:
            return
        last, faults = event == "completed", self._carrier.faults
        if event not in leg.callbacks.events:
            if last:
                self._send(leg, self._overtaken(leg))
            return
        told = self._told(leg, last)
        if leg not in self._held and not last and faults.held_back(told):
            self._held[leg] = told
            return
        overtaken, times = self._overtaken(leg), faults.callback_times(told)
        for nth, seconds in enumerate(times):
            self._send(leg, [told] + overtaken * (nth == 0), seconds)
        if not times:
            self._send(leg, overtaken)

    def _overtaken(self, leg: Leg) -> list[Parameters]:
        held = self._held.pop(leg, None)
        return [] if held is None else [held]

    def _told(self, leg: Leg, last: bool) -> Parameters:
        told = leg.parameters() | {
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(leg.told),
            "Timestamp": format_datetime(self._carrier.clock.now()),
        }
        leg.told += 1
        if last:
            told["CallDuration"] = str(leg.seconds)
            told["Duration"] = str(-(-leg.seconds // 60))
        return told

    def _send(self, leg: Leg, several: list[Parameters], after: float = 0.0) -> None:
        """Send callbacks, each once the one before it was answered."""
        url, method, carrier = leg.callbacks.url, leg.callbacks.method, self._carrier

        def send() -> None:
            carrier.webhooks.ask(
                "status", url, method, several[0], lambda _reply: self._send(leg, several[1:])
            )

        if several:
            carrier.soon(after, send, "status callback")
