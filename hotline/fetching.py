"""Asks other servers within limits: fetches a calendar that somebody publishes, tells a server what
it wants to hear. Https, on the public internet.

Such an address is a secret (whoever has it reads the calendar), and what answers is not ours:
neither may lead into the organisation's own network.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

SECONDS = 15.0
"""What the whole fetch may take, redirects included."""
LARGEST = 5_000_000
"""Bytes of a calendar; ten thousand events need about three million."""
REDIRECTS = 4
_INSIDE = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "2001::/32", "2002::/16", "fec0::/10")))
"""Called global, and are not: tunnels, inside which is any IPv4 address; and a site's own addresses
of former times."""
_MOVED = {301, 302, 303, 307, 308}


class NotFetched(Exception):
    """Nothing usable came. `code` is the server's answer, 0 when there was none; the address is a
    secret and goes no further."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(f"the server answered {code}")
        self.code = code


class ForbiddenAddress(ValueError):
    """This address is not fetched: not https, or inside a network that is not public."""


def fetch(address: str, *, inside: Collection[str] = ()) -> bytes:
    """The content at this https:// (or webcal://) address.

    Only public addresses are connected to, whatever the name resolves to and wherever it redirects;
    hosts named in `inside` are the organisation's own: any address and plain http will do there.
    Raises ForbiddenAddress, or NotFetched after SECONDS or LARGEST bytes.
    """
    deadline = time.monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        parts = checked(address, inside=inside)
        connection = _Connection(parts, deadline, anywhere=parts.hostname in inside)
        try:
            with _asked(connection, parts) as answer:
                if answer.status == 200:
                    return _whole(answer, deadline)
                onward = answer.headers["Location"]
                if onward is None or answer.status not in _MOVED:
                    raise NotFetched(answer.status)
                address = urljoin(address, onward)
        except (OSError, http.client.HTTPException, UnicodeError) as problem:
            raise NotFetched from problem
        finally:
            connection.finish()
    raise NotFetched


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server said to what it was sent."""

    status: int
    headers: Mapping[str, str]
    content: bytes


def send(
    address: str,
    content: bytes,
    headers: Mapping[str, str],
    *,
    inside: Collection[str] = (),
    seconds: float = SECONDS,
) -> Answered:
    """Posts this content to an https:// address, bounded as `fetch` is; with none of it, the
    address is read. What a server answers is an answer, whatever its status: nothing is redirected.

    Raises ForbiddenAddress, or NotFetched after `seconds` or LARGEST bytes.
    """
    deadline = time.monotonic() + seconds
    parts = checked(address, inside=inside)
    connection = _Connection(parts, deadline, anywhere=parts.hostname in inside)
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    try:
        connection.request("POST" if content else "GET", target, content or None, dict(headers))
        with connection.getresponse() as answer:
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answered(answer.status, told, _whole(answer, deadline))
    except (OSError, http.client.HTTPException, UnicodeError) as problem:
        raise NotFetched from problem
    finally:
        connection.finish()


def checked(address: str, *, inside: Collection[str] = ()) -> SplitResult:
    """The parts of an address that may be fetched; webcal:// is https://.

    Raises ForbiddenAddress. Where its name leads is looked at when it is fetched.
    """
    parts = urlsplit(address.strip())
    if parts.scheme.lower() in {"webcal", "webcals"}:
        parts = parts._replace(scheme="https")
    schemes = {"https", "http"} if parts.hostname in inside else {"https"}
    try:
        good = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or parts.username is not None:
        raise ForbiddenAddress
    return parts


class _Connection(http.client.HTTPConnection):
    """Connects to the very address it has looked at, so that a name cannot change in between; is
    cut at the deadline, however slowly a server goes on talking."""

    def __init__(self, parts: SplitResult, deadline: float, *, anywhere: bool) -> None:
        assert parts.hostname is not None  # else it was not checked
        self._secure = parts.scheme == "https"
        super().__init__(parts.hostname, parts.port or (443 if self._secure else 80))
        self._anywhere = anywhere
        self._seconds = max(0.01, deadline - time.monotonic())
        self._cut: threading.Timer | None = None

    def connect(self) -> None:
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = [str(place[0]) for *_, place in found]
        if not (self._anywhere or all(map(_is_public, addresses))):
            raise ForbiddenAddress
        self.sock = socket.create_connection((addresses[0], self.port), self._seconds)
        secured = None
        if self._secure:
            secured = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = secured
        self._cut = threading.Timer(self._seconds, _shut, [self.sock])
        self._cut.start()
        if secured is not None:
            secured.do_handshake()

    def finish(self) -> None:
        """Lets the server go. Not `close`, which comes as soon as an answer begins."""
        if self._cut is not None:
            self._cut.cancel()
        self.close()


def _shut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    # What is reserved may be called global too: old forms of IPv6 that hold an IPv4 address.
    outside = found.is_global and not found.is_multicast and not found.is_reserved
    return outside and not any(found in net for net in _INSIDE)


def _asked(connection: _Connection, parts: SplitResult) -> http.client.HTTPResponse:
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    connection.request("GET", target, headers={"Accept": "text/calendar, */*;q=0.1"})
    return connection.getresponse()


def _whole(answer: http.client.HTTPResponse, deadline: float) -> bytes:
    content = answer.read(LARGEST + 1)
    # What a server does not finish is not a calendar with fewer events.
    if len(content) > LARGEST or time.monotonic() >= deadline or answer.length:
        raise NotFetched
    return content
