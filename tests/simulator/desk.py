"""A tiny service for the carrier to talk to: a path answers with TwiML, everything is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from simulator.carrier import Carrier
from simulator.clock import VirtualClock
from simulator.transport import NoAnswer

LINE = "+33123456789"
CALLER = "+33612345678"
ANNE = "+33700000001"
BOB = "+33700000002"
START = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)
TOKEN = "12345"
ACCOUNT = "AC" + "0" * 32
HOST = "https://line.example"
Answer = str | int | Callable[[dict[str, str]], str]


@dataclass
class Service:
    """Answers by path; a number is an HTTP status, a missing path 404."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def __call__(
        self, url: str, headers: Mapping[str, str], body: bytes | None, /
    ) -> tuple[int, Mapping[str, str], bytes]:
        path = urlsplit(url).path
        form = dict(parse_qsl((body or b"").decode(), keep_blank_values=True))
        self.asked.append((path, form))
        self.headers.append(headers)
        answer = self.answers.get(path, 404)
        if callable(answer):
            answer = answer(form)
        if isinstance(answer, int):
            if answer == 0:
                raise NoAnswer("rt", "Nothing came back.")
            return answer, {}, b""
        return 200, {"Content-Type": "text/xml"}, f"<Response>{answer}</Response>".encode()

    def told(self, path: str) -> list[dict[str, str]]:
        """What was asked of one path, in order."""
        return [form for asked, form in self.asked if asked == path]


def desk(answers: dict[str, Answer], **settings: Any) -> tuple[Carrier, Service]:
    """A carrier with one line whose service answers like this; `/in` is asked first."""
    service = Service(answers)
    carrier = Carrier(
        clock=VirtualClock(START),
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        numbers={
            LINE: {
                "voice_url": f"{HOST}/in",
                "voice_fallback_url": f"{HOST}/fallback",
                "status_callback": f"{HOST}/status",
            }
        },
        post=service,
        **settings,
    )
    return carrier, service
