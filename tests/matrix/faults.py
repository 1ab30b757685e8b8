"""What can go wrong at one step of a call: the cells of the fault matrix."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from hotline.database.work import WRITES
from simulator.faults import Briefly, CallbackFault, Parameters, RestFault, WebhookFault
from tests.world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ANSWERS: dict[str, WebhookFault] = {
    "error": "error",
    "refused": "dead",
    "missing": "missing",
    "page": "page",
    "too late": 20.0,
}
"""Answers that are not the service's, or that come when nobody listens any more."""

REQUEST = "HTTP_I_TWILIO_IDEMPOTENCY_TOKEN"

TWICE = "twice"
"""The same request comes a second time, and only its second answer is heard."""

DATABASE = ("locked", "away", "read-only", "disk full")
KILLED = ("killed before", "killed inside", "killed after")
"""The worker dies before, inside or after its n-th write transaction."""

REST: dict[str, RestFault] = {
    "refused": "refuse",
    "limited": "limit",
    "closed": "close",
    "lost": "lose",
    "page": "page",
    "half": "half",
    "nameless": "nameless",
    "slow": 5.0,
}
CALLBACKS = ("lost", "doubled", "late", "swapped")
STATUSES = ("initiated", "ringing", "answered", "completed")


@dataclass(frozen=True)
class Fault:
    """One cell: where it happens, what, and at which of its transactions."""

    where: str
    """A step's address, the sort of a request to the carrier, or a status that it tells."""
    what: str
    nth: int = 0

    def __str__(self) -> str:
        nth = f" {self.nth + 1}" if self.what in KILLED else ""
        return f"{self.where} {self.what}{nth}"


class WorkerKilled(BaseException):
    """The process is gone; nothing in it may catch this."""


@dataclass
class Trouble:
    """One fault, in one world, once."""

    fault: Fault
    world: World
    outlasts: bool = True
    """Whether the carrier's second try meets it too, so that its fallback is asked."""
    happened: int = 0
    _met_by: str | None = None
    """The request that met it, by the token that all its tries have."""
    _here: threading.local = field(default_factory=threading.local)

    def begins(self) -> None:
        """Lies in wait from now on."""
        what = self.fault.what
        if self.fault.where.startswith("/voice/"):
            if what in ANSWERS:
                self.world.carrier.webhooks.faults.webhook = self._answer
            else:
                self._inside_the_service()
        elif self.fault.where in STATUSES:
            self.world.carrier.faults.callbacks = [*self._callbacks()]
        else:
            self.world.carrier.faults.rest = self._rest

    # -- in the carrier's eyes -----------------------------------------------------------------

    def _answer(self, _kind: str, url: str, _told: Parameters) -> WebhookFault | Briefly | None:
        if self.happened or step_of(self.world, urlsplit(url).path) != self.fault.where:
            return None
        self.happened += 1
        fault = ANSWERS[self.fault.what]
        return fault if self.outlasts else Briefly(fault)

    def _callbacks(self) -> Iterator[CallbackFault]:
        def picked(told: Parameters) -> bool:
            this = told.get("CallStatus") in status_words(self.fault.where)
            self.happened += this
            return this

        copies = {"lost": 0, "doubled": 2}.get(self.fault.what, 1)
        late = 25.0 if self.fault.what == "late" else 0.0
        yield CallbackFault(picked, copies, late, swap=self.fault.what == "swapped")

    def _rest(self, method: str, path: str, form: Parameters) -> RestFault | None:
        if request_sort(method, path, form) != self.fault.where:
            return None
        # For as long as a bad minute lasts, not once: what is tried again fails again. An answer
        # that is slow takes real seconds.
        self.happened += 1
        lasts = 1 if self.fault.what == "slow" else 6
        return REST[self.fault.what] if self.happened <= lasts else None

    # -- inside the service --------------------------------------------------------------------

    def _inside_the_service(self) -> None:
        self.world.app.wsgi_app = self._around(self.world.app.wsgi_app)  # type: ignore[method-assign, assignment]
        engine = self.world.service.database.engine
        event.listen(engine, "begin", self._on_begin)
        event.listen(engine, "commit", self._on_commit)
        event.listen(engine, "before_cursor_execute", self._on_statement)
        event.listen(Session, "after_commit", self._after_commit)

    def ends(self) -> None:
        """No trace of it is left in what other worlds share."""
        if event.contains(Session, "after_commit", self._after_commit):
            event.remove(Session, "after_commit", self._after_commit)

    def _around(self, service: WSGIApplication) -> WSGIApplication:
        def answers(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            again = self.outlasts and environ.get(REQUEST) == self._met_by
            there = step_of(self.world, environ["PATH_INFO"]) == self.fault.where
            if not there or (self.happened and not again):
                return service(environ, start_response)
            self.happened += 1
            self._met_by = environ.get(REQUEST)
            if self.fault.what == TWICE:
                return _twice(service, environ, start_response)
            self._here.writes = 0
            try:
                return answered_unless_killed(service, environ, start_response)
            finally:
                del self._here.writes

        return answers

    def _at_work(self) -> bool:
        return hasattr(self._here, "writes")

    def _on_begin(self, connection: Connection) -> None:
        if not self._at_work():
            return
        writes = connection.get_execution_options().get(WRITES, False)
        if self.fault.what == "away" or (writes and self.fault.what == "locked"):
            raise database_says(self.fault.what)
        if writes and self.fault.what == "killed before" and self._here.writes == self.fault.nth:
            raise WorkerKilled

    def _on_statement(
        self, _connection: Connection, _cursor: object, statement: str, *_: object
    ) -> None:
        if self._at_work() and writes_rows(statement) and self.fault.what == "read-only":
            raise database_says("attempt to write a readonly database")

    def _on_commit(self, connection: Connection) -> None:
        if not self._at_work() or not connection.get_execution_options().get(WRITES, False):
            return
        if self.fault.what == "disk full":
            raise database_says("database or disk is full")
        if self.fault.what == "killed inside" and self._here.writes == self.fault.nth:
            raise WorkerKilled

    def _after_commit(self, session: Session) -> None:
        bind = session.bind
        if not self._at_work() or bind is None or not bind.get_execution_options().get(WRITES):
            return
        self._here.writes += 1
        if self.fault.what == "killed after" and self._here.writes == self.fault.nth + 1:
            raise WorkerKilled


def step_of(world: World, path: str) -> str | None:
    """The address of a step as the table of steps writes it; None for what is none."""
    try:
        rule, _ = world.app.url_map.bind("").match(path, method="POST", return_rule=True)
    except HTTPException:
        return None
    return str(rule)


def request_sort(method: str, path: str, form: Parameters) -> str:
    """What a request to the carrier asks for, in few words."""
    kind = next((k for k in ("Messages", "Queues", "Calls") if f"/{k}" in path), "other")
    one = not path.removesuffix(".json").endswith(f"/{kind}")
    done = {"POST": "change" if one else "create", "GET": "look up" if one else "list"}
    word = done.get(method, method.lower())
    if kind == "Calls" and word == "change":
        word = "end" if "Status" in form else "send elsewhere"
    return f"{word} {kind.lower()}"


def status_words(status: str) -> frozenset[str]:
    """What the carrier says when it tells of this."""
    return {
        "initiated": frozenset({"initiated", "queued"}),
        "answered": frozenset({"in-progress", "answered"}),
        "completed": frozenset({"completed", "busy", "failed", "no-answer", "canceled"}),
    }.get(status, frozenset({status}))


def answered_unless_killed(
    service: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """The whole answer; when its worker dies, what a proxy says in its place."""
    try:
        return [*service(environ, start_response)]
    except WorkerKilled:
        start_response("502 Bad Gateway", [("Content-Type", "text/plain")])
        return [b""]


def writes_rows(statement: str) -> bool:
    """Whether a statement changes rows."""
    return statement.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"}


def database_says(words: str) -> OperationalError:
    """A database's refusal, in these words of its own."""
    return OperationalError("(a statement)", None, Exception(words))


def _twice(
    service: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))

    def ignored(*_: Any) -> Any:
        return lambda _data: None

    again = dict(environ)
    [*service(environ | {"wsgi.input": BytesIO(body)}, ignored)]
    return service(again | {"wsgi.input": BytesIO(body)}, start_response)
