"""The service is dead: the second process answers the carrier; both are: what was published."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from sqlalchemy.orm import Session

from hotline.clock import system_clock
from hotline.lines.document import LineDocument
from hotline.lines.service import line_by_id
from hotline.nets.net import net_of
from hotline.nets.published import CALLERS, documents
from hotline.nets.server import NotConfigured, Second, Serving, main, second
from simulator.faults import Parameters, WebhookFault
from simulator.signature import signature
from tests.conftest import WorldMaker
from tests.http_server import HOST, Quiet, serving
from tests.nets.ground import Database, keeps_nets, spooled
from tests.nets.test_database_away import accepts, comes_back
from tests.world import ENCRYPTION_KEY, NUMBER, TOKEN, World


class Ground:
    """A line with its second process, and what kills either."""

    def __init__(self, make_world: WorldMaker, folder: Path) -> None:
        placeholder = net_of("", [ENCRYPTION_KEY], system_clock, str, "")
        self.serving = Serving("127.0.0.1", 0, Second(placeholder, TOKEN))
        self.base = f"http://127.0.0.1:{self.serving.server_port}"
        self.thread = threading.Thread(target=self.serving.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()
        self.world: World = make_world(
            hotline_snapshot_dir=str(folder), hotline_fallback_url=self.base
        )
        world = self.world
        net = net_of(
            str(folder), [ENCRYPTION_KEY], world.clock.now, world.service.new_id, self.base
        )
        self.serving.second = Second(net, TOKEN)
        world.carrier.numbers[NUMBER].voice_fallback_url = f"{self.base}/voice/fallback"
        self.database: Database = keeps_nets(world)
        self.dead: set[str] = set()
        world.carrier.faults.webhook = self._fault

    def dies(self, *bases: str) -> None:
        """Whatever is asked there is not answered any more, and does no jobs."""
        self.dead |= set(bases)
        self.database.away = True

    def _fault(self, _kind: str, url: str, _told: Parameters) -> WebhookFault | None:
        return "dead" if url.startswith(tuple(self.dead) or ("-",)) else None


@pytest.fixture
def ground(make_world: WorldMaker, tmp_path: Path) -> Iterator[Ground]:
    """On a port of its own."""
    ground = Ground(make_world, tmp_path / "snapshot")
    yield ground
    ground.serving.shutdown()
    ground.thread.join()
    ground.serving.server_close()


def test_the_service_is_dead_and_a_caller_reaches_a_human(ground: Ground) -> None:
    world = ground.world
    ground.dies(world.settings.hotline_public_url)
    caller = world.dials()
    caller.hears("Vous êtes sur la ligne des histoires", within=20)
    caller.talks_with(accepts(world, "anne"))
    world.wait(90)
    caller.hangs_up()
    assert world.carrier.apologies == []
    ground.dead.clear()
    comes_back(world, ground.database)
    assert world.call().outcome == "CONNECTED"
    assert world.results() == [("anne", "talked")]


def test_it_dies_while_a_caller_waits_and_a_telephone_rings(ground: Ground) -> None:
    world = ground.world
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings()
    ground.dies(world.settings.hotline_public_url)
    caller.hears("Un instant, restez en ligne", within=40)
    anne.answers()
    anne.hears("Un incident technique", within=20)
    caller.talks_with(accepts(world, "bruno", within=60))
    caller.hangs_up()
    assert world.carrier.apologies == []
    ground.dead.clear()
    comes_back(world, ground.database)
    assert (world.call().outcome, world.call().profession) == ("CONNECTED", "IDE")


def test_both_are_dead_and_a_published_document_says_whom_to_call(
    ground: Ground, tmp_path: Path
) -> None:
    world = ground.world
    with world.service.database.reading() as session:
        line = next(iter(world.service.net.snapshot.newest().lines))  # type: ignore[union-attr]
        document = _document(session, line)
    for name, text in documents(document, world.clock.now()).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with _static(tmp_path) as address:
        world.carrier.numbers[NUMBER].voice_fallback_url = f"{address}/{CALLERS}"
        ground.dies(world.settings.hotline_public_url, ground.base)
        caller = world.dials()
        caller.hears("Prévention du suicide : 31 14", within=20)
        caller.hears("We cannot answer you", within=60)
        caller.is_hung_up(within=60)
    assert world.carrier.apologies == []
    assert {problem.code for problem in world.carrier.problems} == {11205}
    assert spooled(world) == []


def status(asked: Request | str) -> int:
    """What is answered to this."""
    try:
        with urlopen(asked) as answer:
            return int(answer.status)
    except HTTPError as refused:
        refused.close()
        return refused.code


def test_nobody_but_the_carrier_is_answered(ground: Ground) -> None:
    for body in (b"CallSid=CA1", b"x" * 70_000):
        assert status(Request(f"{ground.base}/voice/fallback", body)) == 403
    with urlopen(f"{ground.base}/healthz") as answer:
        assert answer.read() == b"ok\n"
    with urlopen(f"{ground.base}/voice/music/3.wav") as answer:
        assert answer.headers["Content-Type"] == "audio/wav"
    assert status(f"{ground.base}/voice/music/../../settings.py") == 404


def test_behind_a_proxy_it_stands_in_for_the_service(ground: Ground) -> None:
    line = "https://ligne.example.org"
    ground.serving.second = replace(ground.serving.second, stands_in_for=line)
    for base, told in ((line, 200), (ground.base, 200), ("https://ligne.example.com", 403)):
        signed = signature(TOKEN, f"{base}/voice/fallback", [("CallSid", "CA1")])
        asked = Request(f"{ground.base}/voice/fallback", b"CallSid=CA1")
        asked.add_header("X-Twilio-Signature", signed)
        assert status(asked) == told


def test_an_address_that_would_make_too_long_a_document_is_refused() -> None:
    base = "https://secours.example.org"
    second = Second(net_of("", [ENCRYPTION_KEY], system_clock, str, base), TOKEN)
    for length, status in ((100, 200), (30_000, 414)):
        target = f"/voice/calls/{'a' * length}/menu/start"
        signed = signature(TOKEN, base + target, [("CallSid", "CA1")])
        assert second.post(target, b"CallSid=CA1", signed)[0] == status
        assert second.post(target, b"CallSid=CA1", "")[0] == 403


GIVEN = {
    "HOTLINE_ENCRYPTION_KEYS": ENCRYPTION_KEY,
    "HOTLINE_FALLBACK_URL": "https://secours.example.org/",
    "TWILIO_AUTH_TOKEN": TOKEN,
}


def test_it_needs_little_and_says_what_is_missing() -> None:
    assert second(GIVEN).net.url("/x") == "https://secours.example.org/x"
    for name in GIVEN:
        with pytest.raises(NotConfigured, match=name):
            second({**GIVEN, name: ""})
    with pytest.raises(NotConfigured, match="cannot be used"):
        second({**GIVEN, "HOTLINE_ENCRYPTION_KEYS": "no key"})


def _document(session: Session, line_id: int) -> LineDocument:
    line = line_by_id(session, line_id)
    assert line is not None
    return line.document


@contextmanager
def _static(folder: Path) -> Iterator[str]:
    """A host that serves files, to whoever asks in whatever way."""

    class Files(Quiet, SimpleHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def guess_type(self, _path: object) -> str:
            return "text/xml"

    with serving(partial(Files, directory=str(folder))) as port:
        yield f"http://{HOST}:{port}"


def test_a_port_that_is_taken_is_told_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with pytest.raises(SystemExit):
            main(["--port", port])
    assert f"Le port {port} de 127.0.0.1 ne peut pas être pris" in capsys.readouterr().err
