"""Calendars are fetched within limits, and never from inside a network that is not public."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hotline import fetching
from hotline.fetching import ForbiddenAddress, NotFetched, checked, fetch
from tests.calendar_server import HOST, CalendarServer, calendar_server
from tests.mail_server import certificate

INSIDE = {HOST}


@pytest.fixture
def server() -> Iterator[CalendarServer]:
    """A server that publishes a calendar."""
    with calendar_server() as running:
        running.content = b"BEGIN:VCALENDAR"
        yield running


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Which address the names of the public internet have, instead of asking it."""
    places: dict[str, str] = {}
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        return real(places.get(host, host), port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return places


def test_a_calendar_of_ones_own_network_is_fetched_when_its_host_is_named(
    server: CalendarServer,
) -> None:
    assert fetch(server.url, inside=INSIDE) == b"BEGIN:VCALENDAR"
    assert server.asked == ["/secret/calendar.ics"]


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.ics",
        "ftp://example.org/a.ics",
        "file:///etc/passwd",
        "/etc/passwd",
        "https://",
        "https://user:password@example.org/a.ics",
        "https://example.org:0/a.ics",
        "https://example.org:wrong/a.ics",
        "",
    ],
)
def test_any_other_scheme_or_form_is_refused(address: str) -> None:
    with pytest.raises(ForbiddenAddress):
        checked(address)


def test_webcal_is_https() -> None:
    assert checked("webcal://example.org/a.ics?key=1").geturl() == "https://example.org/a.ics?key=1"
    assert checked(" https://example.org/a.ics ").hostname == "example.org"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "64:ff9b:1::a00:1",
        "::7f00:1",
        "fec0::1",
        "255.255.255.255",
    ],
)
def test_a_name_that_leads_inside_is_not_connected_to(
    resolved: dict[str, str], address: str
) -> None:
    resolved["calendars.example.org"] = address
    with pytest.raises(ForbiddenAddress):
        fetch("https://calendars.example.org/a.ics")


@pytest.mark.parametrize(
    "host", ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_an_inside_address_is_known_however_it_is_written(host: str) -> None:
    with pytest.raises((ForbiddenAddress, NotFetched)) as problem:
        fetch(f"https://{host}/a.ics")
    assert not isinstance(problem.value.__cause__, ConnectionError), "it was connected to"


def test_a_name_is_looked_up_once_and_that_very_address_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["93.184.215.14", "127.0.0.1"])
    connected: list[str] = []

    def look_up(_host: str, port: int, **_: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(place: tuple[str, int], _seconds: float) -> socket.socket:
        connected.append(place[0])
        raise OSError("nobody there")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(NotFetched):
        fetch("https://calendars.example.org/a.ics")
    assert connected == ["93.184.215.14"]


def test_a_name_that_leads_inside_as_well_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def look_up(_host: str, port: int, **_: Any) -> Any:
        return [(2, 1, 6, "", (address, port)) for address in ("93.184.215.14", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(ForbiddenAddress):
        fetch("https://calendars.example.org/a.ics")


def test_a_redirect_inside_is_not_followed(
    server: CalendarServer, resolved: dict[str, str]
) -> None:
    resolved["calendars.example.org"] = HOST
    for onward in (
        f"https://calendars.example.org:{server.port}/a.ics",
        "https://169.254.169.254/latest/meta-data",
        "http://example.org/plain.ics",
        "file:///etc/passwd",
    ):
        server.status, server.headers = 302, {"Location": onward}
        with pytest.raises(ForbiddenAddress):
            fetch(server.url, inside=INSIDE)


def test_a_calendar_that_moved_is_found_and_circles_end(server: CalendarServer) -> None:
    server.status, server.headers = 301, {"Location": "/elsewhere.ics"}
    with pytest.raises(NotFetched):
        fetch(server.url, inside=INSIDE)
    assert server.asked == ["/secret/calendar.ics", *["/elsewhere.ics"] * 4]


@pytest.mark.parametrize("status", [204, 404, 500, 304])
def test_any_other_answer_is_a_failure_with_its_code(server: CalendarServer, status: int) -> None:
    server.status = status
    with pytest.raises(NotFetched) as problem:
        fetch(server.url, inside=INSIDE)
    assert problem.value.code == status
    assert "secret" not in str(problem.value)


def test_nobody_there_is_a_failure(server: CalendarServer) -> None:
    with socket.create_server((HOST, 0)) as taken:
        free = taken.getsockname()[1]
    with pytest.raises(NotFetched):
        fetch(f"http://{HOST}:{free}/a.ics", inside=INSIDE)
    with pytest.raises(NotFetched):
        fetch(f"https://{HOST}:{server.port}/a.ics", inside=INSIDE)  # it speaks no TLS


def test_half_a_calendar_is_none(server: CalendarServer) -> None:
    server.headers = {"Content-Length": "1000"}
    with pytest.raises(NotFetched):
        fetch(server.url, inside=INSIDE)


def test_too_much_is_refused(server: CalendarServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 14)
    with pytest.raises(NotFetched):
        fetch(server.url, inside=INSIDE)
    monkeypatch.setattr(fetching, "LARGEST", 15)
    assert len(fetch(server.url, inside=INSIDE)) == 15


@pytest.mark.parametrize("length", [{}, {"Content-Length": "", "Connection": "close"}])
def test_a_server_that_talks_on_slowly_is_cut_off(
    server: CalendarServer, monkeypatch: pytest.MonkeyPatch, length: dict[str, str]
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    server.content, server.slowly, server.headers = b"BEGIN:VCALENDAR" * 1000, 0.01, length
    with pytest.raises(NotFetched):
        fetch(server.url, inside=INSIDE)
    assert len(server.asked) == 1


def test_a_server_is_believed_only_with_a_certificate(tmp_path: Path) -> None:
    context, _ = certificate(tmp_path)
    with calendar_server(context) as server, pytest.raises(NotFetched):
        fetch(server.url.replace("http:", "https:"), inside=INSIDE)


def test_a_certified_server_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, public = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    with calendar_server(context) as server:
        server.content = b"BEGIN:VCALENDAR"
        url = server.url.replace("http:", "https:")
        assert fetch(url, inside=INSIDE) == b"BEGIN:VCALENDAR"
