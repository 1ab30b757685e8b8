"""The carrier's part in the benchmark: an API that agrees to everything, and signed webhooks."""

from __future__ import annotations

import http.client
import json
import queue
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from benchmarks.served import STATEMENTS
from simulator.signature import signature

TOKEN = "benchmark"  # noqa: S105 - keeps nothing from anybody
DIGITS_OF_A_SID = 32


@dataclass(frozen=True, slots=True)
class Timed:
    """One request: seconds until the answer was read, statements sent to the database."""

    seconds: float
    statements: int
    body: str


class Agreeing:
    """Accepts each call and message; hands on the addresses of the legs it was asked to ring."""

    def __init__(self) -> None:
        self.legs: queue.Queue[str] = queue.Queue()
        agreeing = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                form = parse_qs(self.rfile.read(length).decode())
                made = "/Calls.json" in self.path and "Url" in form
                if made:
                    agreeing.legs.put(urlsplit(form["Url"][0]).path.removesuffix("/whisper"))
                body = json.dumps(
                    {"sid": ("CA" if made else "SM") + "e" * DIGITS_OF_A_SID}
                ).encode()
                self.send_response(201)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Nothing: standard output is for the figures."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def next_leg(self) -> str:
        """The path of the next leg to ring, such as /voice/legs/ID; at most 10 s from now."""
        return self.legs.get(timeout=10)


class Line:
    """One kept connection to the service, over which the carrier asks one document at a time."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)

    def ask(self, path: str, parameters: dict[str, str]) -> Timed:
        """One signed webhook, timed from its first byte to its answer's last."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Twilio-Signature": signature(TOKEN, self._url + path, parameters.items()),
        }
        body = urlencode(parameters)
        start = time.perf_counter()
        self._connection.request("POST", path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read().decode()
        seconds = time.perf_counter() - start
        if answer.status not in {200, 204}:
            raise SystemExit(f"{path} answered {answer.status}: the figures would mean nothing.")
        return Timed(seconds, int(answer.headers.get(STATEMENTS, 0)), content)
