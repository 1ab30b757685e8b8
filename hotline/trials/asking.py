"""Asks a step of the service at its public address, signed as the carrier signs: through whatever
stands in front of it, as a call comes."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urldefrag, urlencode, urlsplit
from xml.etree import ElementTree as Xml

from hotline.carrier import signature
from hotline.fetching import Answered, ForbiddenAddress, NotFetched, send
from hotline.settings import Settings
from hotline.trials.failing import Failed, Why
from hotline.trials.service import PARAMETER, RUNG, STANDING

SECONDS = 5.0
"""A step that takes longer is late: the carrier waits for eight (`hotline twilio setup`)."""
LARGEST_DOCUMENT = 64 * 1024
"""Bytes; what the carrier reads at most."""


@dataclass
class TrialCall:
    """One call, as the carrier would tell of it: its id, and the number that was dialled."""

    settings: Settings
    call_id: str
    dialled: str
    standing: str = ""
    rung: int = 0
    """Telephones that the last step would have rung."""
    steps: int = 0
    slowest: float = 0.0
    """Seconds that its slowest step took."""

    def ask(self, address: str, **told: str) -> Xml.Element:
        """The document of a step, by its path or its whole address. Raises Failed."""
        url = address if "://" in address else self.settings.hotline_public_url + address
        url = urldefrag(url).url  # how the carrier would ask: not signed
        step = urlsplit(url).path.replace(self.call_id, "…")
        form = {
            "CallSid": self.call_id,
            "To": self.dialled,
            "From": "",
            "Direction": "inbound",
            "CallStatus": "in-progress",
            PARAMETER: self.standing,
            **told,
        }
        token = self.settings.twilio_auth_token.get_secret_value()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Twilio-Signature": signature(token, url, form),
        }
        answer = self._sent(url, step, urlencode(form).encode(), headers)
        if answer.status == 403:
            raise Failed(Why.REFUSED, step, 403)
        if answer.status != 200:
            raise Failed(Why.ERROR, step, answer.status)
        # Else a caller would be kept: this is another version, or no service of ours.
        if STANDING.lower() not in answer.headers:
            raise Failed(Why.STRANGE, step, 200)
        self.standing = answer.headers[STANDING.lower()]
        self.rung = int(answer.headers.get(RUNG.lower(), "0"))
        return _document(answer, step)

    def listen(self, url: str) -> None:
        """What is played can be had. Raises Failed."""
        answer = self._sent(url, urlsplit(url).path, b"", {})
        if answer.status != 200 or not answer.content:
            raise Failed(Why.NO_WAIT, urlsplit(url).path, answer.status)

    def _sent(self, url: str, step: str, content: bytes, headers: dict[str, str]) -> Answered:
        began = perf_counter()
        # The service's own address, wherever it is.
        inside = {urlsplit(self.settings.hotline_public_url).hostname or ""}
        try:
            answer = send(url, content, headers, inside=inside, seconds=SECONDS)
        except (NotFetched, ForbiddenAddress):
            late = perf_counter() - began >= SECONDS
            raise Failed(Why.SLOW if late else Why.AWAY, step) from None
        self.steps += 1
        self.slowest = max(self.slowest, perf_counter() - began)
        return answer


def _document(answer: Answered, step: str) -> Xml.Element:
    if len(answer.content) > LARGEST_DOCUMENT:
        raise Failed(Why.STRANGE, step, answer.status)
    try:
        # It is ours, and it is small; entities are not looked for elsewhere.
        document = Xml.fromstring(answer.content)  # noqa: S314
    except Xml.ParseError:
        raise Failed(Why.STRANGE, step, answer.status) from None
    if document.tag != "Response":
        raise Failed(Why.STRANGE, step, answer.status)
    return document
