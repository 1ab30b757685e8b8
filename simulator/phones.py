"""Telephones: what a person at one end hears, and what they can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.behaviours import Behaviour, Rings

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.carrier import Carrier
    from simulator.legs import Leg

SPOKEN = frozenset({"say", "voice", "carrier", "play"})
KEYPAD = frozenset("0123456789*#")


@dataclass(frozen=True)
class Heard:
    """One thing that reached a telephone.

    Kinds: `say`, `play` (a URL), `tones`, `voice` (the other person), `carrier` (the carrier's own
    sentence), `ringback`, `joined`, `parted`, `ring`, `missed` (a call that could not ring, and
    why), `stopped`, `ended`, `text` (a message), and, done by the person themselves, `dialled`,
    `answered`, `key`, `spoke`, `hung up`.
    """

    at: datetime
    kind: str
    text: str

    def says(self, text: str) -> bool:
        """Whether these words, whatever their case and spacing, were spoken here."""
        return self.kind in SPOKEN and plain(text) in plain(self.text)


def plain(text: str) -> str:
    """Text as it is compared: lower case, single spaces, non-breaking ones included."""
    return " ".join(text.lower().replace("’", "'").split())


class Phone:
    """One telephone. A story acts on it and lets time pass through it."""

    def __init__(self, carrier: Carrier, number: str, label: str = "") -> None:
        self.carrier = carrier
        self.number = number
        self.label = label or number
        self.behaviour: Behaviour = Rings()
        self.transcript: list[Heard] = []
        self.leg: Leg | None = None
        self._read = (0, 0)

    # -- what is the matter ------------------------------------------------------------------

    @property
    def call(self) -> Leg:
        """The present call, or the last one. Raises AssertionError when there was none."""
        if self.leg is None:
            raise AssertionError(f"{self.label} has never been in a call.")
        return self.leg

    @property
    def in_call(self) -> bool:
        """Whether the telephone rings or is off the hook."""
        return self.leg is not None and not self.leg.ended

    @property
    def ringing(self) -> bool:
        """Whether somebody calls and nobody has answered yet."""
        leg = self.leg
        return leg is not None and leg.status == "ringing" and leg.direction != "inbound"

    @property
    def connected_to(self) -> Phone | None:
        """Who can be heard at the other end, if anybody."""
        if self.leg is None or self.leg.connected_to is None:
            return None
        return self.leg.connected_to.phone

    @property
    def texts(self) -> list[str]:
        """The messages received, oldest first."""
        return [heard.text for heard in self.transcript if heard.kind == "text"]

    # -- what a person does ------------------------------------------------------------------

    def answers(self) -> None:
        """Pick up; nothing happens when it no longer rings."""
        with self.carrier.lock:
            if self.ringing and self.leg is not None:
                self.hear("answered", "")
                self.carrier.outbound.pick_up(self.leg)

    def rejects(self) -> None:
        """Refuse the call: the carrier is told busy."""
        with self.carrier.lock:
            if self.ringing and self.leg is not None:
                self.hear("hung up", "")
                self.leg.finish("busy")

    def hangs_up(self) -> None:
        """Hang up; nothing happens when it is on the hook."""
        with self.carrier.lock:
            leg = self.leg
            if leg is None or leg.ended:
                return
            self.hear("hung up", "")
            if leg.answered is None and leg.direction != "inbound":
                leg.finish("busy")
            elif leg.answered is None:
                leg.finish("no-answer")
            else:
                leg.finish("completed")

    def presses(self, keys: str) -> None:
        """Press keys one after the other."""
        wrong = sorted(set(keys) - KEYPAD)
        if wrong:
            raise ValueError(f"A keypad has no key {' '.join(wrong)}: press 0-9, * or #.")
        with self.carrier.lock:
            for key in keys:
                self.hear("key", key)
                if self.leg is not None and not self.leg.ended:
                    self.leg.press(key)

    def says(self, text: str) -> None:
        """Speak: heard at the other end only while the two are joined."""
        with self.carrier.lock:
            self.hear("spoke", text)
            other = self.connected_to
            if other is not None:
                other.hear("voice", text)

    # -- what a story waits for --------------------------------------------------------------

    def hears(self, text: str, within: float = 30.0) -> Heard:
        """Let time pass until these words are spoken, after those that were waited for before.

        Raises AssertionError with the transcript when they are not heard in time.
        """
        found = self.carrier.clock.wait_until(lambda: self._find(text) is not None, within)
        place = self._find(text) if found else None
        if place is None:
            raise AssertionError(
                f"{self.label} did not hear «{text}» within {within:g} s. {self.story()}"
            )
        self._read = place
        return self.transcript[place[0]]

    def never_hears(self, text: str, within: float = 30.0) -> None:
        """Let that time pass; AssertionError when these words are spoken in it."""
        if self.carrier.clock.wait_until(lambda: self._find(text) is not None, within):
            raise AssertionError(f"{self.label} heard «{text}». {self.story()}")

    def has_heard(self, text: str) -> bool:
        """Whether these words were ever spoken here."""
        return any(heard.says(text) for heard in self.transcript)

    def rings(self, within: float = 30.0) -> Phone:
        """Let time pass until it rings; AssertionError when it does not."""
        self._until(lambda: self.ringing, within, "did not ring")
        return self

    def stops_ringing(self, within: float = 60.0) -> Phone:
        """Let time pass until it no longer rings; AssertionError when it goes on."""
        self._until(lambda: not self.ringing, within, "went on ringing")
        return self

    def is_hung_up(self, within: float = 30.0) -> Phone:
        """Let time pass until its call is over; AssertionError when it goes on."""
        self._until(lambda: not self.in_call, within, "was still in a call")
        return self

    def talks_with(self, other: Phone, within: float = 30.0) -> Phone:
        """Let time pass until the two are joined; AssertionError when they are not."""
        self._until(lambda: self.is_connected_to(other), within, f"did not reach {other.label}")
        return self

    def receives_text(self, containing: str, within: float = 30.0) -> str:
        """Let time pass until such a message is there, and return it."""

        def there() -> list[str]:
            return [text for text in self.texts if plain(containing) in plain(text)]

        self._until(lambda: bool(there()), within, f"received no text with «{containing}»")
        return there()[-1]

    def is_connected_to(self, other: Phone) -> bool:
        """Whether the two hear each other at this instant."""
        return self.connected_to is other

    def story(self) -> str:
        """The transcript, for a reader."""
        lines = [f"  {h.at:%H:%M:%S} {h.kind}: {h.text}" for h in self.transcript]
        state = self.leg.status if self.leg is not None else "no call"
        return f"State: {state}. Transcript:\n" + ("\n".join(lines) or "  (silence)")

    def _until(self, condition: Callable[[], bool], within: float, otherwise: str) -> None:
        if not self.carrier.clock.wait_until(condition, within):
            raise AssertionError(f"{self.label} {otherwise} within {within:g} s. {self.story()}")

    def _find(self, text: str) -> tuple[int, int] | None:
        """Where these words come next, after what was read: entry and end inside it."""
        wanted, (start, offset) = plain(text), self._read
        for index in range(start, len(self.transcript)):
            heard = self.transcript[index]
            if heard.kind in SPOKEN:
                at = plain(heard.text).find(wanted, offset if index == start else 0)
                if at >= 0:
                    return index, at + len(wanted)
        return None

    # -- what the carrier does ---------------------------------------------------------------

    def rung(self, leg: Leg) -> str | None:
        """A call arrives: None when it rings, else why not. A telephone in use is busy."""
        if self.in_call:
            self.hear("missed", "busy")
            return "busy"
        before, self.leg = self.leg, leg
        refused = self.behaviour.rung(self)
        if refused is None:
            self.hear("ring", leg.from_)
        else:
            self.leg = before
            self.hear("missed", refused)
        return refused

    def hear(self, kind: str, text: str) -> None:
        """Add to the transcript, and let the behaviour react."""
        heard = Heard(self.carrier.clock.now(), kind, text)
        self.transcript.append(heard)
        self.carrier.noticed(self, heard)
        self.behaviour.heard(self, heard)

    def released(self, leg: Leg) -> None:
        """The carrier has ended its call."""
        if self.leg is leg:
            self.hear("stopped" if leg.answered is None else "ended", leg.status)

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        """Do something in this call, if it is still the same one then."""
        leg = self.leg

        def do() -> None:
            if self.leg is leg and self.in_call:
                action()

        self.carrier.soon(seconds, do, "behaviour")
