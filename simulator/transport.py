"""How a webhook travels: over HTTP with connections that are kept, or as a test prefers."""

from __future__ import annotations

import http.client
import select
import threading
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

CONNECT, READ = 5.0, 15.0
"""Seconds to connect and to answer (…/webhooks-connection-overrides)."""


class NoAnswer(Exception):
    """Nothing came back: `cause` is `ct` (no connection) or `rt` (time-out or cut)."""

    def __init__(self, cause: str, reason: str) -> None:
        super().__init__(reason)
        self.cause = cause
        self.code = 11205 if cause == "ct" else 11200


class Transport(Protocol):
    """Sends one request (a body of None is a GET) and returns status, headers, body.

    Raises NoAnswer when nothing comes back. The URL still has its fragment, for the time-outs in
    it; the fragment is never sent.
    """

    def __call__(
        self, url: str, headers: Mapping[str, str], body: bytes | None, /
    ) -> tuple[int, Mapping[str, str], bytes]: ...


def still_open(connection: http.client.HTTPConnection) -> bool:
    """Whether the other side has kept the connection: a closed one has its end to be read."""
    looking = select.poll()
    looking.register(connection.sock, select.POLLIN)
    return not looking.poll(0)


class HttpTransport:
    """Real requests; a connection is used again for the next request to the same place."""

    def __init__(self) -> None:
        self._free: dict[tuple[str, str], list[http.client.HTTPConnection]] = {}
        self._lock = threading.Lock()

    def __call__(
        self, url: str, headers: Mapping[str, str], body: bytes | None, /
    ) -> tuple[int, Mapping[str, str], bytes]:
        parts = urlsplit(url)
        overrides = dict(parse_qsl(parts.fragment))
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        place = (parts.scheme, parts.netloc)
        connection = self._connection(place, int(overrides.get("ct", 5000)) / 1000)
        connection.sock.settimeout(int(overrides.get("rt", 15000)) / 1000)
        try:
            connection.request("GET" if body is None else "POST", target, body, dict(headers))
            response = connection.getresponse()
            content = response.read()
        except TimeoutError as error:
            connection.close()
            raise NoAnswer("rt", f"{place[1]} did not answer in time.") from error
        except (OSError, http.client.HTTPException) as error:
            # Never sent again here: the service may have done what it was asked.
            connection.close()
            raise NoAnswer("rt", f"{place[1]} cut the connection: {error}.") from error
        if connection.sock is not None:  # an answer with Connection: close has closed it
            with self._lock:
                self._free.setdefault(place, []).append(connection)
        return response.status, dict(response.getheaders()), content

    def _connection(self, place: tuple[str, str], timeout: float) -> http.client.HTTPConnection:
        with self._lock:
            free = self._free.get(place, [])
            while free:
                connection = free.pop()
                if still_open(connection):
                    return connection
                connection.close()
        kind = http.client.HTTPSConnection if place[0] == "https" else http.client.HTTPConnection
        try:
            connection = kind(place[1], timeout=timeout)
            connection.connect()
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer("ct", f"No connection to {place[1]}: {error}.") from error
        return connection

    def close(self) -> None:
        """Close every connection that is kept."""
        with self._lock:
            for connections in self._free.values():
                for connection in connections:
                    connection.close()
            self._free.clear()
