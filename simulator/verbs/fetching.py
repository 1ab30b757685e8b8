"""Asking the service for a document, and what follows when it cannot be had."""

from __future__ import annotations

from collections.abc import Generator

from simulator.legs import Leg, Source, Wait
from simulator.problems import Problem, Refused
from simulator.twiml.checks import check
from simulator.twiml.documents import Document, read
from simulator.webhooks import Reply


class Unavailable(Exception):
    """A document could not be had: not answered, not 2xx, or not TwiML."""

    def __init__(self, kind: str, url: str, code: int, reason: str) -> None:
        super().__init__(reason)
        self.kind, self.url, self.code = kind, url, code


Fetching = Generator[Wait, object, Document]


def fetch(
    leg: Leg,
    kind: str,
    source: Source,
    place: str,
    extra: dict[str, str] | None = None,
) -> Fetching:
    """Ask for a document with the call's parameters and those of the verb.

    Raises Unavailable, noted as a problem with the carrier's code, when it cannot be had.
    """
    carrier = leg.carrier
    wait = Wait()
    carrier.webhooks.ask(
        kind,
        source.url,
        source.method,
        leg.parameters() | (extra or {}),
        lambda reply: carrier.locked(lambda: leg.answer(wait, reply)),
    )
    reply = yield wait
    if not isinstance(reply, Reply):
        raise TypeError(f"A webhook was answered with {reply!r}.")
    url = source.url.partition("#")[0]
    if reply.failure:
        carrier.complain(leg, Problem(reply.failure, reply.reason, fatal=True, url=url))
        raise Unavailable(kind, url, reply.failure, reply.reason)
    return parse(leg, reply.body, reply.content_type, url=url, place=place, kind=kind)


def parse(leg: Leg, body: bytes, content_type: str, *, url: str, place: str, kind: str) -> Document:
    """Read and check a document; every complaint is noted."""
    try:
        document = read(body, content_type, url)
    except Refused as refused:
        leg.carrier.complain(leg, Problem(refused.code, refused.message, fatal=True, url=url))
        raise Unavailable(kind, url, refused.code, refused.message) from refused
    for problem in check(document, place):
        leg.carrier.complain(leg, problem)
    return document


def first_document(leg: Leg, source: Source) -> Fetching:
    """A call's own document: asked for, or given outright."""
    if source.twiml:
        return parse(
            leg, source.twiml.encode(), "text/xml", url=source.url, place="call", kind="voice"
        )
    return (yield from fetch(leg, "voice", source, "call"))
