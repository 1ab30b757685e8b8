"""How words reach the carrier: the line's voice, numbers pair by pair, slowly when noted down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from twilio.twiml.voice_response import VoiceResponse

from hotline import voice
from hotline.lines.voices import Voices
from hotline.voice.documents import Document
from hotline.voice.speech import say
from hotline.words.voices import VOICES, Voice, voice_called
from simulator.twiml.checks import check
from simulator.twiml.documents import read
from tests.world import LINE_FILE, World

LEA, KORE = voice_called("Polly.Lea-Neural"), voice_called("Google.fr-FR-Chirp3-HD-Kore")
NUMBER = "Notez le 01 99 00 12 34."


def spoken(text: str, voice: Voice, *, slowly: bool = False) -> str:
    """The document that says this."""
    response = VoiceResponse()
    say(response, text, voice, slowly=slowly)
    return str(response).partition("<Response>")[2].removesuffix("</Response>")


def heard(text: str, voice: Voice, *, slowly: bool = False) -> str:
    """What somebody on the telephone hears of it."""
    document = read(
        f"<Response>{spoken(text, voice, slowly=slowly)}</Response>".encode(),
        "text/xml",
        "http://x",
    )
    return document.verbs[0].text


def test_a_voice_breathes_between_two_pairs_of_digits() -> None:
    assert spoken("Composez le 31 14.", LEA) == (
        '<Say language="fr-FR" voice="Polly.Lea-Neural">'
        'Composez le 31<break time="250ms" /> 14.</Say>'
    )


def test_a_number_to_write_down_is_said_slowly() -> None:
    assert spoken("Le 31 14.", LEA, slowly=True) == (
        '<Say language="fr-FR" voice="Polly.Lea-Neural">'
        '<prosody rate="slow">Le 31<break time="700ms" /> 14.</prosody></Say>'
    )


def test_a_voice_without_marks_gets_commas_to_slow_down() -> None:
    assert "<prosody" not in spoken(NUMBER, KORE, slowly=True)
    assert heard(NUMBER, KORE, slowly=True) == "Notez le 01, 99, 00, 12, 34."


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
@pytest.mark.parametrize("voice", [LEA, KORE], ids=lambda voice: voice.name)
def test_a_number_is_heard_the_same_however_its_pairs_are_parted(voice: Voice, space: str) -> None:
    assert heard(NUMBER.replace(" ", space), voice) == NUMBER


def test_words_around_numbers_have_no_breath_between_them() -> None:
    assert "<break" not in spoken("Le 15, le 112. À 8 heures.", LEA)


def test_what_is_said_stays_text() -> None:
    assert heard("<break> & 3 < 4", LEA) == "<break> & 3 < 4"


@pytest.mark.parametrize("voice", [v for voices in VOICES.values() for v in voices], ids=str)
def test_the_carrier_accepts_what_each_voice_says(voice: Voice) -> None:
    for slowly in (False, True):
        body = f"<Response>{spoken(NUMBER, voice, slowly=slowly)}</Response>".encode()
        assert check(read(body, "text/xml", "http://x"), "call") == []


def test_a_language_has_its_voice_and_a_foreign_one_is_spoken_to_in_french() -> None:
    voices = Voices(fr="Polly.Remi-Neural")
    assert voices.speaking("fr").name == voices.speaking("es").name == "Polly.Remi-Neural"
    assert voices.speaking("en").locale == "en-GB"


def test_the_voices_of_the_line_are_heard_in_its_calls(world: World) -> None:
    text = LINE_FILE.read_text(encoding="utf-8")
    world.load(
        text.replace("budget_seconds", 'voices.fr = "Polly.Gabrielle-Neural"\nbudget_seconds')
    )
    caller = world.nurse_waits()
    with world.app.app_context():
        said = Document(world.call()).say("put-through").answer().get_data(as_text=True)
        told = Document("fr").say("trouble").answer().get_data(as_text=True)
    assert 'language="fr-CA" voice="Polly.Gabrielle-Neural"' in said
    assert 'language="fr-FR" voice="Polly.Lea-Neural"' in told
    caller.hangs_up()


def test_every_step_that_knows_its_call_speaks_with_the_voice_of_its_line() -> None:
    found = {
        (file.name, written)
        for file in Path(voice.__file__).parent.glob("*.py")
        for written in re.findall(r"\bDocument\(([^)]*)\)", file.read_text(encoding="utf-8"))
    }
    assert ("incoming.py", "call") in found
    without = {file for file, said in found if re.fullmatch(r"([a-z.]+\.)?language", said)}
    assert without == {"fallback.py"}
