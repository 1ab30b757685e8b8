"""The line as a contact to keep in a telephone: vCard 3.0 (RFC 2426), which they all read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

WIDTH = 75
"""Bytes in a line of the file, at most (RFC 2425, 5.8.1)."""


def contact_card(name: str, numbers: Sequence[str], note: str) -> str:
    """The card, with CRLF at the end of each line; `numbers` in E.164, the preferred one first."""
    fields = [
        ("BEGIN", "VCARD"),
        ("VERSION", "3.0"),
        ("FN", _text(name)),
        ("N", f"{_text(name)};;;;"),
        ("ORG", _text(name)),
        *(
            (f"TEL;TYPE=WORK,VOICE{',PREF' if place == 0 else ''}", number)
            for place, number in enumerate(dict.fromkeys(numbers))
        ),
        ("NOTE", _text(note)),
        ("END", "VCARD"),
    ]
    return "".join(f"{line}\r\n" for field, value in fields for line in _folded(f"{field}:{value}"))


def _text(value: str) -> str:
    for char in ("\\", ";", ","):
        value = value.replace(char, f"\\{char}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of so many bytes, those that follow begun by a blank; no letter is cut."""
    piece = ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > WIDTH:
            yield piece
            piece = " "
        piece += letter
    yield piece
