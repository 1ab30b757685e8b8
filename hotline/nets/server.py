"""The second net: a small process that answers the carrier when the service itself does not.

It knows no database and little else: the folder of the nets, the keys, the carrier's token and its
own address, from the environment (`python -m hotline.nets.server --port 8001`). The number's
fallback URL and those of legs lead here.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from hotline.clock import Clock, system_clock
from hotline.logs import logger, set_up_logs
from hotline.nets.asked import asked
from hotline.nets.net import Net, net_of
from hotline.nets.paper import Paper
from hotline.nets.signature import is_signed
from hotline.nets.steps import answer

LARGEST_BODY = 64 * 1024
LONGEST_TARGET = 8_000
"""Characters of an address that is answered. It comes back in the document, several times, and the
carrier takes documents of 64 kB."""
PATIENCE = 10
"""Seconds after which a connection that says nothing is closed, or a step is not waited for."""
MUSIC = Path(__file__).parents[1] / "voice" / "music"
_PIECE = re.compile(r"/voice/music/(\d{1,2})\.wav")

log = logger(__name__)


class NotConfigured(ValueError):
    """What is missing in the environment, in one sentence."""


@dataclass(frozen=True)
class Second:
    """What this process answers with."""

    net: Net
    token: str
    stands_in_for: str = ""
    """The service's own address, where a proxy asks here for what the service did not answer."""

    def post(self, target: str, body: bytes, signature: str) -> tuple[int, str]:
        """The status and the document for a request of the carrier."""
        form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        bases = {self.net.base, self.stands_in_for} - {""}
        if not any(is_signed(self.token, base + target, form, signature) for base in bases):
            log.warning("webhook-refused")
            return 403, ""
        if len(target) > LONGEST_TARGET:
            return 414, ""
        parts = urlsplit(target)
        if not parts.path.startswith("/voice/"):
            return 404, ""
        try:
            document = answer(self.net, asked(parts.path, dict(parse_qsl(parts.query)), form))
        except Exception:
            # Whatever it is, the carrier's own apology is worse.
            log.exception("step-failed")
            words = Paper("fr").say("trouble-numbers").say("emergency-numbers")
            document = words.hang_up().text()
        return (204, "") if document is None else (200, document)


def second(environment: Mapping[str, str], clock: Clock = system_clock) -> Second:
    """This process, as its environment wants it. Raises NotConfigured."""
    keys = environment.get("HOTLINE_ENCRYPTION_KEYS", "")
    service = environment.get("HOTLINE_PUBLIC_URL", "").rstrip("/")
    base = environment.get("HOTLINE_FALLBACK_URL") or service
    token = environment.get("TWILIO_AUTH_TOKEN", "")
    for name, value in (
        ("HOTLINE_ENCRYPTION_KEYS", keys),
        ("HOTLINE_FALLBACK_URL", base),
        ("TWILIO_AUTH_TOKEN", token),
    ):
        if not value:
            raise NotConfigured(f"{name} manque. / {name} is not set.")
    folder = environment.get("HOTLINE_SNAPSHOT_DIR") or "var/snapshot"
    try:
        split = [key.strip() for key in keys.split(",")]
        net = net_of(folder, split, clock, lambda: secrets.token_hex(16), base.rstrip("/"))
    except ValueError:
        raise NotConfigured("HOTLINE_ENCRYPTION_KEYS ne va pas / cannot be used.") from None
    return Second(net, token, service)


class Serving(ThreadingHTTPServer):
    """One thread a connection; they are few, and short."""

    daemon_threads = True

    def __init__(self, host: str, port: int, second: Second) -> None:
        super().__init__((host, port), _Handler)
        self.second = second
        self._steps = threading.Condition()
        self._under_way = 0

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """Whoever asked has gone. In place of the library's own words, which tell an address."""
        log.warning("answer-not-taken")

    @contextmanager
    def step(self) -> Iterator[None]:
        """A step is being answered."""
        with self._steps:
            self._under_way += 1
        try:
            yield
        finally:
            with self._steps:
                self._under_way -= 1
                self._steps.notify_all()

    def serve_until_told(self) -> None:
        """Answers until SIGTERM or Ctrl+C; what is under way then is finished, for some seconds."""
        for ending in (signal.SIGTERM, signal.SIGINT):
            # Beside the loop that it ends, which must not wait for itself.
            signal.signal(ending, lambda *_: threading.Thread(target=self.shutdown).start())
        self.serve_forever(poll_interval=0.1)
        self.server_close()
        with self._steps:
            self._steps.wait_for(lambda: not self._under_way, PATIENCE)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "entraide"
    sys_version = ""
    timeout = PATIENCE
    server: Serving

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        # Ten thousand digits are no number that Python reads.
        if not length.isdecimal() or len(length) > 9 or int(length) > LARGEST_BODY:
            self.close_connection = True
            self._answer(403)
            return
        body = self.rfile.read(int(length))
        signature = self.headers.get("X-Twilio-Signature", "")
        with self.server.step():
            status, document = self.server.second.post(self.path, body, signature)
            self._answer(status, document.encode(), "text/xml; charset=utf-8")

    def do_GET(self) -> None:
        piece = _PIECE.fullmatch(urlsplit(self.path).path)
        file = MUSIC / f"{int(piece[1]):02}.wav" if piece else None
        if self.path == "/healthz":
            self._answer(200, b"ok\n", "text/plain")
        elif file is not None and file.is_file():
            self._answer(200, file.read_bytes(), "audio/wav")
        else:
            self._answer(404)

    def log_message(self, *_: object) -> None:
        """Nothing: addresses do not belong in a log."""

    def _answer(self, status: int, body: bytes = b"", kind: str = "text/plain") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 204:
            self.wfile.write(body)


def main(arguments: list[str] | None = None) -> None:
    """Answers until it is stopped."""
    parser = argparse.ArgumentParser(prog="hotline fallback", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    told = parser.parse_args(arguments)
    set_up_logs(os.environ.get("HOTLINE_LOG_LEVEL", "INFO").upper())
    try:
        serving = Serving(told.host, told.port, second(os.environ))
    except NotConfigured as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(2)
    except OSError as problem:
        sys.stderr.write(
            f"Le port {told.port} de {told.host} ne peut pas être pris : voyez --port. /"
            f" Port {told.port} of {told.host} cannot be had: see --port."
            f" ({problem.strerror})\n"
        )
        sys.exit(2)
    serving.serve_until_told()


if __name__ == "__main__":
    main()
