"""`hotline twilio check`: every thing that must be right, wrong one at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, Response, request

from hotline.going_live.account import rate
from hotline.going_live.checking import responders_phones
from hotline.going_live.findings import State
from hotline.going_live.reaching import reaching
from hotline.lines.reading import read_line
from hotline.lines.service import line_by_slug
from simulator.server import Server
from tests.going_live.ground import at_the_carrier, findings, set_up, twilio
from tests.world import LINE_FILE, NUMBER, World, settings_for

Break = Callable[[World], object]


def test_all_is_well_but_what_only_a_real_line_has(about_to_open: World) -> None:
    twilio(about_to_open, "setup", "--yes")
    found = findings(about_to_open)
    states = {code: finding["state"] for code, finding in found.items()}
    assert {code for code, state in states.items() if state == "to do"} == {"tls", "rehearsal"}
    assert {code for code, state in states.items() if state == "unknown"} == {"region"}
    assert {"account", "clock", "balance", "address", "signature", f"number:{NUMBER}"} < {*states}
    assert all(finding["todo"] for code, finding in found.items() if states[code] != "ok")


@pytest.mark.parametrize(
    ("wrong", "code", "state", "says"),
    [
        (lambda w: setattr(w.carrier, "auth_token", "new"), "account", "to do", "20003"),
        (lambda w: setattr(w.carrier.account, "status", "suspended"), "account", "to do", "closed"),
        (lambda w: setattr(w.carrier.account, "kind", "Trial"), "account", "to do", "trial"),
        (lambda w: setattr(w.carrier.account, "seconds_ahead", 90.0), "clock", "to do", "90 s"),
        (lambda w: setattr(w.carrier.account, "balance", "19.99"), "balance", "to do", "19.99 USD"),
        (lambda w: setattr(w.carrier.account, "balance", "-3.10"), "balance", "to do", "-3.10 USD"),
        (lambda w: setattr(w.carrier.account, "balance", None), "balance", "unknown", "own"),
        (lambda w: w.carrier.account.forbidden.add("FR"), "calls:33", "to do", "FR"),
        (lambda w: w.carrier.account.forbidden.add("YT"), "calls:262", "to do", "YT"),
        (lambda w: w.carrier.numbers.pop(NUMBER), f"number:{NUMBER}", "to do", "own"),
        (lambda w: setattr(at_the_carrier(w), "sms", False), f"texts:{NUMBER}", "to do", "no text"),
        (
            lambda w: setattr(at_the_carrier(w), "voice_method", "GET"),
            f"webhooks:{NUMBER}",
            "to do",
            "voice_method",
        ),
        (
            lambda w: setattr(at_the_carrier(w), "voice_application_sid", "AP1"),
            f"webhooks:{NUMBER}",
            "to do",
            "voice_application_sid",
        ),
        (
            lambda w: setattr(at_the_carrier(w), "voice_region", "ie1"),
            f"region:{NUMBER}",
            "to do",
            "ie1",
        ),
    ],
)
def test_what_is_wrong_is_found_and_said(
    about_to_open: World, wrong: Break, code: str, state: str, says: str
) -> None:
    text = LINE_FILE.read_text(encoding="utf-8")
    about_to_open.load(text.replace("[line]\n", '[line]\nterritories = ["974", "FR"]\n', 1))
    set_up(about_to_open)
    wrong(about_to_open)
    found = findings(about_to_open)[code]
    assert found["state"] == state
    assert says in found["found"]
    assert found["todo"]


def test_the_exit_code_and_the_table_say_so_in_both_languages(about_to_open: World) -> None:
    french, english = (twilio(about_to_open, "check", "--language", x) for x in ("fr", "en"))
    assert french.exit_code == english.exit_code == 1
    assert "à faire" in french.output
    assert "hotline twilio setup" in french.output
    assert "to do" in english.output


def test_nobodys_telephone_is_told(about_to_open: World) -> None:
    with about_to_open.service.database.reading() as session:
        line = line_by_slug(session, "histoires")
        assert line is not None
        phones = responders_phones(session, line)
    assert phones
    told = twilio(about_to_open, "check").output + json.dumps(findings(about_to_open))
    assert not [phone for phone in phones if phone[-6:] in told or phone[1:] in told]


def test_without_an_answer_nothing_is_guessed(about_to_open: World) -> None:
    about_to_open.carrier.faults.rest = lambda *_: "refuse"
    found = findings(about_to_open)
    assert found["account"]["state"] == "to do"
    assert "20503" in found["account"]["found"]
    assert not [code for code in found if code.startswith(("number:", "calls:"))]


def test_a_rate_above_one_is_to_be_looked_at_by_hand() -> None:
    text = LINE_FILE.read_text(encoding="utf-8")
    asked = text.replace("dials_per_second = 1", "dials_per_second = 5")
    file = read_line(asked).file
    assert file is not None
    assert rate(file.document()).state is State.UNKNOWN


@contextmanager
def answering(signed: int, unsigned: int, health: int = 200) -> Iterator[str]:
    """Some service at our public address."""
    app = Flask("somebody")

    @app.get("/healthz")
    def _health() -> Response:
        return Response(status=health)

    @app.post("/voice/status")
    def _status() -> Response:
        return Response(status=signed if "X-Twilio-Signature" in request.headers else unsigned)

    server = Server(app, "127.0.0.1", 0)
    try:
        yield server.url
    finally:
        server.close()


@pytest.mark.parametrize(
    ("signed", "unsigned", "state"),
    [(204, 403, "ok"), (403, 403, "to do"), (204, 204, "to do"), (404, 404, "to do")],
)
def test_who_may_speak_to_our_public_address(signed: int, unsigned: int, state: str) -> None:
    with answering(signed, unsigned) as url:
        found = {f.code: f for f in reaching(settings_for("sqlite://", url, url))}
    assert found["signature"].state == state
    assert found["address"].state == "ok"


def test_a_public_address_that_does_not_answer() -> None:
    url = "http://127.0.0.1:9"
    found = {f.code: f for f in reaching(settings_for("sqlite://", url, url))}
    assert found["address"].state == "to do"
    assert found["signature"].state == "unknown"
    with answering(204, 403, health=503) as sick:
        found = {f.code: f for f in reaching(settings_for("sqlite://", sick, sick))}
    assert found["address"].state == "to do"
