"""A calendar's server on this machine, as real as a publisher's: it speaks HTTP on a port."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

from tests.http_server import HOST, Quiet, serving

__all__ = ["HOST", "CalendarServer", "calendar_server"]


class CalendarServer:
    """Answers every GET with `content`, or as `status` and `headers` say."""

    def __init__(self) -> None:
        self.content = b""
        self.status = 200
        self.headers: dict[str, str] = {}
        self.slowly = 0.0
        """Seconds between two bytes."""
        self.asked: list[str] = []
        self.stop = threading.Event()
        self.port = 0

    @property
    def url(self) -> str:
        """Where its calendar is."""
        return f"http://{HOST}:{self.port}/secret/calendar.ics"


@contextmanager
def calendar_server(secure: ssl.SSLContext | None = None) -> Iterator[CalendarServer]:
    """One that runs, encrypted when it is given a certificate."""
    kept = CalendarServer()

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kept.asked.append(self.path)
            self.send_response(kept.status)
            headers = {"Content-Length": str(len(kept.content))} | kept.headers
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for byte in kept.content if kept.slowly else ():
                    self.wfile.write(bytes([byte]))
                    if kept.stop.wait(kept.slowly):
                        return
                if not kept.slowly:
                    self.wfile.write(kept.content)
            except OSError:
                return  # whoever asked has hung up

    with serving(Handler, secure) as kept.port:
        try:
            yield kept
        finally:
            kept.stop.set()
