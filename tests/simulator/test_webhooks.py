"""How requests travel: retries, time-outs, late answers, faults, real connections."""

from __future__ import annotations

import io
import time
import wave
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest

from simulator.carrier import Carrier
from simulator.clock import RealClock, VirtualClock
from simulator.transport import HttpTransport, NoAnswer
from tests.http_server import Quiet, serving
from tests.simulator.desk import ACCOUNT, ANNE, CALLER, HOST, LINE, TOKEN, desk
from tests.simulator.test_queue_and_bridge import rings_anne


def test_a_retry_carries_the_same_idempotency_token() -> None:
    carrier, _ = desk({})
    tokens: list[str] = []

    def failing(url: str, headers: Mapping[str, str], body: bytes | None, /) -> object:
        tokens.append(headers["I-Twilio-Idempotency-Token"])
        if len(tokens) < 3:
            raise NoAnswer("ct", "No connection.")
        return 200, {"Content-Type": "text/xml"}, b"<Response><Say>enfin</Say></Response>"

    carrier.webhooks.transport = failing  # type: ignore[assignment]  # a transport of this test
    carrier.numbers[LINE].voice_url = f"{HOST}/in#rc=2"
    carrier.dials(CALLER, LINE).hears("enfin")
    assert len(tokens) == 3
    assert len(set(tokens)) == 1


def test_the_overrides_in_the_fragment_shorten_the_wait() -> None:
    carrier, service = desk({"/in": 0, "/fallback": "<Say>secours</Say>"})
    carrier.numbers[LINE].voice_url = f"{HOST}/in#rt=4000&tt=8000&rc=1&rp=rt"
    caller = carrier.dials(CALLER, LINE)
    caller.hears("secours")
    assert (carrier.clock.now() - caller.call.created).total_seconds() == pytest.approx(8)
    assert len(service.told("/in")) == 2


def test_a_late_answer_takes_effect_late() -> None:
    carrier, _ = desk({"/in": "<Say>bonjour</Say>"})
    carrier.faults.webhook = lambda *_request: 2.5
    caller = carrier.dials(CALLER, LINE)
    caller.hears("bonjour")
    assert (carrier.clock.now() - caller.call.created).total_seconds() == pytest.approx(2.5)


def test_a_service_can_be_away_for_some_requests() -> None:
    carrier, service = desk({"/in": "<Say>bonjour</Say>", "/fallback": "<Say>secours</Say>"})

    def away(kind: str, _url: str, _parameters: dict[str, str]) -> None:
        if kind == "voice":
            raise NoAnswer("ct", "The service is down.")

    carrier.webhooks.before.append(away)
    caller = carrier.dials(CALLER, LINE)
    caller.hears("secours")
    assert service.told("/in") == []
    assert [(sent.kind, sent.status, sent.failure) for sent in carrier.webhooks.log] == [
        ("voice", 0, 11205),
        ("fallback", 200, 0),
    ]


def test_a_finished_call_leaves_nothing_to_happen() -> None:
    carrier, _ = desk({"/anne": "<Say>au revoir</Say>", "/leg": ""})
    rings_anne(carrier)
    carrier.phone(ANNE).rings().answers()
    carrier.phone(ANNE).is_hung_up()
    start = carrier.clock.now()
    assert isinstance(carrier.clock, VirtualClock)
    carrier.clock.run_until_idle()
    assert carrier.clock.now() == start


def test_callbacks_are_lost_doubled_and_reordered_on_demand() -> None:
    carrier, service = desk({"/leg": "", "/anne": "<Pause length='5'/>"})
    carrier.faults.loses(lambda told: told["CallStatus"] == "initiated")
    carrier.faults.delays(lambda told: told["CallStatus"] == "ringing", 6)
    carrier.faults.doubles(lambda told: told["CallStatus"] == "completed")
    rings_anne(carrier)
    carrier.phone(ANNE).rings().answers()
    carrier.clock.run_for(20)
    told = [(t["CallStatus"], t["SequenceNumber"]) for t in service.told("/leg")]
    assert told == [("in-progress", "2"), ("completed", "3"), ("completed", "3"), ("ringing", "1")]


def test_a_withheld_caller_arrives_as_the_carrier_spells_it() -> None:
    carrier, service = desk({"/in": ""})
    carrier.dials("anonymous", LINE)
    carrier.dials("+266696687", LINE)
    carrier.dials(CALLER, LINE)
    carrier.clock.run_for(1)
    told = [(form["From"], form["CallerCountry"]) for form in service.told("/in")]
    assert told == [("anonymous", ""), ("+266696687", ""), (CALLER, "FR")]


def test_the_same_seed_gives_the_same_sids() -> None:
    def sids(seed: int) -> list[str]:
        carrier, service = desk({"/in": "<Enqueue>room</Enqueue>"}, seed=seed)
        carrier.dials(CALLER, LINE)
        rings_anne(carrier)
        carrier.clock.run_for(30)
        told = [form["CallSid"] for _, form in service.asked]
        return told + [h["I-Twilio-Idempotency-Token"] for h in service.headers]

    assert sids(7) == sids(7)
    assert sids(7) != sids(8)


def test_a_files_length_is_read_from_the_file_and_fetched_once() -> None:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(b"\0\0" * 8000 * 3)
    carrier, service = desk({"/in": "<Play loop='2'>/a.wav</Play><Say>fini</Say>"})
    good = service.__call__

    def with_sound(url: str, headers: Mapping[str, str], body: bytes | None, /) -> object:
        if url.endswith(".wav"):
            service.asked.append(("/a.wav", {}))
            return 200, {"Content-Type": "audio/wav"}, sound.getvalue()
        return good(url, headers, body)

    carrier.webhooks.transport = with_sound  # type: ignore[assignment]  # a transport of this test
    caller = carrier.dials(CALLER, LINE)
    caller.hears("fini")
    assert (carrier.clock.now() - caller.call.created).total_seconds() == pytest.approx(6)
    assert len(service.told("/a.wav")) == 1


class RealService(Quiet, BaseHTTPRequestHandler):
    """Answers over real HTTP, keeps its connection, and is slow where it is asked to be."""

    protocol_version = "HTTP/1.1"
    connections: set[object] = set()  # noqa: RUF012 - shared on purpose: it counts for the test

    def do_POST(self) -> None:
        self.connections.add(self.client_address)
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/slow":
            time.sleep(0.5)
        body = b"<Response><Say>bonjour</Say><Gather timeout='1'/><Say>fini</Say></Response>"
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        if self.path == "/once":
            self.send_header("Connection", "close")
        self.end_headers()
        with suppress(BrokenPipeError):  # given up meanwhile, as one test wants
            self.wfile.write(body)


@pytest.fixture
def real() -> Iterator[str]:
    RealService.connections.clear()
    with serving(RealService) as port:
        yield f"http://127.0.0.1:{port}"


def test_a_call_in_real_time_over_real_connections(real: str) -> None:
    clock = RealClock()
    carrier = Carrier(clock, ACCOUNT, TOKEN, {LINE: {"voice_url": f"{real}/in"}})
    caller = carrier.dials(CALLER, LINE)
    caller.hears("fini", within=10)
    seconds = (datetime.now(UTC) - caller.call.created).total_seconds()
    assert seconds >= 1.5  # seven letters at 14 a second, then the time-out of a second
    caller.is_hung_up(within=10)
    clock.close()
    carrier.close()


def test_connections_are_used_again_and_a_slow_service_is_given_up(real: str) -> None:
    transport = HttpTransport()
    for _ in range(3):
        assert transport(f"{real}/in", {}, b"a=1")[0] == 200
    assert len(RealService.connections) == 1
    for _ in range(2):
        assert transport(f"{real}/once", {}, b"a=1")[0] == 200
    assert len(RealService.connections) == 2
    with pytest.raises(NoAnswer, match="in time"):
        transport(f"{real}/slow#rt=100", {}, b"")
    with pytest.raises(NoAnswer, match="No connection"):
        transport("http://127.0.0.1:1/in", {}, b"")
    transport.close()
