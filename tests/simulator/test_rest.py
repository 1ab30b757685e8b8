"""The REST API, driven by the SDK that the service uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from simulator.behaviours import AnswersAfter, Busy, Fails, Rings
from simulator.carrier import Carrier
from simulator.live_points import LivePoints
from tests.simulator.desk import ACCOUNT, ANNE, BOB, CALLER, HOST, LINE, TOKEN, Service, desk

Api = tuple[Carrier, Service, Any]
"""The client is typed loosely: what it returns is typed too narrowly to compare."""


class ToTheDesk(TwilioHttpClient):
    """The SDK's own client, sent to another host."""

    def __init__(self, base: str, timeout: float = 3.0) -> None:
        super().__init__(timeout=timeout)
        self.base = base

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]  # what else is given is passed on as it is
        there = url.replace("https://api.twilio.com", self.base)
        return super().request(method, there, *args, **kwargs)


def client_of(base: str, token: str) -> Any:
    return Client(ACCOUNT, token, http_client=ToTheDesk(base))


@pytest.fixture
def api() -> Iterator[Api]:
    carrier, service = desk(
        {
            "/in": '<Enqueue action="/after" waitUrl="/wait">room</Enqueue>',
            "/wait": "<Pause length='8'/>",
            "/after": "",
            "/leg": "<Say>bonjour Anne</Say><Pause length='60'/>",
            "/other": "<Say>ailleurs</Say><Pause length='60'/>",
            "/status": "",
        }
    )
    client: Any = client_of(carrier.serve_rest(), TOKEN)
    yield carrier, service, client
    client.http_client.session.close()
    carrier.close()


def ring(client: Client, to: str = ANNE, **more: Any) -> Any:
    return client.calls.create(to=to, from_=LINE, url=f"{HOST}/leg", timeout=20, **more)


def test_a_call_is_created_answered_redirected_and_ended(
    api: Api,
) -> None:
    carrier, _, client = api
    call = ring(client)
    assert call.status == "queued"
    anne = carrier.phone(ANNE).rings()
    assert client.calls(call.sid).fetch().status == "ringing"
    anne.answers()
    anne.hears("bonjour Anne")
    client.calls(call.sid).update(url=f"{HOST}/other")
    anne.hears("ailleurs")
    client.calls(call.sid).update(status="completed")
    anne.is_hung_up()
    done = client.calls(call.sid).fetch()
    assert (done.status, done.direction) == ("completed", "outbound-api")


def test_calls_beyond_the_rate_are_queued(api: Api) -> None:
    carrier, _, client = api
    ring(client, ANNE)
    ring(client, BOB)
    carrier.clock.run_for(1.5)
    assert carrier.phone(ANNE).ringing
    assert not carrier.phone(BOB).ringing
    carrier.clock.run_for(1)
    assert carrier.phone(BOB).ringing


@pytest.mark.parametrize(
    ("behaviour", "status"), [(Busy(), "busy"), (Fails(), "failed"), (Rings(), "no-answer")]
)
def test_a_call_that_reaches_nobody_says_why(api: Api, behaviour: Any, status: str) -> None:
    carrier, service, client = api
    carrier.phone(ANNE).behaviour = behaviour
    call = ring(client, status_callback=f"{HOST}/status")
    carrier.clock.run_for(60)
    assert client.calls(call.sid).fetch().status == status
    assert [told["CallStatus"] for told in service.told("/status")] == [status]


@pytest.mark.parametrize("buffer", [0.0, 5.0])
def test_a_phone_rings_for_its_timeout_and_the_buffer_if_there_is_one(
    api: Api, buffer: float
) -> None:
    carrier, _, client = api
    carrier.live = LivePoints(create_timeout_buffer=buffer)
    ring(client)
    carrier.phone(ANNE).rings()
    start = carrier.clock.now()
    carrier.phone(ANNE).stops_ringing()
    assert (carrier.clock.now() - start).total_seconds() == pytest.approx(20 + buffer)


def test_a_call_that_is_canceled_stops_ringing(api: Api) -> None:
    carrier, _, client = api
    call = ring(client)
    carrier.phone(ANNE).rings()
    client.calls(call.sid).update(status="canceled")
    assert not carrier.phone(ANNE).ringing
    assert client.calls(call.sid).fetch().status == "canceled"


def test_an_ended_call_cannot_be_ended_again(api: Api) -> None:
    _, _, client = api
    call = ring(client)
    client.calls(call.sid).update(status="canceled")
    with pytest.raises(TwilioRestException) as refused:
        client.calls(call.sid).update(status="completed")
    assert refused.value.code == 21220


def test_a_call_is_deleted_only_after_its_end(api: Api) -> None:
    carrier, _, client = api
    carrier.live = LivePoints(delete_delay_hours=2)
    call = ring(client)
    for _ in range(2):
        with pytest.raises(TwilioRestException) as refused:
            client.calls(call.sid).delete()
        assert refused.value.code == 20009
        carrier.clock.run_for(3600)
    carrier.clock.run_for(7200)
    assert client.calls(call.sid).delete()
    with pytest.raises(TwilioRestException) as gone:
        client.calls(call.sid).fetch()
    assert gone.value.status == 404


def test_calls_are_listed_by_status_and_number(api: Api) -> None:
    carrier, _, client = api
    carrier.dials(CALLER, LINE)
    ring(client, ANNE)
    ring(client, BOB)
    carrier.clock.run_for(5)
    assert {c.to for c in client.calls.list(status="ringing")} == {ANNE, BOB}
    assert [c._from for c in client.calls.list(to=LINE)] == [CALLER]
    assert len(client.calls.list(page_size=1)) == 3
    now = carrier.clock.now()
    assert len(client.calls.list(start_time_after=now - timedelta(seconds=4))) == 1
    assert client.calls.list(end_time_before=now) == []


def test_queues_are_listed_emptied_and_deleted(api: Api) -> None:
    carrier, service, client = api
    caller = carrier.dials(CALLER, LINE)
    carrier.clock.run_for(5)
    [queue] = client.queues.list()
    assert (queue.friendly_name, queue.current_size) == ("room", 1)
    [member] = client.queues(queue.sid).members.list()
    assert (member.call_sid, member.wait_time) == (caller.call.sid, 5)
    with pytest.raises(TwilioRestException):
        client.queues(queue.sid).delete()
    client.queues(queue.sid).members("Front").update(url=f"{HOST}/other")
    caller.hears("ailleurs")
    carrier.clock.run_for(1)
    assert service.told("/after")[0]["QueueResult"] == "redirected"
    assert client.queues(queue.sid).delete()
    assert client.queues.list() == []


def test_a_text_reaches_its_telephone(api: Api) -> None:
    carrier, _, client = api
    message = client.messages.create(to=ANNE, from_=LINE, body="Votre page : https://line.example")
    assert carrier.phone(ANNE).texts == ["Votre page : https://line.example"]
    assert client.messages(message.sid).fetch().body == message.body
    assert client.messages(message.sid).delete()
    assert client.messages.list() == []


def test_the_numbers_of_the_account_are_configured_over_rest(
    api: Api,
) -> None:
    carrier, _, client = api
    [line] = client.incoming_phone_numbers.list(phone_number=LINE)
    assert line.sid is not None
    client.incoming_phone_numbers(line.sid).update(voice_url=f"{HOST}/other")
    carrier.dials(CALLER, LINE).hears("ailleurs")


def test_a_wrong_token_is_refused(api: Api) -> None:
    _, _, client = api
    stranger = client_of(client.http_client.base, "wrong")
    with pytest.raises(TwilioRestException) as refused:
        stranger.calls("CA" + "0" * 32).fetch()
    assert (refused.value.status, refused.value.code) == (401, 20003)


@pytest.mark.parametrize(("to", "code"), [("0612", 21211), ("", 21201)])
def test_a_number_that_cannot_be_rung_is_refused(api: Api, to: str, code: int) -> None:
    _, _, client = api
    with pytest.raises(TwilioRestException) as refused:
        ring(client, to)
    assert refused.value.code == code


def test_a_create_that_times_out_may_have_rung(api: Api) -> None:
    carrier, _, client = api
    client.http_client.timeout = 0.2
    carrier.faults.rest = lambda *_request: 0.5
    with pytest.raises(requests.exceptions.RequestException):
        ring(client)
    carrier.phone(ANNE).rings()


def test_a_create_whose_answer_is_lost_has_rung(api: Api) -> None:
    carrier, _, client = api
    carrier.faults.rest = lambda *_request: "lose"
    with pytest.raises(requests.exceptions.RequestException):
        ring(client)
    carrier.phone(ANNE).rings()


@pytest.mark.parametrize("fault", ["refuse", "close"])
def test_a_rest_api_that_is_away_rings_nobody(api: Api, fault: Any) -> None:
    carrier, _, client = api
    carrier.faults.rest = lambda *_request: fault
    with pytest.raises((TwilioRestException, requests.exceptions.RequestException)):
        ring(client)
    assert carrier.legs == []


def test_the_service_may_call_the_api_while_it_answers_a_webhook(
    api: Api,
) -> None:
    carrier, service, client = api

    def rings_anne(_form: dict[str, str]) -> str:
        ring(client)
        return "<Pause length='30'/>"

    service.answers["/wait"] = rings_anne
    carrier.phone(ANNE).behaviour = AnswersAfter(2)
    carrier.dials(CALLER, LINE)
    carrier.phone(ANNE).hears("bonjour Anne")
