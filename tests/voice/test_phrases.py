"""What the telephone says: both languages, the field's words, nothing missing, nothing unused."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import hotline
from hotline.words import phrases, words
from hotline.words.pace import seconds_to_say
from hotline.words.voices import VOICES
from routing.decision import Why

CODE = Path(hotline.__file__).parent
LONGEST_SECONDS = 12
SPEAKING = {"say", "words"}
BEFORE_A_FULL_STOP = {
    *("who-passed-on", "case-give-on", "away-somebody"),
    *("callback-soon", "callback-today", "callback-between", "someone-accompanied"),
}
ENDS_WITH_AN_ADDRESS = {"wrap-up-text", "wrap-up-text-appointments"}
"""A full stop would become part of it."""
OFFERS = {"way-out-wait", "way-out-numbers", "way-out-callback"}


def blanks(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def trees() -> Iterator[tuple[str, ast.AST]]:
    """The service's own code, file by file."""
    for file in CODE.rglob("*.py"):
        yield str(file.relative_to(CODE)), ast.parse(file.read_text(encoding="utf-8"))


def asked_for() -> set[str]:
    """Every key that is written in the code; "way-out-*" where its end is filled in."""
    keys = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            match node:
                case ast.Constant(str(text)):
                    keys.add(text)
                case ast.JoinedStr([ast.Constant(str(start)), *_]):
                    keys.add(f"{start}*")
    return keys


def test_every_phrase_has_french_and_english_and_no_more() -> None:
    assert len(phrases()) > 30
    for key, spoken in phrases().items():
        assert list(spoken) == list(VOICES) == ["fr", "en"], key
        assert all(text.strip() for text in spoken.values()), key


def test_both_languages_have_the_same_blanks() -> None:
    for key, spoken in phrases().items():
        assert blanks(spoken["fr"]) == blanks(spoken["en"]), key
        assert all(re.fullmatch("[a-z]+", blank) for blank in blanks(spoken["fr"])), key


def test_every_phrase_that_is_said_exists_and_its_blanks_are_filled() -> None:
    found = 0
    for place, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            key = node.args[0]
            if name in SPEAKING and isinstance(key, ast.Constant):
                assert isinstance(key.value, str)
                found += 1
                where = f"{place}:{node.lineno} {key.value}"
                assert key.value in phrases(), where
                given = {keyword.arg for keyword in node.keywords}
                assert given == blanks(phrases()[key.value]["fr"]), where
    assert found > 20


def test_every_reason_to_offer_a_way_out_has_its_words() -> None:
    reasons = {key for key in phrases() if key.startswith("way-out-")}
    assert reasons == {*(f"way-out-{why}" for why in (Why.BUDGET, Why.NOBODY, Why.HELD)), *OFFERS}


def test_no_phrase_is_kept_for_nothing() -> None:
    keys = asked_for()
    starts = {key[:-1] for key in keys if re.fullmatch(r"[a-z]+(-[a-z]+)*-\*", key)}
    unused = [
        key
        for key in phrases()
        if key not in keys and not any(key.startswith(start) for start in starts)
    ]
    assert unused == []


def test_a_phrase_is_soon_over_whatever_fills_its_blanks() -> None:
    for key, spoken in phrases().items():
        for text in spoken.values():
            filled = text.format(**dict.fromkeys(blanks(text), "Infirmières et infirmiers"))
            assert seconds_to_say(filled) <= LONGEST_SECONDS, (key, filled)


def test_no_two_phrases_are_the_same() -> None:
    said = [tuple(spoken.values()) for spoken in phrases().values()]
    assert len(set(said)) == len(said)


def test_the_words_are_those_of_the_field() -> None:
    never = re.compile(
        r"désolée?|\bpairs?\b|\bsoignants?\b|\bgardes?\b|anonym|personne ne saura|ne quittez pas|"
        r"\bsorry\b|\bpeers?\b|3114",
        re.IGNORECASE,
    )
    for key, spoken in phrases().items():
        for text in spoken.values():
            assert not never.search(text), (key, text)


def test_every_phrase_can_be_spoken_as_it_is_written() -> None:
    for key, spoken in phrases().items():
        for text in spoken.values():
            filled = text.format(**dict.fromkeys(blanks(text), "x"))
            without = BEFORE_A_FULL_STOP | ENDS_WITH_AN_ADDRESS
            assert filled[-1] in ".?!" or key in without, key
            assert not re.search(r"[<>&{}\x00-\x1f\x7f]| {2}|\.\.\.", filled), key
            assert filled == filled.strip(), key


def test_the_first_words_to_a_responder_name_the_line_and_nothing_else() -> None:
    assert words("whisper", "fr") == "Entraide, appuyez sur 1."
    assert blanks(phrases()["whisper"]["fr"]) == set()


def test_a_language_that_has_no_phrases_is_spoken_to_in_french() -> None:
    assert words("goodbye", "es") == words("goodbye", "fr")
    assert words("menu-choice", "en", who="Midwife", digit="3") == "Midwife, press 3."


GSM = {*string.ascii_letters, *string.digits, *" '.,:;/-?=&()_%+\"!éèùàòìÉ"}
"""Letters that a text message holds 160 of (GSM 03.38, the part that we use); one other, and it
holds 70."""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_text_with_the_page_of_a_call_says_what_for_in_one_message(language: str) -> None:
    page = f"https://ligne.entraide.example.org/fiche/{'0' * 32}"
    for key in ENDS_WITH_AN_ADDRESS:
        text = words(key, language, line="Ligne des histoires", page=page)
        assert text.endswith(f" {page}")
        assert len(text) <= 160, text
        assert {*text} <= GSM, {*text} - GSM
