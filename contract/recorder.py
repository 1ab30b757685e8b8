"""Stands between our client and Prism, and keeps what was asked and what was said to it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it left our client, and Prism's judgement of it."""

    method: str
    path: str
    body: str
    status: int
    violations: tuple[str, ...]

    @property
    def accepted(self) -> bool:
        """Whether the description allows this request."""
        return self.status < 400


@dataclass
class Recorder:
    """What passed, in order."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def recording(target: str) -> Iterator[Recorder]:
    """A server that hands every request on to `target` and keeps both sides."""
    recorder = Recorder()

    class Passing(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            reply = requests.request(
                self.command,
                target + self.path,
                data=body,
                headers={k: v for k, v in self.headers.items() if k.lower() != "host"},
                timeout=30,
            )
            found = violations(reply.content) if reply.status_code >= 400 else ()
            recorder.asked.append(
                Asked(self.command, self.path, body.decode(), reply.status_code, found)
            )
            self.send_response(reply.status_code)
            self.send_header("Content-Type", reply.headers.get("Content-Type", ""))
            self.send_header("Content-Length", str(len(reply.content)))
            self.end_headers()
            self.wfile.write(reply.content)

        do_GET = do_DELETE = do_POST  # noqa: N815 - names that http.server asks for

        def log_message(self, *_: object) -> None:
            """Nothing: the check tells what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    recorder.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield recorder
    finally:
        server.shutdown()
        server.server_close()


def violations(body: bytes) -> tuple[str, ...]:
    """What Prism found wrong (application/problem+json), one sentence each."""
    try:
        problem = json.loads(body)
    except ValueError:
        return (body.decode(errors="replace")[:200],)
    found = [f"{'.'.join(v['location'])}: {v['message']}" for v in problem.get("validation", [])]
    return tuple(found) or (str(problem.get("detail") or problem.get("title") or problem),)
