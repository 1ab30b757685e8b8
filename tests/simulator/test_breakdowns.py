"""Faults chosen by name: on the page of telephones, and in the command."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from simulator.__main__ import main
from simulator.breakdowns import CHOICES, WELL
from simulator.carrier import Carrier
from simulator.desk.routes import desk_routes
from simulator.desk.watch import Watch
from tests.simulator.desk import ACCOUNT, ANNE, CALLER, LINE, TOKEN, Answer, Service, desk
from tests.simulator.test_queue_and_bridge import rings_anne

SAFE: dict[str, Answer] = {
    "/in": "<Say>bonjour</Say><Pause length='30'/>",
    "/fallback": "<Say>secours</Say>",
    "/anne": "<Pause length='5'/>",
    "/leg": "",
    "/status": "",
}


def on_the_desk() -> tuple[Carrier, Service, Any]:
    carrier, service = desk(SAFE)
    carrier.rest_app.register_blueprint(desk_routes(Watch(carrier)))
    return carrier, service, carrier.rest_app.test_client()


def choose(page: Any, kind: str, name: str) -> None:
    assert page.post(f"/desk/faults/{kind}", json={"name": name}).status_code == 200
    assert page.get("/desk.json").get_json()["faults"][kind]["chosen"] == name


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("none", "0123"),
        ("lost", ""),
        ("doubled", "00112233"),
        ("late", "0123"),
        ("swapped", "1032"),
    ],
)
def test_status_callbacks_go_wrong_as_chosen(name: str, order: str) -> None:
    carrier, service, page = on_the_desk()
    choose(page, "callbacks", name)
    rings_anne(carrier)
    carrier.phone(ANNE).rings()
    carrier.clock.run_for(1)
    carrier.phone(ANNE).answers()
    carrier.clock.run_for(60)
    assert "".join(told["SequenceNumber"] for told in service.told("/leg")) == order


@pytest.mark.parametrize("name", CHOICES["webhooks"])
def test_the_service_goes_wrong_as_chosen_and_its_fallback_answers(name: str) -> None:
    carrier, service, page = on_the_desk()
    choose(page, "webhooks", name)
    carrier.dials(CALLER, LINE).hears("bonjour" if name in {WELL, "slow"} else "secours")
    assert bool(service.told("/in")) is (name in {WELL, "slow", "too-slow"})
    choose(page, "webhooks", WELL)
    carrier.dials("anonymous", LINE).hears("bonjour", within=1)


STATUS = {"none": 200, "refused": 503, "limited": 429, "page": 200, "half": 200, "nameless": 200}


@pytest.mark.parametrize("name", STATUS)
def test_the_api_goes_wrong_as_chosen(name: str) -> None:
    carrier, _, page = on_the_desk()
    call = rings_anne(carrier)
    choose(page, "rest", name)
    path = f"/2010-04-01/Accounts/{ACCOUNT}/Calls/{call.sid}.json"
    answer = page.get(path, auth=(ACCOUNT, TOKEN))
    assert answer.status_code == STATUS[name]
    well = answer.status_code == 200 and call.sid in answer.text and answer.text.endswith("}\n")
    assert well is (name == WELL)


@pytest.mark.parametrize("name", ["closed", "lost"])
def test_the_api_hangs_up_on_its_client_as_chosen(name: str) -> None:
    carrier, _, page = on_the_desk()
    choose(page, "rest", name)
    url = f"{carrier.serve_rest()}/2010-04-01/Accounts/{ACCOUNT}/Calls.json"
    with pytest.raises(requests.exceptions.ConnectionError):
        requests.get(url, auth=(ACCOUNT, TOKEN), timeout=5)
    carrier.close()


def test_every_name_is_a_fault_that_exists() -> None:
    carrier, _, page = on_the_desk()
    for kind, names in CHOICES.items():
        for name in [*names, WELL]:
            choose(page, kind, name)
    assert carrier.faults.callbacks == []
    assert page.post("/desk/faults/rest", json={"name": "sleepy"}).status_code == 400
    assert "webhooks" in page.post("/desk/faults/tea", json={}).get_json()["error"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--fault", "rest=sleepy"], "limited"),
        (["--fault", "tea"], "webhooks"),
        (["--live", "star_keeps_caller=perhaps"], "true or false"),
        (["--live", "seconds_between_actions=-1"], "0 or more"),
        (["--live", "star"], "star_keeps_caller"),
    ],
)
def test_a_fault_or_a_point_that_is_none_is_told_with_what_there_is(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    account = ["--account-sid", ACCOUNT, "--auth-token", TOKEN, "--port", "0"]
    where = ["--service-url", "http://127.0.0.1:1", "--numbers", LINE]
    assert main(["serve", *account, *where, *words]) == 2
    assert told in capsys.readouterr().err
