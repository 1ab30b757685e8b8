"""What goes wrong on demand: status callbacks, the REST API, the service's answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Parameters = dict[str, str]
Predicate = Callable[[Parameters], bool]

RestFault = Literal["refuse", "limit", "close", "lose", "page", "half", "nameless"] | float
"""`refuse` answers 503 and `limit` 429, both with nothing done (twilio.com/docs/api/errors/20429:
such a request is never processed); `close` cuts the connection before anything is done, `lose`
once it is done: for the client the same as a time-out, without the wait. Done, and answered with
200 that is no use: an HTML `page`, `half` the JSON, or JSON without its sid (`nameless`).
A number: done, and answered after so many real seconds."""

WebhookFault = Literal["dead", "error", "missing", "page"] | float
"""Answers that are not the service's: no connection (11205), 500, a 404 page (11200,
twilio.com/docs/api/errors/11200), an HTML page with 200 (12100). A number: the service does what
it is asked and its answer comes after so many seconds; too late for the request's time-out
(15 s in all, twilio.com/docs/usage/webhooks/webhooks-connection-overrides) is 11200."""


@dataclass(frozen=True)
class Briefly:
    """Only the first try to reach the service meets this fault; the carrier's next one is well."""

    fault: WebhookFault


@dataclass
class CallbackFault:
    """What happens to the status callbacks that `when` picks out.

    `copies` 0 loses them, 2 doubles them; `delay` (seconds) makes them late. `swap` lets one
    change places with the next of its call: they are separate requests, whose order nothing
    guarantees (twilio.com/docs/voice/api/call-resource#statuscallbackevent).
    """

    when: Predicate
    copies: int = 1
    delay: float = 0.0
    swap: bool = False


@dataclass
class Faults:
    """The faults of one carrier; empty, it is in good health."""

    callbacks: list[CallbackFault] = field(default_factory=list)
    """The first that picks a callback out decides."""

    rest: Callable[[str, str, Parameters], RestFault | None] | None = None
    """Asked with method, path and form of each request to the REST API."""

    webhook: Callable[[str, str, Parameters], WebhookFault | Briefly | None] | None = None
    """Asked with kind, URL and parameters of each request to the service: all its tries meet the
    fault, unless it is there `Briefly`."""

    def loses(self, when: Predicate) -> None:
        """The status callbacks that `when` picks out never arrive."""
        self.callbacks.append(CallbackFault(when, copies=0))

    def doubles(self, when: Predicate, delay: float = 0.0) -> None:
        """They arrive twice."""
        self.callbacks.append(CallbackFault(when, copies=2, delay=delay))

    def delays(self, when: Predicate, seconds: float) -> None:
        """They arrive late, after others that were sent later."""
        self.callbacks.append(CallbackFault(when, delay=seconds))

    def swaps(self, when: Predicate) -> None:
        """They arrive just after the next callback of the same call."""
        self.callbacks.append(CallbackFault(when, swap=True))

    def callback_times(self, parameters: Parameters) -> list[float]:
        """In how many seconds each copy of this status callback is sent; empty when lost."""
        fault = self._of(parameters)
        return [0.0] if fault is None else [fault.delay] * fault.copies

    def held_back(self, parameters: Parameters) -> bool:
        """Whether this status callback changes places with the next of its call."""
        fault = self._of(parameters)
        return fault is not None and fault.swap

    def _of(self, parameters: Parameters) -> CallbackFault | None:
        return next((fault for fault in self.callbacks if fault.when(parameters)), None)
