"""How a wait would go: the same decisions as in a live call, asked one after the other.

Nothing is rung. Given are what each person would do with a telephone that rings, and how long the
caller listens before their line asks again.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

from routing.decision import Decision, Goodbye, Ring, Said, Wait, WayOut, Why, decide
from routing.in_line import Attempt, WaitingCall
from routing.outcomes import LegResult
from routing.ringing import Dial
from routing.supposing import Accepted, Connected, Event, Heard, Over, Rung, Supposed

SETUP = timedelta(seconds=1)
"""From asking the carrier for a call to the telephone ringing."""

RINGS_ON = timedelta(seconds=5)
"""The carrier lets a telephone ring about so much longer than it is told to."""

THANKED = timedelta(seconds=4)
"""Whoever refuses hears a few words more before their line is free."""

LISTENS = timedelta(seconds=2)
"""From picking up to the key: the first words are that long."""


def timeline(call: WaitingCall, supposed: Supposed, enters: timedelta) -> Iterator[Event]:
    """What happens to this call from `call.since` on, in order of time, until it is connected or
    hears goodbye; the caller presses nothing. `enters`: how long the words last that lead into the
    queue; the first telephone rings meanwhile."""
    return _Course(call, supposed).run(enters)


@dataclass(frozen=True, slots=True)
class _PicksUp:
    at: datetime
    dial: Dial


@dataclass(frozen=True, slots=True)
class _HangsUp:
    at: datetime
    dial: Dial


@dataclass(frozen=True, slots=True)
class _Asks:
    at: datetime


class _Course:
    """One wait as it goes."""

    def __init__(self, call: WaitingCall, supposed: Supposed) -> None:
        self._call = call
        self._supposed = supposed
        self._agenda: list[tuple[datetime, int, Event | _PicksUp | _HangsUp | _Asks]] = []
        self._order = count()
        self._rung: dict[int, tuple[Dial, datetime]] = {}
        """Who is being rung, and from when on their telephone rings."""
        self._last_rung: dict[int, datetime] = {}
        self._carrier_free = call.since
        self._claimed: Dial | None = None
        self._in_queue = call.since

    def run(self, enters: timedelta) -> Iterator[Event]:
        now = self._call.since
        self._in_queue = now + enters
        yield from self._goes_on(now, speaking=False)[1]
        self._later(_Asks(self._in_queue))
        while self._agenda:
            now, _, event = heapq.heappop(self._agenda)
            match event:
                case _Asks():
                    rung, heard = self._asks(now)
                    yield from rung
                    yield heard
                    if isinstance(heard.said, Goodbye):
                        return
                case _PicksUp(_, dial):
                    self._note(dial, listening=True)
                case _HangsUp(_, dial):
                    self._ends(dial, LegResult.REFUSED, now)
                case Over(_, dial, result):
                    yield event
                    if result is LegResult.REFUSED:
                        self._note(dial, result=result)
                        self._later(_HangsUp(now + THANKED, dial))
                    else:
                        self._ends(dial, result, now)
                    if self._claimed is None:
                        yield from self._goes_on(now, speaking=False)[1]
                case Accepted(_, dial) if self._claimed is None:
                    yield event
                    self._claimed = dial
                    heard_all = now + self._supposed.hears_who_calls()
                    self._later(Connected(max(heard_all, self._in_queue), dial))
                case Accepted(_, dial):
                    yield Over(now, dial, LegResult.TAKEN)
                    self._ends(dial, LegResult.TAKEN, now)
                case Connected(_, dial):
                    yield event
                    yield from self._let_go(dial.person, now)
                    return

    def _asks(self, now: datetime) -> tuple[list[Rung], Heard]:
        said, rung = (None, []) if self._claimed else self._goes_on(now, speaking=True)
        self._later(_Asks(now + self._supposed.listens(now, said)))
        return rung, Heard(now, said)

    def _goes_on(self, now: datetime, *, speaking: bool) -> tuple[Said, list[Rung]]:
        """As a live call does: a way out that is due is said first, and ringing goes on."""
        decision = self._decide(now, may_offer=speaking)
        said = Wait(Why.RINGING) if isinstance(decision, Ring) else decision
        if isinstance(decision, WayOut):
            self._call = replace(self._call, offered_at=now, offers=self._call.offers + 1)
            decision = self._decide(now, may_offer=False)
        dials = decision.dials if isinstance(decision, Ring) else ()
        return said, [self._ring(dial, now) for dial in sorted(dials, key=lambda d: d.person)]

    def _decide(self, now: datetime, *, may_offer: bool) -> Decision:
        not_yet = sum(rings > now for _, rings in self._rung.values())
        moment = self._supposed.moment(now, frozenset(self._rung), not_yet)
        moment = replace(moment, last_rung={**moment.last_rung, **self._last_rung})
        return decide(self._call, moment, (), may_offer=may_offer)

    def _ring(self, dial: Dial, now: datetime) -> Rung:
        dialled = max(now, self._carrier_free)
        self._carrier_free = dialled + self._supposed.between_dials()
        rings = dialled + SETUP
        self._rung[dial.person] = (dial, rings)
        self._last_rung[dial.person] = now
        attempt = Attempt(dial.person, dial.step, dial.turn, None, None)
        self._call = replace(self._call, attempts=(*self._call.attempts, attempt))
        answer = self._supposed.answer(dial.person)
        gives_up = timedelta(seconds=dial.seconds) + RINGS_ON
        if answer.result in {LegResult.BUSY, LegResult.FAILED}:
            self._later(Over(rings, dial, answer.result))
        elif answer.result is LegResult.NO_ANSWER or answer.after - LISTENS >= gives_up:
            self._later(Over(rings + gives_up, dial, LegResult.NO_ANSWER))
        else:
            pressed = rings + max(answer.after, LISTENS)
            self._later(_PicksUp(pressed - LISTENS, dial))
            done = Over(pressed, dial, answer.result) if answer.result else None
            self._later(done or Accepted(pressed, dial))
        return Rung(now, dial)

    def _let_go(self, but: int, now: datetime) -> Iterator[Over]:
        for attempt in self._call.attempts:
            if attempt.result is None and attempt.person != but:
                yield Over(now, self._rung[attempt.person][0], LegResult.TAKEN)

    def _ends(self, dial: Dial, result: LegResult, now: datetime) -> None:
        del self._rung[dial.person]
        self._note(dial, result=result, ended_at=now)

    def _note(
        self,
        dial: Dial,
        *,
        result: LegResult | None = None,
        ended_at: datetime | None = None,
        listening: bool = False,
    ) -> None:
        attempts = tuple(
            replace(attempt, result=result, ended_at=ended_at, listening=listening)
            if attempt.person == dial.person and attempt.ended_at is None
            else attempt
            for attempt in self._call.attempts
        )
        self._call = replace(self._call, attempts=attempts)

    def _later(self, event: Event | _PicksUp | _HangsUp | _Asks) -> None:
        heapq.heappush(self._agenda, (event.at, next(self._order), event))
