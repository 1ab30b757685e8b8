"""Webhooks drawn at random: right ones, with one thing or many bent, signed well, badly or not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from random import Random
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import run_wsgi_app

from hotline.voice.guard import LARGEST_BODY
from simulator.signature import signature
from tests.attacked.odd import bent, odd
from tests.world import NUMBER, TOKEN

FORM = "application/x-www-form-urlencoded"
KINDS = ("application/json", "text/plain", "multipart/form-data; boundary=x", "", f"{FORM}; a=b")
METHODS = ("GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "BREW")
STATUSES = (
    *("queued", "initiated", "ringing", "in-progress", "answered"),
    *("completed", "busy", "no-answer", "failed", "canceled"),
)
FIELDS: Mapping[str, Sequence[str]] = {
    "AccountSid": ("AC" + "1" * 32,),
    "From": ("+33612345678", "+33639980001", "anonymous", "+590690123456", "+447911123456"),
    "To": (NUMBER, NUMBER, "+33199001299", "+33639980001"),
    "Direction": ("inbound", "outbound-api", "outbound-dial"),
    "CallStatus": STATUSES,
    "DialCallStatus": STATUSES,
    "DialCallSid": ("CA" + "2" * 32,),
    "DialCallDuration": ("0", "42", "4000"),
    "DialBridged": ("true", "false"),
    "Digits": (*"0123456789*#", "11", "12", "101", "0612345678#", "20261122#", "1234567890"),
    "QueueResult": (
        "bridged",
        "leave",
        "hangup",
        "redirected",
        "queue-full",
        "error",
        "system-error",
    ),
    "QueueSid": ("QU" + "3" * 32,),
    "QueueTime": ("0", "17"),
    "AnsweredBy": ("human", "machine_start", "fax", "unknown"),
    "Timestamp": ("Sun, 22 Nov 2026 02:00:30 +0000", "Sun, 22 Nov 2026 02:00:30 -0000"),
    "ErrorCode": ("11200", "11205"),
    "ErrorUrl": ("http://127.0.0.1/voice/incoming?attempt=2",),
    "SequenceNumber": ("0", "1"),
}
QUERY: Mapping[str, Sequence[str]] = {
    "attempt": ("1", "2", "3"),
    "after": ("0", "1", "2"),
    "line": ("1", "2"),
    "language": ("fr", "en"),
    "team": ("psychologists", "doctors", "vets"),
}
PLACES = {
    "place": ("start", "start-1", "start-4", "start-9-9"),
    "step": ("incoming", "wait", "next", "accept", "broken", "answered-status"),
    "number": ("1", "0", "31"),
    "at": ("0", "3", "60"),
    "code": ("101", "102"),
    "piece": ("1", "2", "99"),
    "stamp": ("0" * 12,),
    "file": ("fr/greeting.wav",),
    "recording_id": ("0" * 32,),
    "run": ("1", "0" * 32),
}


class Signed(StrEnum):
    """How a webhook is signed."""

    WELL = "signed"
    NOT = "not signed"
    BADLY = "signed wrongly"


@dataclass(frozen=True)
class Webhook:
    """One request, as it goes over the wire. `plain` says that a carrier could have sent it: a form
    that is no longer than forms are, by the method that is expected."""

    method: str
    target: str
    kind: str
    body: bytes
    signed: Signed
    signature: str | None
    plain: bool

    @property
    def is_for_a_sound(self) -> bool:
        """Music and recordings, which are given to anybody who asks: nothing is done there."""
        return self.target.startswith(("/voice/music/", "/voice/prompts/", "/voice/recordings/"))

    def sent_to(self, app: Flask) -> tuple[int, str, bytes]:
        """The status, the content type and the body that come back."""
        path, _, query = self.target.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "RAW_URI": self.target,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": self.kind,
            "CONTENT_LENGTH": str(len(self.body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(self.body),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if self.signature is not None:
            environ["HTTP_X_TWILIO_SIGNATURE"] = self.signature
        chunks, status, headers = run_wsgi_app(app, environ, buffered=True)
        return int(status.split(" ", 1)[0]), headers.get("Content-Type", ""), b"".join(chunks)


class Draws:
    """Webhooks for these addresses and ids, one after the other; the same for the same seed."""

    def __init__(
        self, seed: int, rules: Sequence[Rule], ids: Mapping[str, Sequence[str]], base: str
    ) -> None:
        self._chance = Random(seed)
        self._rules = sorted(rules, key=lambda rule: rule.rule)
        self._ids = ids
        self._base = base
        self._drawn = 0

    def next(self) -> Webhook:
        """A third each: signed as the carrier signs, wrongly, not at all."""
        chance = self._chance
        how = tuple(Signed)[self._drawn % 3]
        self._drawn += 1
        rule = chance.choice(self._rules)
        wild = chance.random() < 0.5
        """Half of them are such as a carrier may send, in a wrong place or at a wrong time."""
        usual = "POST" if "POST" in (rule.methods or ()) else "GET"
        method = chance.choice(METHODS) if wild and chance.random() < 0.1 else usual
        kind = chance.choice(KINDS) if wild and chance.random() < 0.1 else FORM
        target = self._address(rule, wild) + self._query(wild)
        fields = self._fields(wild)
        body = urlencode(fields, errors="replace").encode()
        if wild and chance.random() < 0.05:
            body = _torn(chance, body)
        elif wild and chance.random() < 0.02:
            body += b"&Filler=" + b"a" * 70_000
        right = signature(TOKEN, self._base + target, fields)
        whole = body == urlencode(fields).encode() and len(body) <= LARGEST_BODY
        plain = method == usual == "POST" and kind == FORM and whole
        given: str | None = right
        if how != Signed.WELL:
            given = self._wrong(right, target, fields) if how == Signed.BADLY else None
        return Webhook(method, target, kind, body, how, given, plain)

    def _address(self, rule: Rule, wild: bool) -> str:
        def part(found: re.Match[str]) -> str:
            name = found[1]
            return quote(self._part(name, wild), safe="/" if name == "file" else "")

        return re.sub(r"<(?:\w+:)?(\w+)>", part, rule.rule)

    def _part(self, name: str, wild: bool) -> str:
        chance = self._chance
        right = chance.choice(self._ids.get(name) or PLACES[name])
        if not wild or chance.random() < 0.6:
            return right
        if chance.random() < 0.4:
            return chance.choice(self._ids[chance.choice(sorted(self._ids))])
        return bent(chance, right) if chance.random() < 0.4 else odd(chance)

    def _query(self, wild: bool) -> str:
        chance = self._chance
        if chance.random() < 0.4:
            return ""
        pairs = [
            (name, self._value(values, wild))
            for name, values in QUERY.items()
            if chance.random() < 0.3
        ]
        return "?" + urlencode(pairs, errors="replace") if pairs else ""

    def _fields(self, wild: bool) -> list[tuple[str, str]]:
        chance = self._chance
        known = {**FIELDS, "CallSid": self._ids["CallSid"]}
        fields = [
            (name, self._value(values, wild))
            for name, values in known.items()
            if chance.random() < 0.85
        ]
        while wild and chance.random() < 0.2:
            name = chance.choice([*known, odd(chance)])
            fields.append((name, odd(chance)))
        return fields

    def _value(self, values: Sequence[str], wild: bool) -> str:
        chance = self._chance
        right = chance.choice(values)
        if not wild or chance.random() < 0.75:
            return right
        return bent(chance, right) if chance.random() < 0.3 else odd(chance)

    def _wrong(self, right: str, target: str, fields: list[tuple[str, str]]) -> str:
        base = self._base
        return self._chance.choice(
            (
                "",
                right[:-1],
                right.swapcase(),
                right + right,
                "é" * 14,
                "\xff\xfe" * 14,
                "A" * 28,
                signature("another token", base + target, fields),
                signature(TOKEN, base + "/voice/elsewhere", fields),
                signature(TOKEN, base + target, [*fields, ("One", "more")]),
                signature(TOKEN, "https://evil.example" + target, fields),
                signature("", base + target, fields),
            )
        )


def _torn(chance: Random, body: bytes) -> bytes:
    """Cut, with bytes that are no text, or with escapes that are none."""
    where = chance.randrange(len(body) + 1)
    noise = chance.choice((b"", b"\xff\xfe", b"%ED%A0%80", b"%zz", b"&&==;", b"%00", b"\x00"))
    return body[:where] + noise + body[where + chance.randrange(1, 9) :]
