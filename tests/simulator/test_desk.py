"""The page of telephones: its words, its JSON, its commands."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import simulator
from simulator.__main__ import main
from simulator.breakdowns import CHOICES, WELL
from simulator.carrier import Carrier
from simulator.commands.serve import handsets, lines
from simulator.desk.routes import desk_routes
from simulator.desk.watch import Watch
from tests.simulator.desk import ANNE, CALLER, LINE, desk
from tests.simulator.test_queue_and_bridge import WAITING, rings_anne

PAGE = Path(simulator.__file__).parent / "page"
LANGUAGES = re.findall(r"^  (?:fr|en): \{(.*?)^  \}", (PAGE / "words.js").read_text(), re.S | re.M)
WORDS = [set(re.findall(r'^    "?([\w.-]+)"?: "[^"]+"', part, re.M)) for part in LANGUAGES]


def on_the_desk() -> tuple[Carrier, Any]:
    carrier, _ = desk(dict(WAITING))
    carrier.rest_app.register_blueprint(desk_routes(Watch(carrier)))
    return carrier, carrier.rest_app.test_client()


def test_a_call_is_made_answered_and_talked_over_from_the_page() -> None:
    carrier, page = on_the_desk()
    caller = page.post("/desk/calls", json={"from": CALLER}).get_json()["phone"]
    carrier.clock.run_for(1)
    rings_anne(carrier)
    carrier.phone(ANNE).rings()
    news = page.get("/desk.json").get_json()
    states = {phone["number"]: phone for phone in news["phones"]}
    assert states[CALLER]["state"] == "talking"
    assert (states[ANNE]["state"], states[ANNE]["from"]) == ("ringing", LINE)
    anne = states[ANNE]["name"]
    page.post(f"/desk/phones/{anne}/answer", json={})
    carrier.phone(CALLER).talks_with(carrier.phone(ANNE))
    page.post(f"/desk/phones/{caller}/say", json={"text": "bonsoir"})
    later = page.get(f"/desk.json?since={news['cursor']}").get_json()
    assert ("voice", "bonsoir") in [
        (event["kind"], event["text"]) for event in later["happened"] if event["phone"] == anne
    ]
    page.post(f"/desk/phones/{caller}/hang-up", json={})
    carrier.clock.run_for(1)
    assert not carrier.phone(CALLER).in_call


def test_neither_side_of_a_bridge_is_shown_the_others_number() -> None:
    carrier, page = on_the_desk()
    caller = carrier.dials(CALLER, LINE)
    rings_anne(carrier)
    carrier.phone(ANNE).rings().answers()
    caller.talks_with(carrier.phone(ANNE))
    events = page.get("/desk.json").get_json()["happened"]
    names = {
        phone["name"]: phone["number"] for phone in page.get("/desk.json").get_json()["phones"]
    }
    for event in events:
        other = CALLER if names[event["phone"]] == ANNE else ANNE
        assert other not in event["text"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/desk/calls", {"from": "0612"}, 400),
        ("/desk/calls", {"from": CALLER, "to": "+33999999999"}, 409),
        ("/desk/phones/nobody/answer", {}, 404),
    ],
)
def test_what_cannot_be_done_is_said(path: str, body: dict[str, str], status: int) -> None:
    _, page = on_the_desk()
    answer = page.post(path, json=body)
    assert answer.status_code == status
    assert len(answer.get_json()["error"]) > 10


def test_another_sites_form_cannot_press_keys() -> None:
    _, page = on_the_desk()
    assert page.post("/desk/calls", data={"from": CALLER}).status_code == 415


def test_the_page_has_no_inline_script_or_style_and_a_strict_policy() -> None:
    _, page = on_the_desk()
    answer = page.get("/", buffered=True)
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]

    class Looking(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names = dict(attrs)
            assert tag != "style"
            assert tag != "script" or names.get("src")
            assert not [name for name in names if name == "style" or name.startswith("on")]

    Looking().feed(answer.text)
    for name in (
        "page.js",
        "telephone.js",
        "faults.js",
        "words.js",
        "sound.js",
        "page.css",
        "icon.svg",
    ):
        assert page.get(f"/page/{name}", buffered=True).status_code == 200
    assert page.get("/page/../carrier.py").status_code == 404


def test_every_word_of_the_page_is_in_both_languages() -> None:
    french, english = WORDS
    assert french == english
    used = set(re.findall(r'data-word="(\w+)"', (PAGE / "index.html").read_text()))
    for script in ("page.js", "telephone.js", "faults.js"):
        used |= set(re.findall(r'word\("([\w.]+)"\)', (PAGE / script).read_text()))
    for kind, names in CHOICES.items():
        used |= {f"fault.{kind}", *(f"fault.{kind}.{name}" for name in names if name != WELL)}
    assert used <= french


def test_the_lines_get_the_services_addresses_unless_their_file_says_otherwise(
    tmp_path: Path,
) -> None:
    path = tmp_path / "numbers.json"
    path.write_text(json.dumps({LINE: {"voice_url": "https://other.example/in"}}))
    given = Namespace(
        service_url="http://127.0.0.1:8000/",
        numbers=["+33199008001", str(path)],
        voice_path="/voice/incoming",
        fallback_path="/voice/fallback",
        status_path="/voice/status",
    )
    found = lines(given)
    assert found["+33199008001"].voice_url == "http://127.0.0.1:8000/voice/incoming"
    assert found[LINE].voice_url == "https://other.example/in"
    assert found[LINE].status_callback == "http://127.0.0.1:8000/voice/status"


def test_a_list_of_handsets_that_is_none_is_refused_with_an_example(tmp_path: Path) -> None:
    path = tmp_path / "phones.json"
    path.write_text('[{"label": "Anne"}]')
    with pytest.raises(ValueError, match="number"):
        handsets(str(path))


def test_serving_without_credentials_says_which_to_give(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TWILIO_ACCOUNT_SID", raising=False)
    assert main(["serve", "--service-url", "http://127.0.0.1:1", "--numbers", LINE]) == 2
    assert "TWILIO_AUTH_TOKEN" in capsys.readouterr().err
