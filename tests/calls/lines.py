"""The line of the stories with some things changed, as its file would be."""

from __future__ import annotations

from tests.world import LINE_FILE

TEXT = LINE_FILE.read_text(encoding="utf-8")


def with_changes(*changes: tuple[str, str]) -> str:
    """The line's file with each of these words, which must be in it, replaced once."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def with_line(*fields: str) -> str:
    """The line's file with these fields added to [line]."""
    return with_changes(("[line]\n", "\n".join(["[line]", *fields, ""])))
