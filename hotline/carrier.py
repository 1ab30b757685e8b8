"""The carrier's REST API, in the service's own words. The only module that calls it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from requests.exceptions import ConnectionError as NotReached
from requests.exceptions import ConnectTimeout, RequestException
from twilio.base import values
from twilio.base.exceptions import (
    TwilioException,
    TwilioRestException,
    TwilioServiceException,
)
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from urllib3.exceptions import MaxRetryError, NewConnectionError

from hotline.breaker import Breaker
from hotline.clock import Clock
from hotline.settings import Settings
from hotline.watching.measures import Measures

REAL_API = "https://api.twilio.com"
STATUS_EVENTS = ["initiated", "ringing", "answered", "completed"]
NOT_FOUND = 20404
ENDED_ALREADY = 21220
NOT_COMPLETED_YET = 20009

unset = values.unset

Answer = TypeVar("Answer")


class CarrierProblem(Exception):
    """A request to the carrier did not do what was asked. `code` is the carrier's error code
    (twilio.com/docs/api/errors), 0 when it gave none."""

    code = 0


class CarrierAway(CarrierProblem):
    """Nobody there, not let in, or told to come back later: it was certainly not carried out."""

    def __init__(self, code: int = 0) -> None:
        super().__init__("the carrier is away")
        self.code = code


class CarrierUnknown(CarrierProblem):
    """No usable answer: it may have been carried out."""


class CarrierRefused(CarrierProblem):
    """The carrier said no."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the carrier refused: error {code}")
        self.code = code


@dataclass(frozen=True, slots=True)
class CarrierText:
    """A text message as the carrier keeps it: its id there and its words."""

    id: str
    body: str


@dataclass(frozen=True, slots=True)
class CarrierCall:
    """A call as the carrier sees it: its id there and its status, in the carrier's word."""

    id: str
    status: str


@dataclass(frozen=True, slots=True)
class CarrierQueue:
    """A queue as the carrier keeps it: its id there, its name, how many wait in it."""

    id: str
    name: str
    size: int


class Carrier:
    """Rings, texts, ends, asks and deletes. Every method may raise a CarrierProblem.

    No method is called inside a database transaction. A request is given up after the configured
    seconds; two failures in a row open the breaker, and requests then fail at once for a while.
    """

    def __init__(self, settings: Settings, clock: Clock, measures: Measures | None = None) -> None:
        self._clock = clock
        self._measures = measures or Measures()
        self._breaker = Breaker()
        self._has_account = bool(settings.twilio_account_sid)
        self._client = Client(
            settings.twilio_account_sid or "AC",
            settings.twilio_auth_token.get_secret_value() or "none",
            region=settings.twilio_region or None,
            edge=settings.twilio_edge or None,
            http_client=_Http(settings.twilio_api_url, settings.hotline_carrier_timeout),
        )

    def is_away(self) -> bool:
        """Whether people must be rung without the REST API for now."""
        return not self._has_account or self._breaker.is_open(self._clock())

    def ring(
        self,
        to: str,
        shown: str,
        *,
        seconds: int,
        url: str,
        fallback_url: str,
        status_url: str | None = None,
        tell_machines: bool = False,
        document: str = "",
    ) -> str:
        """Rings `to` for about `seconds`, showing the number `shown`; the leg's id there. Without
        `status_url` nothing more is heard of it. With `tell_machines` the first document is asked
        for once the carrier has listened whether a human or a machine has answered
        (twilio.com/docs/voice/answering-machine-detection). With a `document` that one is heard,
        and `url` is not asked."""
        call = self.asked(
            lambda client: client.calls.create(
                to=to,
                from_=shown,
                url=unset if document else url,
                twiml=document or unset,
                fallback_url=fallback_url,
                status_callback=status_url or unset,
                status_callback_event=STATUS_EVENTS if status_url else unset,
                timeout=seconds,
                machine_detection="DetectMessageEnd" if tell_machines else unset,
            )
        )
        return _known(call.sid)

    def hang_up(self, call_id: str) -> bool:
        """Ends a call or a leg, ringing or answered. False when it had ended already."""
        return self._settle(
            lambda client: client.calls(call_id).update(status="completed"),
            fine={ENDED_ALREADY, NOT_FOUND},
        )

    def send_elsewhere(self, call_id: str, url: str) -> bool:
        """Lets a leg hear another document. False when it had ended already."""
        return self._settle(
            lambda client: client.calls(call_id).update(url=url), fine={ENDED_ALREADY, NOT_FOUND}
        )

    def look_up(self, call_id: str) -> CarrierCall | None:
        """The call with this id; None when the carrier knows none."""
        try:
            call = self.asked(lambda client: client.calls(call_id).fetch())
        except CarrierRefused as refusal:
            if refusal.code == NOT_FOUND:
                return None
            raise
        return CarrierCall(_known(call.sid), str(call.status))

    def calls_to(self, number: str, since: datetime) -> list[CarrierCall]:
        """Our outgoing calls to this number, created at `since` or later."""
        calls = self.asked(lambda client: client.calls.list(to=number, limit=20))
        return [
            CarrierCall(_known(call.sid), str(call.status))
            for call in calls
            if call.date_created is not None and call.date_created >= since.replace(microsecond=0)
        ]

    def text(self, to: str, sender: str, body: str) -> str:
        """Sends a text message; the carrier's id of it."""
        message = self.asked(lambda client: client.messages.create(to=to, from_=sender, body=body))
        return _known(message.sid)

    def texts_to(self, number: str, since: datetime) -> list[CarrierText]:
        """Our text messages to this number, created at `since` or later."""
        texts = self.asked(lambda client: client.messages.list(to=number, limit=20))
        return [
            CarrierText(_known(text.sid), str(text.body))
            for text in texts
            if text.date_created is not None and text.date_created >= since.replace(microsecond=0)
        ]

    def delete_call(self, call_id: str) -> bool:
        """Deletes the carrier's record of a call. False when it is too early to."""
        return self._delete(lambda client: client.calls(call_id).delete())

    def delete_message(self, message_id: str) -> bool:
        """Deletes the carrier's record of a text message. False when it is too early to."""
        return self._delete(lambda client: client.messages(message_id).delete())

    def queues(self, before: datetime) -> list[CarrierQueue]:
        """The account's queues that were made before then."""
        queues = self.asked(lambda client: client.queues.list())
        return [
            CarrierQueue(_known(queue.sid), str(queue.friendly_name), queue.current_size or 0)
            for queue in queues
            if queue.date_created is not None and queue.date_created < before
        ]

    def delete_queue(self, queue_id: str) -> bool:
        """Deletes a call's queue. False when it is not empty yet."""
        return self._delete(lambda client: client.queues(queue_id).delete())

    def _delete(self, request: Callable[[Client], object]) -> bool:
        try:
            self._settle(request, fine={NOT_FOUND})
        except CarrierRefused:
            return False
        return True

    def _settle(self, request: Callable[[Client], object], fine: set[int]) -> bool:
        try:
            self.asked(request)
        except CarrierRefused as refusal:
            if refusal.code not in fine:
                raise
            return False
        return True

    def asked(self, request: Callable[[Client], Answer]) -> Answer:
        """What the carrier answers to one request, made with its library's client."""
        if self.is_away():
            raise CarrierAway
        with self._measures.asking_the_carrier():
            return self._asked(request)

    def _asked(self, request: Callable[[Client], Answer]) -> Answer:
        try:
            answer = request(self._client)
        except (TwilioRestException, TwilioServiceException) as error:
            raise self._refusal(error.status, error.code) from None
        except TwilioException as error:
            raise self._no_list(error) from None
        except (RequestException, ValueError, KeyError) as error:
            self._breaker.failed(self._clock())
            # Their messages quote addresses and numbers: only the kind goes on.
            raise (CarrierAway if _never_left(error) else CarrierUnknown) from None
        self._breaker.answered()
        return answer

    def _no_list(self, error: TwilioException) -> CarrierProblem:
        """A list that was refused: the library does not say so in its own words."""
        answer = error.args[1] if len(error.args) == 2 else None
        if not isinstance(answer, Response):
            self._breaker.failed(self._clock())
            return CarrierUnknown()
        try:
            code = json.loads(answer.text)["code"]
        except (ValueError, KeyError, TypeError):
            code = None
        return self._refusal(answer.status_code, code if isinstance(code, int) else None)

    def _refusal(self, status: int, code: int | None) -> CarrierProblem:
        if status in {401, 429, 503}:
            # 401 too: an account that is not let in can ring nobody over REST, but Dial still can.
            self._breaker.failed(self._clock())
            return CarrierAway(code or status)
        if status >= 500:
            self._breaker.failed(self._clock())
            return CarrierUnknown()
        self._breaker.answered()
        return CarrierRefused(code or status)


class _Http(TwilioHttpClient):
    """The SDK's client with a time-out (its own default is none), and another API's address."""

    def __init__(self, api_url: str, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self._api_url = api_url

    def request(  # type: ignore[override]  # the SDK itself says url here, and uri in its base
        self, method: str, uri: str, *args: Any, **kwargs: Any
    ) -> Response:
        if self._api_url != REAL_API:
            # All its hosts (api., voice., routes.) are behind that one address.
            uri = self._api_url + re.sub("^https://[^/]+", "", uri)
        return super().request(method, uri, *args, **kwargs)


def signature(token: str, url: str, form: Mapping[str, str]) -> str:
    """What the carrier would sign this webhook with."""
    return str(RequestValidator(token).compute_signature(url, form))


def _never_left(error: Exception) -> bool:
    """Whether no connection was made, so that the carrier cannot have seen the request."""
    if isinstance(error, ConnectTimeout):
        return True
    reason = error.args[0] if isinstance(error, NotReached) and error.args else None
    return isinstance(reason, MaxRetryError) and isinstance(reason.reason, NewConnectionError)


def _known(sid: str | None) -> str:
    if not sid:
        raise CarrierUnknown
    return sid
