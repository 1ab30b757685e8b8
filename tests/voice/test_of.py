"""« de » before a first name."""

from __future__ import annotations

import pytest

from hotline.words.of import of


@pytest.mark.parametrize(
    "told",
    ["d'Anne", "d'Élise", "d'Hélène", "d'Yves", "de Bruno", "de Yasmine", "d'Inès", "d'Œnone"],
)
def test_a_name_that_begins_with_a_vowel_shortens_the_word_before_it(told: str) -> None:
    assert of(told.replace("d'", "").replace("de ", "")) == told


def test_a_name_that_is_empty_or_a_letter_is_told_all_the_same() -> None:
    assert of("") == "de "
    assert of("Y") == "de Y"
