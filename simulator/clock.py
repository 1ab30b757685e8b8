"""Two clocks for one carrier: time that jumps from event to event, and time that passes."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

Result = TypeVar("Result")
FAR_AWAY = timedelta(days=3650)
LOOK_AGAIN = 0.1
"""Seconds after which a waiter looks again: requests from outside change things too."""


@dataclass(order=True)
class Event:
    """Something that will happen; `cancel()` makes it not happen."""

    at: datetime
    order: int
    action: Callable[[], None] = field(compare=False)
    name: str = field(compare=False, default="")
    recurring: bool = field(compare=False, default=False)
    cancelled: bool = field(compare=False, default=False)

    def cancel(self) -> None:
        """Forget the event; harmless when it happened already."""
        self.cancelled = True


class Clock(Protocol):
    """What the carrier needs of time. Seconds everywhere, instants aware and in UTC."""

    jumps: bool

    def now(self) -> datetime: ...
    def call_later(self, seconds: float, action: Callable[[], None], name: str = "") -> Event: ...
    def every(self, seconds: float, action: Callable[[], None], name: str) -> Event: ...
    def work(
        self, task: Callable[[], Result], then: Callable[[Result], None], name: str = ""
    ) -> None: ...
    def run_for(self, seconds: float) -> None: ...
    def wait_until(self, condition: Callable[[], bool], within: float) -> bool: ...


class Agenda:
    """Events in order of time, then in the order they were asked for. Any thread may add."""

    def __init__(self) -> None:
        self._heap: list[Event] = []
        self._orders = itertools.count()
        self.changed = threading.Condition()

    def add(
        self, at: datetime, action: Callable[[], None], name: str = "", recurring: bool = False
    ) -> Event:
        with self.changed:
            event = Event(at, next(self._orders), action, name, recurring)
            heapq.heappush(self._heap, event)
            self.changed.notify_all()
            return event

    def next(self) -> Event | None:
        """The next event, left in place."""
        with self.changed:
            while self._heap and self._heap[0].cancelled:
                heapq.heappop(self._heap)
            return self._heap[0] if self._heap else None

    def take(self, until: datetime) -> Event | None:
        """The next event not later than `until`, taken out."""
        with self.changed:
            event = self.next()
            if event is None or event.at > until:
                return None
            return heapq.heappop(self._heap)

    def idle(self) -> bool:
        """Whether nothing but recurring jobs is left."""
        with self.changed:
            return all(event.recurring or event.cancelled for event in self._heap)


class VirtualClock:
    """Time jumps to the next event: hours pass in milliseconds, always in the same order.

    Only the thread that calls `run_…` or `wait_until` makes events happen; other threads may add
    some. Time stands still while an event, or the work it started, is under way.
    """

    jumps = True

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("The clock's start must be an aware instant: give it a time zone.")
        self._now = start.astimezone(UTC)
        self._agenda = Agenda()
        self._running = False

    def now(self) -> datetime:
        """The simulated instant, in UTC."""
        return self._now

    def call_later(self, seconds: float, action: Callable[[], None], name: str = "") -> Event:
        """Do `action` that many seconds from now."""
        return self._agenda.add(self._now + timedelta(seconds=max(0.0, seconds)), action, name)

    def every(self, seconds: float, action: Callable[[], None], name: str) -> Event:
        """Do `action` every so many seconds; such jobs do not keep `run_until_idle` going.

        Cancel the returned event to stop the job.
        """
        return repeat(self._agenda, self.now, seconds, action, name)

    def work(
        self, task: Callable[[], Result], then: Callable[[Result], None], name: str = ""
    ) -> None:
        """Do `task`, then hand over its result; no virtual time passes."""
        self.call_later(0, lambda: then(task()), name)

    def run_for(self, seconds: float) -> None:
        """Let so many seconds pass, with everything that happens in them."""
        self.run_until(self._now + timedelta(seconds=seconds))

    def run_until(self, instant: datetime) -> None:
        """Let time pass up to that instant, its own events included."""
        self._run(instant, lambda: False)
        self._now = max(self._now, instant.astimezone(UTC))

    def idle(self) -> bool:
        """Whether nothing but recurring jobs is left to happen."""
        return self._agenda.idle()

    def run_until_idle(self) -> None:
        """Let time pass until nothing but recurring jobs is left to happen."""
        self._run(self._now + FAR_AWAY, self.idle)

    def wait_until(self, condition: Callable[[], bool], within: float) -> bool:
        """Let time pass until the condition holds, `within` seconds at most; whether it does."""
        deadline = self._now + timedelta(seconds=within)
        self._run(deadline, condition)
        if condition():
            return True
        self._now = max(self._now, deadline)
        return False

    def _run(self, until: datetime, enough: Callable[[], bool]) -> None:
        if self._running:
            raise RuntimeError(
                "The virtual clock is running already: what happens inside an event "
                "cannot make time pass; use call_later."
            )
        self._running = True
        try:
            while not enough() and (event := self._agenda.take(until)):
                self._now = max(self._now, event.at)
                event.action()
        finally:
            self._running = False


class RealClock:
    """Time as it passes: one thread makes events happen, others wait for the service's answers."""

    jumps = False

    def __init__(self, workers: int = 32) -> None:
        self._agenda = Agenda()
        self._workers = ThreadPoolExecutor(workers, thread_name_prefix="webhook")
        self._happened = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._loop, name="carrier", daemon=True)
        self._thread.start()

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)

    def call_later(self, seconds: float, action: Callable[[], None], name: str = "") -> Event:
        """Do `action` that many seconds from now."""
        return self._agenda.add(self.now() + timedelta(seconds=max(0.0, seconds)), action, name)

    def every(self, seconds: float, action: Callable[[], None], name: str) -> Event:
        """Do `action` every so many seconds, until the returned event is cancelled."""
        return repeat(self._agenda, self.now, seconds, action, name)

    def work(
        self, task: Callable[[], Result], then: Callable[[Result], None], name: str = ""
    ) -> None:
        """Do `task` on a thread of its own; its result is handed over on the clock's thread."""

        def do() -> None:
            result = task()
            self.call_later(0, lambda: then(result), name)

        if not self._closed:
            self._workers.submit(report_failures(do))

    def run_for(self, seconds: float) -> None:
        """Wait so many seconds."""
        self.wait_until(lambda: False, seconds)

    def wait_until(self, condition: Callable[[], bool], within: float) -> bool:
        """Wait until the condition holds, `within` seconds at most; whether it does."""
        deadline = self.now() + timedelta(seconds=within)
        while not condition():
            left = (deadline - self.now()).total_seconds()
            if left <= 0:
                return False
            with self._happened:
                self._happened.wait(min(left, LOOK_AGAIN))
        return True

    def close(self) -> None:
        """Stop; nothing happens any more."""
        self._closed = True
        with self._agenda.changed:
            self._agenda.changed.notify_all()
        self._thread.join()
        self._workers.shutdown(wait=True)

    def _loop(self) -> None:
        while not self._closed:
            event = self._agenda.take(self.now())
            if event is not None:
                report_failures(event.action)()
                with self._happened:
                    self._happened.notify_all()
                continue
            with self._agenda.changed:
                coming = self._agenda.next()
                pause = (coming.at - self.now()).total_seconds() if coming else None
                if not self._closed and (pause is None or pause > 0):
                    self._agenda.changed.wait(pause)


def repeat(
    agenda: Agenda,
    now: Callable[[], datetime],
    seconds: float,
    action: Callable[[], None],
    name: str,
) -> Event:
    """Put a recurring job into an agenda; its first time comes after one interval."""
    if seconds <= 0:
        raise ValueError(f"The job {name} must wait between two turns: give more than 0 seconds.")
    handle = Event(now(), 0, action, name, recurring=True)

    def turn() -> None:
        if not handle.cancelled:
            action()
            agenda.add(now() + timedelta(seconds=seconds), turn, name, recurring=True)

    agenda.add(now() + timedelta(seconds=seconds), turn, name, recurring=True)
    return handle


def report_failures(action: Callable[[], None]) -> Callable[[], None]:
    """The same action; a failure is printed by the interpreter's thread hook, and time goes on."""

    def safely() -> None:
        try:
            action()
        except Exception as failure:  # noqa: BLE001 - one broken call must not stop the others
            threading.excepthook(
                threading.ExceptHookArgs(
                    (type(failure), failure, failure.__traceback__, threading.current_thread())
                )
            )

    return safely
