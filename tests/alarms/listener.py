"""Whoever gets alarms: a server on this machine that keeps what it was sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.http_server import HOST, Quiet, serving

SECRET = "a secret that both sides know, long enough"


class Listener:
    """Answers every POST with `status`."""

    def __init__(self) -> None:
        self.status = 200
        self.got: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.port = 0

    @property
    def settings(self) -> dict[str, Any]:
        """Those of a service that sends its alarms here."""
        return {
            "hotline_alarm_hosts": HOST,
            "hotline_alarm_url": f"http://{HOST}:{self.port}/hooks/of-ours",
            "hotline_alarm_secret": SECRET,
        }

    @property
    def words(self) -> list[tuple[str, str]]:
        """Of each alarm that came: its kind and event."""
        told = [json.loads(content) for content in self.got]
        return [(one["kind"], one["event"]) for one in told]


@contextmanager
def listening() -> Iterator[Listener]:
    """One that runs."""
    kept = Listener()

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            kept.got.append(self.rfile.read(int(self.headers["Content-Length"])))
            kept.headers.append(dict(self.headers.items()))
            self.send_response(kept.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with serving(Handler) as kept.port:
        yield kept
