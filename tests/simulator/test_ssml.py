"""Marks inside Say: all the words are heard, and the silences take their time."""

from __future__ import annotations

import pytest
from twilio.twiml.voice_response import Say, VoiceResponse

from simulator.twiml.checks import check
from simulator.twiml.documents import Document, read
from tests.simulator.desk import CALLER, LINE, desk


def document(inside: str) -> Document:
    said = f"<Response><Say>{inside}</Say></Response>"
    return read(said.encode(), "text/xml", "https://line.example/in")


@pytest.mark.parametrize(
    ("inside", "heard", "silence"),
    [
        ("bonjour", "bonjour", 0),
        ("le 31<break time='300ms'/>14, merci", "le 31 14, merci", 0.3),
        ("a<break time='1.5s'/>b<break strength='x-weak'/>c<break/>d", "a b c d", 1.75),
        ("<prosody rate='slow'>le 15<break time='1s'/>ou</prosody> le 112", "le 15 ou le 112", 1),
        ("<s>Bonjour.</s><s>Je vous écoute.</s>", "Bonjour. Je vous écoute.", 1),
        ("<p>Un</p><p>deux <emphasis>trois</emphasis>.</p>", "Un deux trois.", 1.8),
        ("le <say-as interpret-as='telephone'>0148</say-as>, <w role='amazon:NN'>merci</w>",
         "le 0148, merci", 0),
        ("le <sub alias='trente et un quatorze'>31 14</sub>", "le trente et un quatorze", 0),
        ("un<break time='60s'/>deux", "un deux", 10),
        ("01\u202f40\u202f54", "01 40 54", 0),
    ],
)  # fmt: skip
def test_every_word_is_heard_and_every_break_is_a_space(
    inside: str, heard: str, silence: float
) -> None:
    read_as = document(inside)
    [say] = read_as.verbs
    assert say.text == heard
    assert say.silence == pytest.approx(silence)
    assert check(read_as, "call") == []


def test_the_silence_of_a_break_is_counted() -> None:
    carrier, _ = desk({"/in": "<Say>" + "x" * 14 + "<break time='2s'/></Say><Say>suite</Say>"})
    caller = carrier.dials(CALLER, LINE)
    caller.hears("suite")
    assert (carrier.clock.now() - caller.call.created).total_seconds() == pytest.approx(3)


def test_what_the_sdk_builds_is_read_whole() -> None:
    answer = VoiceResponse()
    say = Say(voice="Polly.Lea-Neural", language="fr-FR")
    say.append("Composez le 01")
    say.break_(time="200ms")
    say.append("40, puis ")
    say.prosody("patientez", rate="slow")
    say.append(".")
    answer.append(say)
    read_as = read(str(answer).encode(), "text/xml", "https://line.example/in")
    assert read_as.verbs[0].text == "Composez le 01 40, puis patientez."
    assert check(read_as, "call") == []


@pytest.mark.parametrize(
    "inside",
    [
        "un<break time='2 minutes'/>",
        "un<break strength='fort'/>",
        "un<break><s>deux</s></break>",
        "<prosody vitesse='lente'>un</prosody>",
        "un<pause/>",
    ],
)
def test_a_mark_that_is_none_is_complained_of(inside: str) -> None:
    assert [problem.code for problem in check(document(inside), "call")] == [12200]
