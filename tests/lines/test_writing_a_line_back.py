"""`dump` gives back what `load` took; the TOML written is read back to the same values."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.database import Database
from hotline.lines.keeping import kept_line
from hotline.lines.loading import compare, load
from hotline.lines.reading import read_line
from hotline.lines.toml import toml_text
from tests.lines.ground import DEMO, NOW, SMALL

KEYS = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PLAIN = TEXTS | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_what_is_written_is_read_back(table: dict[str, Any]) -> None:
    assert tomllib.loads(toml_text(table)) == table


def test_a_value_that_toml_has_no_word_for_is_refused() -> None:
    with pytest.raises(TypeError):
        toml_text({"nothing": None})


def dumped(database: Database, slug: str, *, with_phones: bool) -> str:
    with database.reading() as session:
        file = kept_line(session, slug, with_phones=with_phones)
    assert file is not None
    return toml_text(file.model_dump(mode="json", by_alias=True, exclude_none=True))


@pytest.mark.parametrize("text", [SMALL, DEMO.read_text()], ids=["small", "demo"])
def test_a_line_comes_back_as_it_was_loaded(database: Database, text: str) -> None:
    with database.writing() as session:
        file = load(session, text, NOW).file
    assert file is not None
    assert read_line(dumped(database, file.line.slug, with_phones=True)).file == file


@pytest.mark.parametrize("with_phones", [True, False])
def test_loading_what_was_written_changes_nothing(database: Database, with_phones: bool) -> None:
    with database.writing() as session:
        load(session, DEMO.read_text(), NOW)
    text = dumped(database, "entraide", with_phones=with_phones)
    with database.reading() as session:
        comparison = compare(session, text)
    assert comparison.problems == ()
    assert comparison.changes == ()


def test_telephones_are_written_only_when_asked_for(database: Database) -> None:
    with database.writing() as session:
        load(session, SMALL, NOW)
    assert "63998" not in dumped(database, "petite", with_phones=False)
    assert dumped(database, "petite", with_phones=True).count("+3363998") == 3


def test_an_unknown_line_is_none(database: Database) -> None:
    with database.reading() as session:
        assert kept_line(session, "nulle", with_phones=False) is None
