"""Things that happen at the same instant, on a real database, as they do in several processes."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import create_service
from hotline.calls.tables import Call, Leg
from hotline.errands import AtOnce
from hotline.forgetting.tables import Erasure
from hotline.lines import loading
from hotline.notices.tables import Notice
from hotline.people.tables import Person
from hotline.service import Hotline
from routing.outcomes import CallState, LegState
from tests.world import LINE_FILE, SUNDAY_NIGHT, settings_for

NOW = SUNDAY_NIGHT
PATIENCE = 20
"""Seconds after which those who wait for each other give up: reached only when something hangs."""

T = TypeVar("T")


def at_once(actions: Sequence[Callable[[], T]]) -> list[T]:
    """Does all of these at the same instant, each in a thread of its own; their results in order.
    What one of them raises is raised here."""
    start = threading.Barrier(len(actions))

    def begin(action: Callable[[], T]) -> T:
        start.wait(PATIENCE)
        return action()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(begin, actions))


def _forget_all(session: Session) -> None:
    for table in (Notice, Erasure, Leg, Call):
        session.execute(delete(table))


class Instant:
    """The line of the stories at one instant, and workers that contend: each of them a service
    with its own connections and its own locks, as in a process of its own. No carrier answers."""

    def __init__(self, database_url: str, workers: int = 3) -> None:
        nowhere = "http://127.0.0.1:9"
        self.workers: list[Hotline] = [
            create_service(
                settings_for(database_url, nowhere, nowhere),
                clock=lambda: NOW,
                chance=random.Random(seed).randbytes,
                errands=AtOnce(),
            )
            for seed in range(workers)
        ]
        self.database = self.workers[0].database
        with self.database.writing() as session:
            loading.load(session, LINE_FILE.read_text(encoding="utf-8"), NOW)
        with self.database.reading() as session:
            rows = session.scalars(select(Person)).all()
        self.people = {person.slug: person.id for person in rows}
        self.line_id = rows[0].line_id

    def begins_anew(self) -> None:
        """No call, no leg, no text."""
        with self.database.writing() as session:
            _forget_all(session)

    def everybody_answers(self, slugs: Sequence[str]) -> None:
        """A new beginning: one call waits, and each of these has picked up for it."""
        with self.database.writing() as session:
            _forget_all(session)
            session.add(self._call("call", CallState.WAITING))
            session.flush()
            session.add_all([self._leg(slug, "call") for slug in slugs])

    def waits(self, call_id: str = "call", state: CallState = CallState.WAITING) -> str:
        """Somebody is in the queue, for a psychologist."""
        with self.database.writing() as session:
            session.add(self._call(call_id, state))
        return call_id

    def answers(self, slug: str, call_id: str = "call") -> str:
        """This person's telephone was rung for the call, and they picked up: the leg's id."""
        with self.database.writing() as session:
            session.add(self._leg(slug, call_id))
        return slug

    def _call(self, call_id: str, state: CallState) -> Call:
        since = NOW - timedelta(seconds=12)
        return Call(
            id=call_id,
            carrier_id=f"CA{call_id}",
            line_id=self.line_id,
            state=state,
            language="fr",
            profession="IDE",
            kind_wanted="psychologist",
            plan="psychologists",
            started_at=since,
            seen_at=since,
            queued_at=since,
            offered_at=since,
            queue_id=f"QU{call_id}",
        )

    def _leg(self, slug: str, call_id: str) -> Leg:
        return Leg(
            id=slug,
            call_id=call_id,
            person_id=self.people[slug],
            step=0,
            turn=0,
            ring_seconds=20,
            state=LegState.ANSWERED,
            carrier_id=f"CA{slug}",
            planned_at=NOW - timedelta(seconds=9),
            sent_at=NOW - timedelta(seconds=9),
            answered_at=NOW,
        )

    def call(self, call_id: str = "call") -> Call:
        """The call as it is now."""
        with self.database.reading() as session:
            return session.get_one(Call, call_id)

    def legs(self) -> dict[str, Leg]:
        """All legs as they are now, by their id."""
        with self.database.reading() as session:
            return {leg.id: leg for leg in session.scalars(select(Leg))}

    def close(self) -> None:
        """Gives back all connections."""
        for worker in self.workers:
            worker.database.close()
