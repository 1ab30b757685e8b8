"""Everything that telephones hear, numbered, so that a page can ask for what is new."""

from __future__ import annotations

import secrets
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.breakdowns import CHOICES, Breakdowns
from simulator.numbers import withheld

if TYPE_CHECKING:
    from simulator.carrier import Carrier
    from simulator.phones import Heard, Phone

KEPT = 5000
"""How many events are kept; a page that was away longer misses the oldest."""


@dataclass(frozen=True)
class Happened:
    """One numbered event."""

    number: int
    phone: str
    heard: Heard


class Watch:
    """Follows a carrier's telephones, each known by a short name."""

    def __init__(self, carrier: Carrier, breakdowns: Breakdowns | None = None) -> None:
        self.carrier = carrier
        self.happened: deque[Happened] = deque(maxlen=KEPT)
        self.phones: dict[str, Phone] = {}
        self._names: dict[Phone, str] = {}
        self._aside: set[str] = set()
        self._count = 0
        self.breakdowns = breakdowns or Breakdowns(carrier.faults)
        self.run = secrets.token_hex(3)
        carrier.listeners.append(self._note)

    def name(self, phone: Phone, *, aside: bool = False) -> str:
        """A telephone's short name; it gets one when it is first seen. One set aside is folded away
        on the page until it is rung."""
        if phone not in self._names:
            name = f"{self.run}-{len(self._names) + 1}"
            self._names[phone] = name
            self.phones[name] = phone
            if aside:
                self._aside.add(name)
        return self._names[phone]

    def _note(self, phone: Phone, heard: Heard) -> None:
        self._count += 1
        self.happened.append(Happened(self._count, self.name(phone), heard))

    def since(self, cursor: int) -> dict[str, Any]:
        """How every telephone stands, and what happened after that number."""
        with self.carrier.lock:
            new = [event for event in self.happened if event.number > cursor]
            return {
                "run": self.run,
                "cursor": self._count,
                "lines": [n.number for n in self.carrier.numbers.values() if n.voice_url],
                "phones": [self._shape(name, phone) for name, phone in self.phones.items()],
                "happened": [
                    {
                        "number": event.number,
                        "phone": event.phone,
                        "kind": event.heard.kind,
                        "text": event.heard.text,
                        "at": event.heard.at.timestamp(),
                    }
                    for event in new
                ],
                "faults": {
                    kind: {"choices": names, "chosen": self.breakdowns.chosen[kind]}
                    for kind, names in CHOICES.items()
                },
                "problems": [str(problem) for problem in self.carrier.problems[-8:]],
            }

    def _shape(self, name: str, phone: Phone) -> dict[str, Any]:
        leg = phone.leg
        return {
            "name": name,
            "label": phone.label,
            "number": phone.number,
            "aside": name in self._aside,
            "withheld": withheld(phone.number),
            "caller": leg is not None and leg.direction == "inbound",
            "state": state(phone),
            "from": leg.from_ if leg is not None and leg.direction != "inbound" else "",
            "joined": phone.connected_to is not None,
        }


def state(phone: Phone) -> str:
    """`idle`, `ringing`, `calling` (not answered yet), or `talking` (off the hook)."""
    if phone.ringing:
        return "ringing"
    if not phone.in_call:
        return "idle"
    return "talking" if phone.call.answered else "calling"
