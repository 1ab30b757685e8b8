"""What telephones of a rehearsal hear first: small documents that are given to the carrier whole,
so that no number of theirs is in an address or in the database."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from hotline.going_live.bench import Bench
from hotline.taxonomies import Wording

_SPOKEN = {"fr": "fr-FR", "en": "en-GB"}
_WAIT = Wording("Répétition. Restez en ligne.", "Rehearsal. Please hold.")
_PRESS = Wording("Répétition. Tapez 1.", "Rehearsal. Press 1.")
_THANKS = Wording("Répétition. C'est tout, merci.", "Rehearsal. That is all, thank you.")
_POST = {"method": "POST"}


def waits(bench: Bench, step: str = "wait") -> str:
    """Into the run's queue; `step` is asked for what is heard there."""
    response = _said(bench, _WAIT)
    enqueue = SubElement(
        response,
        "Enqueue",
        _POST | {"action": bench.url("after"), "waitUrl": bench.url(step), "waitUrlMethod": "POST"},
    )
    enqueue.text = bench.run
    return _whole(response)


def joins(bench: Bench, step: str = "connected") -> str:
    """Joined with whoever waits in the run's queue; `step` is asked just before, star ends it."""
    response = Element("Response")
    dial = SubElement(
        response,
        "Dial",
        _POST | {"action": bench.url("over"), "timeout": "20", "hangupOnStar": "true"},
    )
    queue = SubElement(dial, "Queue", _POST | {"url": bench.url(step)})
    queue.text = bench.run
    return _whole(response)


def rings(bench: Bench, steps: Mapping[str, str], *, seconds: int) -> str:
    """Rings other telephones from this one: each letter's whisper is that step ("": none)."""
    response = _said(bench, _WAIT)
    dial = SubElement(
        response,
        "Dial",
        _POST | {"action": bench.url("dialled"), "timeout": str(seconds), "callerId": bench.shown},
    )
    for who, step in steps.items():
        number = SubElement(
            dial,
            "Number",
            {
                "statusCallback": bench.url(f"{who}-status"),
                "statusCallbackEvent": "initiated ringing answered completed",
                "statusCallbackMethod": "POST",
            }
            | (_POST | {"url": bench.url(step)} if step else {}),
        )
        number.text = bench.phones[who]
    return _whole(response)


def asks_a_key(bench: Bench, step: str) -> str:
    """Asks for a key; this step comes next."""
    response = Element("Response")
    gather = SubElement(
        response,
        "Gather",
        _POST | {"input": "dtmf", "numDigits": "1", "timeout": "40", "action": bench.url(step)},
    )
    _say(gather, bench, _PRESS)
    return _whole(response)


def thanks(bench: Bench) -> str:
    """One sentence, and the end."""
    response = _said(bench, _THANKS)
    SubElement(response, "Hangup")
    return _whole(response)


def _said(bench: Bench, wording: Wording) -> Element:
    response = Element("Response")
    _say(response, bench, wording)
    return response


def _say(parent: Element, bench: Bench, wording: Wording) -> None:
    say = SubElement(parent, "Say", {"language": _SPOKEN.get(bench.language, "fr-FR")})
    say.text = wording.read_in(bench.language)


def _whole(response: Element) -> str:
    return tostring(response, encoding="unicode")
