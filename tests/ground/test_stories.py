"""The book of stories tells conversations, and nobody's number, page or call."""

from __future__ import annotations

import re

import pytest

from tests.stories.book import BOOK, Story, first_paragraph, written

A_STORY = Story(
    "tests/calls/test_refused.py",
    7,
    "",
    "The first person refuses.",
    "test_a_refused_call_rings_the_next_person",
    ("- 0:00 **the caller** calls the line",),
)


def test_a_test_is_told_under_its_name_as_a_sentence_and_its_file_as_a_chapter() -> None:
    book = written([A_STORY])
    assert "## The first person refuses\n" in book
    assert "### A refused call rings the next person\n\n- 0:00 **the caller** calls" in book


def test_stories_stand_in_the_order_of_their_files_and_tests_whoever_ran_them_first() -> None:
    later = Story(A_STORY.file, 30, "", A_STORY.chapter, "test_b", ("- later",))
    other = Story("tests/calls/test_star.py", 2, "en", "Star.", "test_c", ("- other",))
    book = written([other, later, A_STORY])
    assert book == written([A_STORY, later, other])
    assert re.findall("(?m)^##+ (.+)", book) == [
        "The first person refuses",
        "A refused call rings the next person",
        "B",
        "Star",
        "C (en)",
    ]


def test_only_what_a_docstring_says_first_becomes_a_title() -> None:
    assert first_paragraph("""\n  All ring\n  at once.\n\n  More.""") == "All ring at once."


@pytest.mark.parametrize(
    "private",
    [r"\+\d{6,}", r"\b[0-9a-f]{32}\b", r"\b(CA|SM|AC)[0-9a-f]{8,}", r"127\.0\.0\.1", r"https?://"],
)
def test_the_book_names_no_number_no_id_and_no_address(private: str) -> None:
    book = BOOK.read_text(encoding="utf-8")
    assert len(book) > 50_000
    assert re.search(private, book) is None
