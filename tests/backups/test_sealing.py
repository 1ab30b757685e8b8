"""Without its key nothing of a backup is read; what is not as it was written does not open."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable

import pytest

from hotline.backups.sealing import CHUNK, NAME, SALT, TAG, Trouble, Unreadable, sealed, unsealed

KEY = "YmFja3VwIGtleSBiYWNrdXAga2V5IGJhY2t1cCBrZXk="
OTHER = "b3RoZXIga2V5IG90aGVyIGtleSBvdGhlciBrZXkgb3Q="
FIRST = len(b"entraide backup 1\n")
HEAD = FIRST + NAME + SALT
PIECE = CHUNK + TAG
TEXT = random.Random(1).randbytes(3 * CHUNK + 100)


def seal(text: bytes, key: str = KEY) -> bytes:
    return b"".join(sealed(key, text, secrets.token_bytes))


SEALED = seal(TEXT)


def trouble(file: bytes, key: str = KEY) -> Trouble:
    with pytest.raises(Unreadable) as told:
        unsealed(key, file)
    return told.value.trouble


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, len(TEXT)])
def test_what_was_sealed_comes_back(size: int) -> None:
    assert unsealed(KEY, seal(TEXT[:size])) == TEXT[:size]


def test_nothing_of_it_is_readable_and_no_two_files_are_alike() -> None:
    text = b"Lea Martin, 06 12 34 56 78. " * 1000
    one, two = seal(text), seal(text)
    assert b"Martin" not in one
    assert one[FIRST + NAME :] != two[FIRST + NAME :]
    assert len({one[at : at + 16] for at in range(HEAD, len(one) - 16, 16)}) > len(one) // 17


def test_another_key_is_told_from_damage() -> None:
    assert trouble(SEALED, OTHER) is Trouble.WRONG_KEY


@pytest.mark.parametrize(
    "at", [FIRST + NAME, HEAD - 1, HEAD, HEAD + PIECE - 1, HEAD + 2 * PIECE + 7, len(SEALED) - 1]
)
def test_one_flipped_bit_anywhere_is_damage(at: int) -> None:
    file = bytearray(SEALED)
    file[at] ^= 1
    assert trouble(bytes(file)) is Trouble.DAMAGED


@pytest.mark.parametrize(
    "length",
    [FIRST, FIRST + 3, HEAD - 1, HEAD, HEAD + 5, HEAD + PIECE, HEAD + 3 * PIECE, len(SEALED) - 1],
)
def test_a_file_that_was_cut_off_is_damage_between_chunks_too(length: int) -> None:
    assert trouble(SEALED[:length]) is Trouble.DAMAGED


def pieces() -> list[bytes]:
    return [SEALED[at : at + PIECE] for at in range(HEAD, len(SEALED), PIECE)]


@pytest.mark.parametrize(
    "change",
    [
        lambda p: [p[1], p[0], *p[2:]],
        lambda p: [p[0], p[0], *p[1:]],
        lambda p: [p[0], *p[2:]],
        lambda p: [*p, p[-1]],
        lambda p: [*p, b"more"],
    ],
    ids=["exchanged", "twice", "left out", "the last twice", "more"],
)
def test_chunks_stand_where_they_stood(change: Callable[[list[bytes]], list[bytes]]) -> None:
    assert trouble(SEALED[:HEAD] + b"".join(change(pieces()))) is Trouble.DAMAGED


def test_chunks_of_another_backup_do_not_fit() -> None:
    other = seal(TEXT)
    assert trouble(SEALED[: HEAD + PIECE] + other[HEAD + PIECE :]) is Trouble.DAMAGED


@pytest.mark.parametrize("file", [b"", b"SQLite format 3\x00", b"entraide backup\n", TEXT])
def test_a_file_of_another_kind_is_none(file: bytes) -> None:
    assert trouble(file) is Trouble.NOT_A_BACKUP


def test_a_later_format_is_told_as_such() -> None:
    assert trouble(SEALED.replace(b"backup 1\n", b"backup 2\n", 1)) is Trouble.TOO_NEW
