"""A service whose every piece of work can break: a step of a call, a job, each of their
transactions. Nothing that a test itself reads or writes is ever broken."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from hotline.database.work import WRITES
from tests.matrix.faults import (
    WorkerKilled,
    answered_unless_killed,
    database_says,
    writes_rows,
)
from tests.world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

READ_FAULTS = ("away", "killed before")
WRITE_FAULTS = ("locked", "away", "read-only", "disk full", *(
    f"killed {when}" for when in ("before", "inside", "after")
))  # fmt: skip

Choose = Callable[[tuple[str, ...]], str]
"""One of these faults for the transaction that begins now, or nothing (empty)."""


class BrokenWork:
    """From its making on, each transaction of a step or a job asks `choose` what becomes of it."""

    def __init__(self, world: World, choose: Choose) -> None:
        self._world, self._choose = world, choose
        self._here = threading.local()
        world.app.wsgi_app = self._steps(world.app.wsgi_app)  # type: ignore[method-assign, assignment]
        world.jobs.cancel()
        world.jobs = world.clock.every(5, self._jobs(world.looks), "jobs")
        engine = world.service.database.engine
        event.listen(engine, "begin", self._begins)
        event.listen(engine, "before_cursor_execute", self._says)
        event.listen(engine, "commit", self._commits)
        event.listen(Session, "after_commit", self._committed)

    def ends(self) -> None:
        """Nothing breaks any more."""
        self._choose = lambda _faults: ""
        event.remove(Session, "after_commit", self._committed)

    def _steps(self, service: WSGIApplication) -> WSGIApplication:
        def answers(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            if environ["REQUEST_METHOD"] != "POST" or not path.startswith("/voice/"):
                return service(environ, start_response)
            # Behind a service that dies another one answers: the fallback of that call.
            self._here.mortal = not path.endswith("fallback")
            self._here.fault = ""
            try:
                return answered_unless_killed(service, environ, start_response)
            finally:
                del self._here.fault

        return answers

    def _jobs(self, run: Callable[[], None]) -> Callable[[], None]:
        def runs() -> None:
            self._here.mortal, self._here.fault = True, ""
            try:
                run()
            except WorkerKilled:
                return  # started anew, it looks again in five seconds
            finally:
                del self._here.fault

        return runs

    def _begins(self, connection: Connection) -> None:
        if not hasattr(self._here, "fault"):
            return
        writes = connection.get_execution_options().get(WRITES, False)
        faults = WRITE_FAULTS if writes else READ_FAULTS
        if not self._here.mortal:
            faults = tuple(fault for fault in faults if not fault.startswith("killed"))
        self._here.fault = self._choose(faults)
        if self._here.fault in {"away", "locked"}:
            raise database_says(self._here.fault)
        if self._here.fault == "killed before":
            raise WorkerKilled

    def _says(self, _connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if writes_rows(statement) and getattr(self._here, "fault", "") == "read-only":
            raise database_says("attempt to write a readonly database")

    def _commits(self, _connection: Connection) -> None:
        fault = getattr(self._here, "fault", "")
        if fault == "disk full":
            raise database_says("database or disk is full")
        if fault == "killed inside":
            raise WorkerKilled

    def _committed(self, session: Session) -> None:
        bind = session.bind
        if getattr(self._here, "fault", "") != "killed after" or bind is None:
            return
        if bind.engine.url == self._world.service.database.engine.url:
            self._here.fault = ""
            raise WorkerKilled
