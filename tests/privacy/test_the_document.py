"""docs/privacy.md shows what the code says is stored, in both languages, and claims no file or key
that is not there."""

from __future__ import annotations

import re

import pytest

from hotline.privacy.document import storage_table, with_tables
from hotline.privacy.purposes import Basis
from tests.privacy.document import DOCUMENT

TEXT = DOCUMENT.read_text(encoding="utf-8")


def test_its_tables_are_those_of_the_code() -> None:
    assert with_tables(TEXT) == TEXT, "write it anew: python -m tests.privacy.document"


def test_a_document_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="0 places"):
        with_tables("nothing")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_row_has_as_many_cells_as_the_head(language: str) -> None:
    assert len({row.count("|") for row in storage_table(language).splitlines()}) == 1


@pytest.mark.parametrize("basis", Basis)
def test_every_basis_is_explained_in_both_languages(basis: Basis) -> None:
    told = re.sub(r"(?s)<!-- stored.*?<!-- /stored", "", TEXT)
    assert len(re.findall(rf"(?m)^\| `{basis}` \|", told)) == 2


def test_both_languages_have_the_same_sections() -> None:
    french, english = TEXT.split("\n# Data protection", 1)
    assert french.count("\n## ") == english.count("\n## ") > 8
    assert french.count("\n### ") == english.count("\n### ")
    numbered = re.compile(r"(?m)^## (\d+)\. ")
    assert numbered.findall(french) == numbered.findall(english)
