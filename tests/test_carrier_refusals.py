"""A refusal of the carrier is understood in either of the forms that its library knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from flask import Flask, Response, jsonify

from hotline.carrier import Carrier, CarrierRefused
from simulator.server import Server
from tests.world import SUNDAY_NIGHT, settings_for

GONE = {"code": 21220, "status": 400}
PLAIN = {**GONE, "message": "Call is not in-progress", "more_info": "…"}
PROBLEM_DETAILS = {**GONE, "title": "Not in progress", "type": "https://www.example.com/21220"}


@contextmanager
def refusing(body: Mapping[str, object]) -> Iterator[Carrier]:
    """A carrier that answers every request with this refusal."""
    api = Flask("refusing")

    @api.route("/<path:_anything>", methods=["GET", "POST"])
    def refuse(_anything: str) -> tuple[Response, int]:
        return jsonify(body), 400

    server = Server(api, "127.0.0.1", 0)
    settings = settings_for("sqlite://", "http://service.example", server.url)
    try:
        yield Carrier(settings, lambda: SUNDAY_NIGHT)
    finally:
        server.close()


@pytest.mark.parametrize("body", [PLAIN, PROBLEM_DETAILS], ids=["plain", "problem details"])
def test_a_call_that_has_ended_already_is_no_trouble(body: Mapping[str, object]) -> None:
    with refusing(body) as carrier:
        assert carrier.hang_up("CA1") is False
        assert not carrier.is_away()


@pytest.mark.parametrize("body", [PLAIN, PROBLEM_DETAILS], ids=["plain", "problem details"])
def test_its_code_is_known(body: Mapping[str, object]) -> None:
    with refusing(body) as carrier, pytest.raises(CarrierRefused) as refusal:
        carrier.look_up("CA1")
    assert refusal.value.code == 21220
