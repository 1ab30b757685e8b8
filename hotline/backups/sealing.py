"""The seal of a backup: whoever has the file and not the key reads nothing of it and changes
nothing in it unseen.

Chunks of 64 KiB under ChaCha20-Poly1305, numbered, the last one marked: the STREAM construction
(Hoang, Reyhanitabar, Rogaway and Vizár, 2015), with the sizes of the age format, whose file keys
are likewise derived by HKDF under a salt of each file. One that is cut off, put in another order or
added to does not open.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = 1
CHUNK = 64 * 1024
TAG = 16
SALT = 32
NAME = 8

_FIRST_LINE = b"entraide backup %d\n"
_ANY_FIRST_LINE = re.compile(rb"entraide backup (\d{1,4})\n")


class Trouble(StrEnum):
    """Why a file does not open."""

    NOT_A_BACKUP = "not a backup"
    TOO_NEW = "too new"
    WRONG_KEY = "wrong key"
    DAMAGED = "damaged"


class Unreadable(ValueError):
    """A file that is no backup, or none that this key and this version open."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def sealed(key: str, text: bytes, chance: Callable[[int], bytes]) -> Iterator[bytes]:
    """The file, piece by piece. `key` is 32 bytes in URL-safe base64."""
    secret = base64.urlsafe_b64decode(key)
    salt = chance(SALT)
    head = _FIRST_LINE % FORMAT + _name(secret) + salt
    yield head
    cipher = _cipher(secret, salt)
    pieces = max(1, -(-len(text) // CHUNK))
    for number in range(pieces):
        piece = text[number * CHUNK : (number + 1) * CHUNK]
        yield cipher.encrypt(_nonce(number, last=number == pieces - 1), piece, head)


def unsealed(key: str, file: bytes) -> bytes:
    """What was sealed, whole. Raises Unreadable."""
    first = _ANY_FIRST_LINE.match(file)
    if first is None:
        raise Unreadable(Trouble.NOT_A_BACKUP)
    if int(first[1]) > FORMAT:
        raise Unreadable(Trouble.TOO_NEW)
    begins = first.end() + NAME + SALT
    head, body = file[:begins], memoryview(file)[begins:]
    if len(head) < begins or not body:
        raise Unreadable(Trouble.DAMAGED)
    secret = base64.urlsafe_b64decode(key)
    if head[first.end() :][:NAME] != _name(secret):
        raise Unreadable(Trouble.WRONG_KEY)
    cipher = _cipher(secret, head[-SALT:])
    size = CHUNK + TAG
    pieces = -(-len(body) // size)
    text = bytearray()
    try:
        for number in range(pieces):
            piece = body[number * size : (number + 1) * size]
            text += cipher.decrypt(_nonce(number, last=number == pieces - 1), piece, head)
    except InvalidTag:
        raise Unreadable(Trouble.DAMAGED) from None
    return bytes(text)


def _cipher(secret: bytes, salt: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(secret, salt, b"entraide backup: chunks", 32))


def _name(secret: bytes) -> bytes:
    """What tells one key from another, and nothing else of it: a wrong key is no damage."""
    return _derived(secret, None, b"entraide backup: name of the key", NAME)


def _derived(secret: bytes, salt: bytes | None, use: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=use).derive(secret)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
