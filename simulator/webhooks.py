"""The carrier's requests to the service: signed, retried, timed, written down.

twilio.com/docs/usage/webhooks/webhooks-connection-overrides
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit

from simulator.clock import Clock
from simulator.faults import Briefly, Faults, Parameters, WebhookFault
from simulator.reaching import Request, reach
from simulator.signature import signature
from simulator.transport import NoAnswer, Transport

FORM = "application/x-www-form-urlencoded; charset=UTF-8"


@dataclass(frozen=True)
class Overrides:
    """Connection overrides in a URL's fragment; milliseconds, with the documented defaults."""

    retries: int = 1
    retry_on: frozenset[str] = frozenset({"ct"})
    connect_ms: int = 5000
    read_ms: int = 15000
    total_ms: int = 15000

    @staticmethod
    def of(url: str) -> Overrides:
        """Read `#rc=2&rt=4000&tt=8000&ct=1000&rp=all`; anything else keeps its default."""
        given = dict(parse_qsl(urlsplit(url).fragment))
        policy = frozenset(given.get("rp", "ct").split(","))
        total = int(given.get("tt", 15000))
        return Overrides(
            retries=int(given.get("rc", 1)),
            retry_on=frozenset({"ct", "rt", "4xx", "5xx"}) if "all" in policy else policy,
            connect_ms=min(int(given.get("ct", 5000)), total),
            read_ms=min(int(given.get("rt", 15000)), total),
            total_ms=total,
        )


@dataclass(frozen=True)
class Reply:
    """What the service answered; `failure` (an error code of the carrier) when it is no use."""

    status: int
    content_type: str = ""
    body: bytes = b""
    failure: int = 0
    reason: str = ""
    waited: float = 0.0


@dataclass(frozen=True)
class Sent:
    """One line of the log of webhooks."""

    at: datetime
    kind: str
    url: str
    parameters: Parameters
    status: int
    failure: int = 0

    @property
    def path(self) -> str:
        """The path alone, without host, query or fragment."""
        return urlsplit(self.url).path


Hook = Callable[[str, str, Parameters], None]


@dataclass
class Webhooks:
    """Sends requests without holding anything of the carrier; answers come back as events."""

    clock: Clock
    token: str
    transport: Transport
    faults: Faults
    chance: random.Random
    log: list[Sent] = field(default_factory=list)
    before: list[Hook] = field(default_factory=list)
    """Called with kind, URL and parameters before each request, on the thread that sends it; one
    that raises NoAnswer keeps the request from arriving."""

    def ask(
        self,
        kind: str,
        url: str,
        method: str,
        parameters: Parameters,
        then: Callable[[Reply], None],
    ) -> None:
        """Request a document; the answer is handed to `then` on the clock's thread."""
        token = f"{self.chance.getrandbits(128):032x}"

        def answered(reply: Reply) -> None:
            if self.clock.jumps and reply.waited:
                self.clock.call_later(reply.waited, lambda: then(reply), f"answer to {kind}")
            else:
                then(reply)

        self.clock.work(
            lambda: self._send(kind, url, method, parameters, token), answered, f"webhook {kind}"
        )

    def _send(self, kind: str, url: str, method: str, parameters: Parameters, token: str) -> Reply:
        at = self.clock.now()
        overrides, whole, url = Overrides.of(url), url, urldefrag(url).url
        try:
            for hook in self.before:
                hook(kind, url, parameters)
        except NoAnswer as error:
            self.log.append(Sent(at, kind, url, parameters, 0, error.code))
            waited = late_by(error, overrides.read_ms / 1000)
            return Reply(0, failure=error.code, reason=str(error), waited=waited)
        request = self._request(whole, method, parameters, token)
        met = self.faults.webhook and self.faults.webhook(kind, url, parameters)
        waited = 0.0
        for nth in range(overrides.retries + 1):
            patience = min(overrides.read_ms / 1000, overrides.total_ms / 1000 - waited)
            fault = (None if nth else met.fault) if isinstance(met, Briefly) else met
            reply, cause = self._attempt(request, fault, patience)
            waited += reply.waited
            if cause not in overrides.retry_on or waited * 1000 >= overrides.total_ms:
                break
        self.log.append(Sent(at, kind, url, parameters, reply.status, reply.failure))
        return replace(reply, waited=waited)

    def _request(self, url: str, method: str, parameters: Parameters, token: str) -> Request:
        address, _, fragment = url.partition("#")
        form, got = list(parameters.items()), method.upper() == "GET"
        if got and form:
            address += ("&" if "?" in address else "?") + urlencode(form)
        headers = {
            "Accept": "*/*",
            "User-Agent": "TwilioProxy/1.1",
            "I-Twilio-Idempotency-Token": token,
            "X-Twilio-Signature": signature(self.token, address, [] if got else form),
        }
        if not got:
            headers["Content-Type"] = FORM
        whole = f"{address}#{fragment}" if fragment else address
        return Request(whole, headers, None if got else urlencode(form).encode())

    def _attempt(
        self, request: Request, fault: WebhookFault | None, patience: float
    ) -> tuple[Reply, str]:
        """What came back, and the cause that a retry goes by: empty when all is well."""
        try:
            (status, headers, content), late = reach(
                self.transport, request, fault, patience, virtual=self.clock.jumps
            )
        except NoAnswer as error:
            waited = late_by(error, patience)
            return Reply(0, failure=error.code, reason=str(error), waited=waited), error.cause
        kind = next(
            (value for name, value in headers.items() if name.lower() == "content-type"), ""
        )
        if 200 <= status < 300:
            return Reply(status, kind, content, waited=late), ""
        reason = f"The service answered {status}."
        return Reply(status, kind, content, 11200, reason, late), f"{status // 100}xx"


def late_by(error: NoAnswer, patience: float) -> float:
    """Seconds that the carrier waits before it gives up: none when the connection is refused."""
    return patience if error.cause == "rt" else 0.0
