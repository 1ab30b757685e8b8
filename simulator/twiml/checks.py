"""What the SDK's builder lets through and the carrier complains about."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.problems import Problem
from simulator.twiml.documents import Document, Verb
from simulator.twiml.schema import (
    ANY,
    ATTRIBUTES,
    INSIDE,
    KEYS,
    NOT_SIMULATED,
    NUMBER,
    PLACES,
    SSML,
    TOP,
    ValueRule,
)

LONGEST_SAY = 4096
"""Characters (twilio.com/docs/voice/twiml/say#limits)."""

LONGEST_QUEUE_NAME = 64
"""Characters (twilio.com/docs/voice/twiml/enqueue)."""

INVALID_VALUE = {
    "finishOnKey": 13310,
    "callerId": 13214,
    "timeLimit": 13213,
    "hangupOnStar": 13215,
    "numDigits": 13314,
}
SCHEMA_WARNING = 12200
SAY_TOO_LONG = 13520
NOT_ALLOWED_HERE = {"wait": 14110, "whisper": 13222, "connect": 14211}


def check(document: Document, place: str) -> list[Problem]:
    """Every complaint about a document that runs at that place (see `schema.PLACES`).

    All are warnings: the carrier skips what it does not understand and goes on
    (twilio.com/docs/api/errors/12200). What it cannot read at all was refused by `read`.
    """
    found = [problem for verb in document.verbs for problem in top_problems(verb, place)]
    return [Problem(code, message, url=document.url) for code, message in found]


Found = tuple[int, str]


def top_problems(verb: Verb, place: str) -> Iterator[Found]:
    if verb.name not in TOP:
        yield SCHEMA_WARNING, f"{verb.name} is not a verb: nothing is done for it."
        return
    if verb.name not in PLACES[place]:
        code = NOT_ALLOWED_HERE.get(place, SCHEMA_WARNING)
        yield code, f"{verb.name} is not allowed in a {place} document."
    yield from verb_problems(verb)


def verb_problems(verb: Verb) -> Iterator[Found]:
    if verb.name in NOT_SIMULATED:
        yield SCHEMA_WARNING, f"{verb.name} exists, but this simulator does not play it."
        return
    known = ATTRIBUTES.get(verb.name, {})
    for name, value in verb.attributes.items():
        if name not in known:
            yield SCHEMA_WARNING, f"{verb.name} has no attribute {name}."
        elif not acceptable(value, known[name]):
            code = INVALID_VALUE.get(name, SCHEMA_WARNING)
            yield code, f"{verb.name} {name}='{value}' must be {wanted(known[name])}."
    for child in verb.inside:
        if child.name not in INSIDE.get(verb.name, set()):
            yield SCHEMA_WARNING, f"{child.name} may not stand inside {verb.name}."
        elif child.name not in SSML:
            yield from verb_problems(child)
    yield from text_problems(verb)


def text_problems(verb: Verb) -> Iterator[Found]:
    if verb.name == "Say" and len(verb.text) > LONGEST_SAY:
        yield SAY_TOO_LONG, f"Say at most 4,096 characters; this has {len(verb.text)}."
    if verb.name == "Say" and not verb.text:
        yield SAY_TOO_LONG, "Say has nothing to say."
    if verb.name == "Enqueue" and not 0 < len(verb.text) <= LONGEST_QUEUE_NAME:
        yield SCHEMA_WARNING, "Enqueue needs a queue's name of 1 to 64 characters."
    if verb.name == "Dial" and sum(child.name == "Number" for child in verb.inside) > 10:
        yield 13243, "Dial rings ten numbers at most."


def acceptable(value: str, rule: ValueRule) -> bool:
    if rule == ANY:
        return True
    if rule == NUMBER:
        return value.strip().isdigit() or value.strip() == "auto"
    if rule == KEYS:
        return all(key in "0123456789*#" for key in value)
    return value.strip() in rule


def wanted(rule: ValueRule) -> str:
    return rule if isinstance(rule, str) else "one of " + ", ".join(sorted(rule))
