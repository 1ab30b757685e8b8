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
    PAUSE,
    PLACES,
    SSML,
    TOP,
    ValueRule,
)
from simulator.twiml.ssml import TIME

LONGEST_SAY = {"Polly": 3000, "Google": 5000}
"""Characters by voice, 4,096 for others (twilio.com/docs/api/errors/13521)."""

LONGEST_QUEUE_NAME = 64
"""Characters (twilio.com/docs/voice/twiml/enqueue)."""

SCHEMA_WARNING = 12200
INVALID = {
    ("Dial", "method"): 13210,
    ("Dial", "timeout"): 13212,
    ("Dial", "hangupOnStar"): 13213,
    ("Dial", "timeLimit"): 13216,
    ("Number", "method"): 13221,
    ("Gather", "finishOnKey"): 13310,
    ("Gather", "method"): 13312,
    ("Gather", "timeout"): 13313,
    ("Gather", "numDigits"): 13314,
    ("Gather", "actionOnEmptyResult"): 13338,
    ("Play", "loop"): 13410,
    ("Say", "loop"): 13510,
    ("Redirect", "method"): 13710,
    ("Pause", "length"): 13910,
    ("Enqueue", "method"): 14201,
    ("Enqueue", "waitUrlMethod"): 14206,
    ("Queue", "method"): 14210,
}
"""The code of a value that is not allowed (twilio.com/docs/api/errors), else 12200."""

WRONG_INSIDE = {"Dial": 13215, "Gather": 13320}
"""The code of an element that may not stand inside another, else 12200."""


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
        yield SCHEMA_WARNING, f"{verb.name} is not allowed in a {place} document."
    yield from verb_problems(verb)


def verb_problems(verb: Verb) -> Iterator[Found]:
    if verb.name in NOT_SIMULATED:
        yield SCHEMA_WARNING, f"{verb.name} exists, but this simulator does not play it."
        return
    known = ATTRIBUTES.get(verb.name) or SSML.get(verb.name, {})
    for name, value in verb.attributes.items():
        if name not in known:
            yield SCHEMA_WARNING, f"{verb.name} has no attribute {name}."
        elif not acceptable(value, known[name]):
            code = INVALID.get((verb.name, name), SCHEMA_WARNING)
            yield code, f"{verb.name} {name}='{value}' must be {wanted(known[name])}."
    for child in verb.inside:
        if child.name not in INSIDE.get(verb.name, set()):
            code = WRONG_INSIDE.get(verb.name, SCHEMA_WARNING)
            yield code, f"{child.name} may not stand inside {verb.name}."
        else:
            yield from verb_problems(child)
    yield from text_problems(verb)


def text_problems(verb: Verb) -> Iterator[Found]:
    if verb.name == "Say":
        longest = LONGEST_SAY.get(verb.get("voice").partition(".")[0], 4096)
        if not verb.text:
            yield 13520, "Say has nothing to say."
        elif len(verb.text) > longest:
            yield 13521, f"Say at most {longest} characters; this has {len(verb.text)}."
    if verb.name in ("Enqueue", "Queue"):
        short, long = (14204, 14205) if verb.name == "Enqueue" else (14212, 14213)
        if not verb.text:
            yield short, f"{verb.name} needs a queue's name."
        elif len(verb.text) > LONGEST_QUEUE_NAME:
            yield long, f"A queue's name has 64 characters at most; this has {len(verb.text)}."
    if verb.name == "Dial" and sum(child.name == "Number" for child in verb.inside) > 10:
        yield SCHEMA_WARNING, "Dial rings ten numbers at most."


def acceptable(value: str, rule: ValueRule) -> bool:
    if rule == ANY:
        return True
    if rule == NUMBER:
        return value.strip().isdigit() or value.strip() == "auto"
    if rule == PAUSE:
        return TIME.fullmatch(value.strip()) is not None
    if rule == KEYS:
        return all(key in "0123456789*#" for key in value)
    return value.strip() in rule


def wanted(rule: ValueRule) -> str:
    return rule if isinstance(rule, str) else "one of " + ", ".join(sorted(rule))
