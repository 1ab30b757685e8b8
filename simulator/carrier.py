"""The carrier: its account, its lines, its telephones, and the threads that tie them."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Generator, Mapping
from typing import TYPE_CHECKING

from simulator.account import Account
from simulator.clock import Clock, Event
from simulator.faults import Faults
from simulator.legs import Callbacks, Leg, Program, Source, Wait
from simulator.line_number import LineNumber, configured
from simulator.live_points import LivePoints
from simulator.message import Message
from simulator.numbers import withheld
from simulator.outbound import Outbound
from simulator.phones import Heard, Phone
from simulator.problems import Problem
from simulator.progress import Progress
from simulator.queues import Queues
from simulator.rest.app import create_rest
from simulator.server import Server
from simulator.transport import HttpTransport, Transport
from simulator.twiml.documents import Document
from simulator.verbs import flow
from simulator.verbs.audio import Audio
from simulator.webhooks import Webhooks

if TYPE_CHECKING:
    from simulator.behaviours import Behaviour


class Carrier:
    """A carrier on your desk: everything changes under one lock, webhooks travel outside it."""

    def __init__(
        self,
        clock: Clock,
        account_sid: str,
        auth_token: str,
        numbers: Mapping[str, LineNumber | Mapping[str, str]],
        *,
        dial_rate: float = 1.0,
        seed: int = 1,
        live: LivePoints | None = None,
        faults: Faults | None = None,
        post: Transport | None = None,
    ) -> None:
        """`numbers` maps each number (E.164) to its voice_url, voice_fallback_url and
        status_callback; `dial_rate` is in calls a second; `post` carries the webhooks."""
        self.clock = clock
        self.account_sid = account_sid
        self.auth_token = auth_token
        self.live = live or LivePoints()
        self.account = Account()
        self.faults = faults or Faults()
        self.lock = threading.RLock()
        self._chance = random.Random(seed)
        self.webhooks = Webhooks(
            clock, auth_token, post or HttpTransport(), self.faults, self._chance
        )
        self.outbound = Outbound(self, dial_rate)
        self.progress = Progress(self)
        self.queues = Queues(self)
        self.audio = Audio(self)
        self.legs: list[Leg] = []
        self.messages: list[Message] = []
        self.problems: list[Problem] = []
        self.apologies: list[Problem] = []
        self.phones: dict[str, Phone] = {}
        self.listeners: list[Callable[[Phone, Heard], None]] = []
        self.numbers: dict[str, LineNumber] = {}
        self.rest_app = create_rest(self)
        self._server: Server | None = None
        for number, given in numbers.items():
            line = given if isinstance(given, LineNumber) else configured(number, given)
            line.sid = line.sid or self.new_sid("PN")
            line.created = clock.now()
            self.numbers[number] = line

    # -- telephones --------------------------------------------------------------------------

    def phone(self, number: str, label: str = "") -> Phone:
        """The handset with that number; there is one for every number that is asked for."""
        with self.lock:
            if number not in self.phones:
                self.phones[number] = Phone(self, number, label)
            return self.phones[number]

    def dials(
        self,
        from_: str,
        to: str,
        behaviour: Behaviour | None = None,
        forwarded_from: str = "",
    ) -> Phone:
        """Somebody calls a number of the account; their telephone, in the call.

        `from_` is a number, or a withheld one as the carrier spells it (`anonymous`…): those are
        different telephones each time. Raises ValueError when nobody owns `to` or the telephone
        is in a call.
        """
        with self.lock:
            line = self.numbers.get(to)
            if line is None:
                raise ValueError(f"{to} is none of this account's numbers: {[*self.numbers]}.")
            phone = Phone(self, from_) if withheld(from_) else self.phone(from_)
            if phone.in_call:
                raise ValueError(f"{phone.label} is in a call already: hang up first.")
            leg = self.new_leg(from_, to, "inbound")
            leg.becomes("ringing")
            leg.forwarded_from = forwarded_from
            leg.source = Source(line.voice_url, line.voice_method)
            leg.fallback = Source(line.voice_fallback_url, line.voice_fallback_method)
            leg.callbacks = Callbacks(line.status_callback, line.status_callback_method)
            leg.phone, phone.leg = phone, leg
            if behaviour is not None:
                phone.behaviour = behaviour
            phone.hear("dialled", to)
            self.soon(0, lambda: None if leg.ended else leg.run(self.follow(leg)), "incoming call")
            return phone

    def send_text(self, from_: str, to: str, body: str) -> Message:
        """A text message, which arrives at once."""
        message = Message(self.new_sid("SM"), from_, to, body, self.clock.now())
        self.messages.append(message)
        self.phone(to).hear("text", body)
        return message

    def serve_rest(self, port: int = 0, host: str = "127.0.0.1") -> str:
        """Serve the REST API on a thread of its own; its base URL. Port 0 picks a free one."""
        self._server = Server(self.rest_app, host, port)
        return self._server.url

    def close(self) -> None:
        """Stop serving, and close what is kept open."""
        if self._server is not None:
            self._server.close()
        if isinstance(self.webhooks.transport, HttpTransport):
            self.webhooks.transport.close()

    @property
    def calls(self) -> list[Leg]:
        """The calls that people made to the line, oldest first."""
        return [leg for leg in self.legs if leg.direction == "inbound"]

    # -- what the parts of the carrier share ---------------------------------------------------

    def new_sid(self, prefix: str) -> str:
        """A new identifier: two letters and 32 hexadecimal digits, the same for the same seed."""
        return f"{prefix}{self._chance.getrandbits(128):032x}"

    def new_leg(self, from_: str, to: str, direction: str, parent: Leg | None = None) -> Leg:
        """A new call resource, queued."""
        leg = Leg(self, self.new_sid("CA"), from_, to, direction, parent=parent)
        self.legs.append(leg)
        return leg

    def leg(self, sid: str) -> Leg | None:
        """The call with that sid, unless it was deleted."""
        known = reversed(self.legs)  # most of those that are asked for are among the last
        return next((leg for leg in known if leg.sid == sid and not leg.deleted), None)

    def soon(self, seconds: float, action: Callable[[], None], name: str) -> Event:
        """Do something to the carrier's state in so many seconds."""
        return self.clock.call_later(seconds, lambda: self.locked(action), name)

    def locked(self, action: Callable[[], None]) -> None:
        """Do something to the carrier's state now."""
        with self.lock:
            action()

    def perform(self, leg: Leg, document: Document, place: str) -> Generator[Wait, object, None]:
        """Run a document on a leg (see `verbs.flow`)."""
        return flow.perform(leg, document, place)

    def follow(self, leg: Leg) -> Program:
        """A leg's whole life on the line (see `verbs.flow`)."""
        return flow.follow(leg)

    def complain(self, leg: Leg, problem: Problem) -> None:
        """Note what the carrier's debugger would show."""
        self.problems.append(
            Problem(
                problem.code,
                problem.message,
                problem.fatal,
                problem.url,
                leg.sid,
                self.clock.now(),
            )
        )

    def apologised(self, leg: Leg, problem: Problem) -> None:
        """Note that somebody heard the carrier's own sentence."""
        self.apologies.append(
            Problem(problem.code, problem.message, True, problem.url, leg.sid, self.clock.now())
        )

    def noticed(self, phone: Phone, heard: Heard) -> None:
        """Tell those who watch the telephones."""
        for listener in self.listeners:
            listener(phone, heard)

    def notice(
        self, leg: Leg, kind: str, source: Source, told: dict[str, str], after: float = 0.0
    ) -> None:
        """Send a request whose answer will not be used, with the call as it then is."""

        def send() -> None:
            self.webhooks.ask(
                kind, source.url, source.method, leg.parameters() | told, lambda _reply: None
            )

        self.soon(after, send, f"notice {kind}")
