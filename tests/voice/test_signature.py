"""Only the carrier is heard: what is not signed as the carrier signs is refused, and does nothing.

Requests go over a socket as they are written here, so that nothing tidies up their addresses.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app, create_service
from hotline.every_table import Base
from hotline.service import Hotline
from hotline.voice.guard import LARGEST_BODY, only_the_carrier
from hotline.voice.routes import STEPS
from simulator.server import Server
from simulator.signature import signature
from tests.databases import Sqlite
from tests.world import NUMBER, settings_for

TOKEN = "12345"
PARAMETERS = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
PUBLIC = "https://ligne.example.org"
FORM = "application/x-www-form-urlencoded"


class Door:
    """A service on a port of its own, and somebody who knocks."""

    def __init__(self, service: Hotline, app: Flask) -> None:
        self.service = service
        self._server = Server(app, "127.0.0.1", 0)

    def knock(
        self,
        target: str,
        parameters: dict[str, str] | bytes = PARAMETERS,
        signatures: tuple[str | bytes, ...] = (),
        host: str = "ligne.example.org",
        **headers: str,
    ) -> int:
        """The status of a POST whose target, host and headers are sent exactly as given."""
        body = parameters if isinstance(parameters, bytes) else urlencode(parameters).encode()
        connection = http.client.HTTPConnection(self._server.url.removeprefix("http://"))
        connection.putrequest("POST", target, skip_host=True, skip_accept_encoding=True)
        sent = {"Host": host, "Content-Type": FORM, "Content-Length": str(len(body))}
        for name, value in (sent | {k.replace("_", "-"): v for k, v in headers.items()}).items():
            if value:
                connection.putheader(name, value)
        for one in signatures:
            connection.putheader("X-Twilio-Signature", one)
        connection.endheaders(body)
        status = connection.getresponse().status
        connection.close()
        return status

    def rows(self) -> dict[str, int]:
        """How many rows each table holds."""
        with self.service.database.reading() as session:
            return {
                table.name: session.scalar(select(func.count()).select_from(table)) or 0
                for table in Base.metadata.sorted_tables
            }

    def close(self) -> None:
        self._server.close()
        self.service.database.close()


@pytest.fixture
def door(sqlite: Sqlite) -> Iterator[Callable[..., Door]]:
    """Opens doors: the real service, or the guard alone before /myapp.php and odd addresses."""
    with ExitStack() as stack:

        def opened(public_url: str = PUBLIC, *, alone: bool = False, **settings: Any) -> Door:
            url = stack.enter_context(sqlite.database())
            values = {"twilio_auth_token": TOKEN} | settings
            service = create_service(settings_for(url, public_url, "http://127.0.0.1:9", **values))
            made = Door(service, _guard_alone(service) if alone else create_app(service))
            stack.callback(made.close)
            return made

        yield opened


def _guard_alone(service: Hotline) -> Flask:
    app = Flask(__name__)
    app.extensions["hotline"] = service
    app.before_request(only_the_carrier)
    app.add_url_rule("/<path:anything>", view_func=lambda **_: "heard", methods=["POST"])
    return app


Opening = Callable[..., Door]


@pytest.mark.parametrize(
    ("public_url", "expected"),
    [
        ("https://mycompany.com", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://mycompany.com:443", "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("http://mycompany.com:80", "0ZXoZLH/DfblKGATFgpif+LLRf4="),
        ("http://mycompany.com:1234", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
    ],
)
def test_the_carriers_own_examples_are_heard(door: Opening, public_url: str, expected: str) -> None:
    guard = door(public_url, alone=True)
    target = "/myapp.php?foo=1&bar=2"
    assert guard.knock(target, signatures=(expected,)) == 200
    wrong = ("A" if expected[0] != "A" else "B") + expected[1:]
    assert guard.knock(target, signatures=(wrong,)) == 403
    assert guard.knock("/myapp.php?bar=2&foo=1", signatures=(expected,)) == 403
    assert guard.knock(target, PARAMETERS | {"Digits": "1235"}, (expected,)) == 403
    assert guard.knock(target, PARAMETERS | {"Extra": ""}, (expected,)) == 403


@pytest.mark.parametrize("port", ["", ":443"])
def test_the_default_port_may_be_signed_or_not(door: Opening, port: str) -> None:
    guard = door("https://ligne.example.org", alone=True)
    signed = signature(TOKEN, f"https://ligne.example.org{port}/in", PARAMETERS.items())
    assert guard.knock("/in", signatures=(signed,)) == 200


@pytest.mark.parametrize(
    "target",
    [
        "/voice/a%2Fb",
        "/voice/a%20b/%C3%A9t%C3%A9",
        "/voice/a+b",
        "/voice/%41",
        "/voice/x?z=1&a=2&m=%2B33",
        "/voice/x?a=%20&b=+&c=%C3%A9",
        "/voice/x?a=1&a=0",
        "/voice/x?flag&empty=",
        "/voice/x;v=1?q",
    ],
)
def test_addresses_are_checked_as_they_were_sent(door: Opening, target: str) -> None:
    guard = door(alone=True)
    signed = signature(TOKEN, PUBLIC + target, PARAMETERS.items())
    assert guard.knock(target, signatures=(signed,)) == 200
    assert guard.knock(PUBLIC + target, signatures=(signed,)) == 200, "as some proxies send it"
    assert (
        guard.knock(f"{target}&more=1" if "?" in target else f"{target}/", PARAMETERS, (signed,))
        == 403
    )


def test_forwarded_headers_and_hosts_change_nothing(door: Opening) -> None:
    guard = door(alone=True)
    forged = {
        "X_Forwarded_Proto": "http",
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_Port": "81",
        "X_Forwarded_For": "10.0.0.1",
        "X_Forwarded_Prefix": "/evil",
        "Forwarded": "host=evil.example;proto=http",
        "X_Original_URL": "/evil",
    }
    signed = signature(TOKEN, f"{PUBLIC}/in", PARAMETERS.items())
    assert guard.knock("/in", PARAMETERS, (signed,), host="evil.example", **forged) == 200
    for url in ("http://evil.example/in", "http://evil.example:81/in", "https://evil.example/evil"):
        signed_for_evil = signature(TOKEN, url, PARAMETERS.items())
        heard = guard.knock("/in", PARAMETERS, (signed_for_evil,), host="evil.example", **forged)
        assert heard == 403


def test_without_a_token_nothing_is_heard(door: Opening) -> None:
    guard = door(alone=True, twilio_auth_token="")
    for token in ("", "none", TOKEN):
        signed = signature(token, f"{PUBLIC}/in", PARAMETERS.items())
        assert guard.knock("/in", signatures=(signed,)) == 403


def test_a_missing_odd_or_doubled_header_is_refused(door: Opening) -> None:
    guard = door(alone=True)
    good = signature(TOKEN, f"{PUBLIC}/in", PARAMETERS.items())
    odd: list[tuple[str | bytes, ...]] = [
        (),
        ("",),
        (" ",),
        ("None",),
        (good[:-1],),
        (good + "=",),
        (good.swapcase(),),
        ("é" * 14,),
        ("é".encode() * 14,),
        (b"\xff\xfe" * 14,),
        (good, good),
        (good, "AAAA"),
        ("AAAA", good),
        ("x" * 5000,),
    ]
    for signatures in odd:
        encoded = tuple(s if isinstance(s, bytes) else s.encode("latin-1") for s in signatures)
        assert guard.knock("/in", signatures=encoded) == 403, signatures
    assert guard.knock("/in", signatures=(good,)) == 200


def test_a_body_that_is_too_large_or_of_unknown_length_is_refused(door: Opening) -> None:
    guard = door(alone=True)
    large = PARAMETERS | {"SpeechResult": "a" * LARGEST_BODY}
    signed = signature(TOKEN, f"{PUBLIC}/in", large.items())
    assert guard.knock("/in", large, (signed,)) == 403
    chunk = urlencode(PARAMETERS).encode()
    chunked = f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n0\r\n\r\n"
    signed = signature(TOKEN, f"{PUBLIC}/in", PARAMETERS.items())
    sent = {"Transfer_Encoding": "chunked", "Content_Length": ""}
    assert guard.knock("/in", chunked, (signed,), **sent) == 403


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"CallSid": "CA1234567890ABCDE"}'),
        ("text/plain", urlencode(PARAMETERS).encode()),
        ("", urlencode(PARAMETERS).encode()),
        ("multipart/form-data; boundary=x", b"--x\r\nnot a part\r\n--x--\r\n"),
        (FORM, b"\xff\xfe=%ff&%00"),
    ],
)
def test_what_is_not_the_signed_form_is_refused(door: Opening, kind: str, body: bytes) -> None:
    guard = door(alone=True)
    signed = signature(TOKEN, f"{PUBLIC}/in", PARAMETERS.items())
    assert guard.knock("/in", body, (signed,), Content_Type=kind) == 403


@pytest.mark.parametrize(
    ("target", "more"),
    [
        ("/in%00", {}),
        ("/in?attempt=%00", {}),
        ("/in?%00=1", {}),
        ("/in", {"Digits": "1\0"}),
        ("/in", {"\0": "1"}),
    ],
)
def test_what_no_database_can_keep_is_refused_even_when_it_is_signed(
    door: Opening, target: str, more: dict[str, str]
) -> None:
    guard = door(alone=True)
    parameters = PARAMETERS | more
    signed = signature(TOKEN, PUBLIC + target, parameters.items())
    assert guard.knock(target, parameters, (signed,)) == 400
    assert guard.knock(target, parameters) == 403


def test_so_does_every_step_of_the_whole_service(door: Opening) -> None:
    house = door()
    for target in ("/voice/calls/a%00/wait", "/voice/incoming?attempt=%00"):
        signed = signature(TOKEN, PUBLIC + target, PARAMETERS.items())
        assert house.knock(target, PARAMETERS, (signed,)) == 400
        assert house.knock(target, PARAMETERS) == 403


def test_every_step_of_a_call_refuses_strangers_and_does_nothing(door: Opening) -> None:
    house = door()
    before = house.rows()
    assert set(before) >= {"call", "leg", "person"}
    for step in STEPS:
        target = "/voice" + re.sub("<(int:)?[a-z_]+>", "1", step)
        parameters = PARAMETERS | {"To": NUMBER}
        stale = signature(TOKEN, f"{PUBLIC}/voice/elsewhere", parameters.items())
        other = signature("54321", PUBLIC + target, parameters.items())
        for signatures in ((), (stale,), (other,)):
            assert house.knock(target, parameters, signatures) == 403, target
    assert house.rows() == before


def test_the_walk_above_meets_every_address_that_the_carrier_uses(door: Opening) -> None:
    app = create_app(door().service)
    guarded = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("voice.")}
    assert guarded == {f"/voice{step}" for step in STEPS}
    unguarded = {rule.rule for rule in app.url_map.iter_rules()} - guarded
    assert not [rule for rule in unguarded if "/calls/" in rule or "/legs/" in rule]
    assert {rule for rule in unguarded if rule.startswith("/voice")} == {
        "/voice/music/<int:piece>.wav",
        "/voice/prompts/<stamp>/<path:file>",
        "/voice/recordings/<recording_id>.wav",
    }
