"""A server of HTTP on this machine, beside a test."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"


class Quiet:
    """Of a handler: it writes nothing."""

    def log_message(self, *_: object) -> None:
        """The tests' output is theirs."""


@contextmanager
def serving(
    handler: Callable[..., BaseHTTPRequestHandler], secure: ssl.SSLContext | None = None
) -> Iterator[int]:
    """Its port, while it runs; encrypted when it is given a certificate."""
    server = ThreadingHTTPServer((HOST, 0), handler)
    server.daemon_threads = True
    if secure is not None:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
