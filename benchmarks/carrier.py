"""The carrier's part in the benchmarks: an API that agrees to everything, and signed webhooks."""

from __future__ import annotations

import http.client
import itertools
import json
import queue
import socket
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from benchmarks.served import MEASURED
from simulator.signature import signature

TOKEN = "benchmark"  # noqa: S105 - keeps nothing from anybody


@dataclass(frozen=True, slots=True)
class Timed:
    """One request: seconds until the answer was read, statements sent to the database and how many
    of them change something, seconds of a core's time that the answer took."""

    seconds: float
    statements: int
    writes: int
    cpu: float
    body: str


@dataclass(frozen=True, slots=True)
class Rung:
    """A leg that the service asked for: its path, such as /voice/legs/ID, its id at the carrier,
    whose number, and when the request arrived (time.perf_counter)."""

    path: str
    sid: str
    to: str
    at: float


class Agreeing:
    """Accepts each call and message; hands on the legs that it was asked to ring, and those that
    it was asked to end. `seconds` is how long each answer takes; nobody else waits meanwhile.
    `most` is how many requests were under way at the same time, at most."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.legs: queue.Queue[Rung] = queue.Queue()
        self.ended: queue.Queue[Rung] = queue.Queue()
        self.most = 0
        self._under_way: set[object] = set()
        self._known: dict[str, Rung] = {}
        self._numbers = itertools.count(1)
        agreeing = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                at = time.perf_counter()
                length = int(self.headers.get("Content-Length", 0))
                form = parse_qs(self.rfile.read(length).decode())
                agreeing._under_way.add(self)
                agreeing.most = max(agreeing.most, len(agreeing._under_way))
                sid = agreeing._asked(self.path, form, at)
                time.sleep(seconds)
                agreeing._under_way.remove(self)
                body = json.dumps({"sid": sid}).encode()
                head = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
                head += f"Content-Length: {len(body)}\r\n\r\n"
                self.wfile.write(head.encode() + body)

            def log_message(self, *_: object) -> None:
                """Nothing: standard output is for the figures."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def next_leg(self) -> Rung:
        """The next leg to ring; at most 30 s from now."""
        return self.legs.get(timeout=30)

    def _asked(self, path: str, form: dict[str, list[str]], at: float) -> str:
        made = path.endswith("/Calls.json")
        sid = f"{'CA' if made else 'SM'}{next(self._numbers):032x}"
        if made and "Url" in form:
            leg = urlsplit(form["Url"][0]).path.removesuffix("/whisper")
            self._known[sid] = Rung(leg, sid, form["To"][0], at)
            self.legs.put(self._known[sid])
        if "/Calls/" in path:
            sid = path.rpartition("/")[2].removesuffix(".json")
            if form.get("Status") == ["completed"] and sid in self._known:
                self.ended.put(self._known.pop(sid))
        return sid


class Line:
    """One kept connection to the service, over which the carrier asks one document at a time: a
    socket in a file, which is quicker than the network and measures nothing of it."""

    def __init__(self, url: str, at: Path) -> None:
        self._url = url
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc)
        self._connection.sock = socket.socket(socket.AF_UNIX)
        # The first answer comes once the service has started.
        self._connection.sock.settimeout(90)
        self._connection.sock.connect(str(at))

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
        statements, writes, cpu = answer.headers[MEASURED].split()
        return Timed(seconds, int(statements), int(writes), float(cpu), content)
