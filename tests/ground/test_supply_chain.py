"""What the project is made from: pinned by hash, listed, under licences that are accepted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from requirements import audit, bill
from requirements.audit import NotAsked, known_holes
from requirements.licences import ACCEPTED, Unknown, licence_of
from requirements.pinned import FOLDER, Pin, pins
from tests.http_server import HOST, Quiet, serving

FLASK = Pin("flask", "3.0.0", "", ())


@pytest.mark.parametrize("need", ["run", "dev"])
def test_everything_is_pinned_by_hash(need: str) -> None:
    found = pins(need)
    text = (FOLDER / f"{need}.txt").read_text(encoding="utf-8")
    assert len(found) == text.count("==") - sum(pin.only.count("==") for pin in found)
    assert all(pin.hashes for pin in found)
    assert {"flask", "sqlalchemy", "twilio"} <= {pin.name for pin in found}


def test_every_library_is_under_a_licence_that_is_accepted() -> None:
    told = {pin.name: licence_of(pin) for pin in pins("run")}
    assert told["flask"] == "BSD-3-Clause"
    assert told["qrcode"] == "BSD-3-Clause"
    absent = {name for name, licence in told.items() if licence is None}
    assert absent <= {pin.name for pin in pins("run") if pin.only}


def test_another_licence_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("requirements.licences.ACCEPTED", ACCEPTED - {"BSD-3-Clause"})
    with pytest.raises(Unknown, match=r"flask 3\.0\.0: BSD-3-Clause"):
        licence_of(FLASK)


def test_the_bill_lists_everything_and_is_always_the_same(tmp_path: Path) -> None:
    file = tmp_path / "bill.json"
    assert bill.main(file) == 0
    first = file.read_bytes()
    assert bill.main(file) == 0
    assert file.read_bytes() == first
    written = json.loads(first)
    assert {c["purl"] for c in written["components"]} == {pin.purl for pin in pins("run")}
    assert all(c["externalReferences"][0]["hashes"] for c in written["components"])


@contextmanager
def advisories(answer: Any) -> Iterator[str]:
    """A server that answers this about whatever it is asked."""

    class Answers(Quiet, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps({"results": answer(asked["queries"])}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

    with serving(Answers) as port:
        yield f"http://{HOST}:{port}/"


def test_what_is_known_against_a_library_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(queries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            {"vulns": [{"id": "GHSA-2"}, {"id": "GHSA-1"}]}
            if q["package"]["name"] == "flask"
            else {}
            for q in queries
        ]

    with advisories(answer) as address:
        assert known_holes([FLASK], address) == {FLASK.purl: ["GHSA-1", "GHSA-2"]}
        monkeypatch.setenv("OSV_ADDRESS", address)
        assert audit.main() == 1
    assert "GHSA-1, GHSA-2" in capsys.readouterr().out


def test_what_could_not_be_asked_is_no_good_news(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with advisories(lambda _queries: []) as address, pytest.raises(NotAsked):
        known_holes([FLASK], address)
    monkeypatch.setenv("OSV_ADDRESS", "http://127.0.0.1:9/")
    assert audit.main() == 2
    assert "NOT CHECKED" in capsys.readouterr().err
