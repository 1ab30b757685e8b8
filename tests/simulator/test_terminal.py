"""A telephone in a terminal, on a carrier that runs in real time."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from simulator.__main__ import main
from simulator.carrier import Carrier
from simulator.clock import RealClock
from simulator.desk.routes import desk_routes
from simulator.desk.watch import Watch
from tests.simulator.desk import ACCOUNT, HOST, LINE, TOKEN, Service


class Typing:
    """Keys typed on a terminal, each when the line has come to it."""

    def __init__(self, service: Service, lines: list[tuple[str, str]]) -> None:
        self.service, self.lines = service, lines
        self.clock = RealClock()

    def __iter__(self) -> Iterator[str]:
        for asked, typed in self.lines:
            self.clock.wait_until(lambda path=asked: bool(self.service.told(path)), 10)  # type: ignore[misc]  # a default of the loop
            self.clock.run_for(0.3)
            yield typed + "\n"
        self.clock.close()


def test_what_is_said_is_printed_and_what_is_typed_is_pressed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(
        {
            "/in": "<Gather numDigits='1' action='/keys'><Say>tapez un</Say></Gather>",
            "/keys": "<Say>bien tapé</Say><Pause length='20'/>",
        }
    )
    clock = RealClock()
    carrier = Carrier(clock, ACCOUNT, TOKEN, {LINE: {"voice_url": f"{HOST}/in"}}, post=service)
    carrier.rest_app.register_blueprint(desk_routes(Watch(carrier)))
    monkeypatch.setattr(sys, "stdin", Typing(service, [("/in", "1"), ("/keys", "q")]))
    url = carrier.serve_rest()
    assert main(["call", "--simulator", url, "--from", "withheld"]) == 0
    said = capsys.readouterr().out
    assert said.index("tapez un") < said.index("bien tapé") < said.index("call ended")
    assert service.told("/in")[0]["From"] == "anonymous"
    assert service.told("/keys")[0]["Digits"] == "1"
    assert main(["call", "--simulator", url, "--from", "0612"]) == 2
    assert "+ and digits" in capsys.readouterr().err
    carrier.close()
    clock.close()
