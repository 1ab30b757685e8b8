"""What goes wrong on demand: lost, doubled, late callbacks and a REST API that misbehaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Parameters = dict[str, str]
Predicate = Callable[[Parameters], bool]
RestFault = Literal["refuse", "close", "hang", "lose"]


@dataclass
class CallbackFault:
    """What happens to the status callbacks that `when` picks out.

    `copies` 0 loses them, 2 doubles them; `delay` (seconds) makes them late, and so out of order.
    """

    when: Predicate
    copies: int = 1
    delay: float = 0.0


@dataclass
class Faults:
    """The faults of one carrier; empty lists and zeros are a carrier in good health."""

    callbacks: list[CallbackFault] = field(default_factory=list)
    webhook_latency: float = 0.0
    """Seconds between a webhook and the moment its answer takes effect."""

    rest: Callable[[str, str, Parameters], RestFault | None] | None = None
    """Asked with method, path and form: `refuse` answers 503, `close` cuts the connection before
    anything is done, `hang` does what was asked but answers nothing for `hang_seconds`, `lose` does
    it and cuts the connection at once: for the service the same as a time-out, without the wait."""

    hang_seconds: float = 4.0

    def loses(self, when: Predicate) -> None:
        """The status callbacks that `when` picks out never arrive."""
        self.callbacks.append(CallbackFault(when, copies=0))

    def doubles(self, when: Predicate, delay: float = 0.0) -> None:
        """They arrive twice."""
        self.callbacks.append(CallbackFault(when, copies=2, delay=delay))

    def delays(self, when: Predicate, seconds: float) -> None:
        """They arrive late, after others that were sent later."""
        self.callbacks.append(CallbackFault(when, delay=seconds))

    def callback_times(self, parameters: Parameters) -> list[float]:
        """In how many seconds each copy of this status callback is sent; empty when lost."""
        for fault in self.callbacks:
            if fault.when(parameters):
                return [fault.delay] * fault.copies
        return [0.0]
