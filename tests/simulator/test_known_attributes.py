"""No complaint about what the SDK's builder offers by name."""

from __future__ import annotations

import inspect

import pytest
from twilio.twiml import voice_response

from simulator.twiml.schema import ATTRIBUTES

OWN_WORDS = {"self", "kwargs", "from_"}
TEXTS = {"Say": {"message"}, "Play": {"url"}, "Dial": {"number"}, "Number": {"phone_number"},
         "Queue": {"name"}, "Enqueue": {"name"}, "Redirect": {"url"}}  # fmt: skip


def camel(name: str) -> str:
    first, *rest = name.strip("_").split("_")
    return first + "".join(word.title() for word in rest)


@pytest.mark.parametrize("verb", sorted(ATTRIBUTES))
def test_every_attribute_of_the_builder_is_known(verb: str) -> None:
    built = voice_response.VoiceResponse if verb in TOP else voice_response.Dial
    method = getattr(built, verb.lower())
    names = set(inspect.signature(method).parameters) - OWN_WORDS - TEXTS.get(verb, set())
    assert {camel(name) for name in names} <= set(ATTRIBUTES[verb])


TOP = set(ATTRIBUTES) - {"Number", "Queue"}
