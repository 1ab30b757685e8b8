"""What is sealed, for whom, and how it is opened: libsodium's boxes, and nothing of our own.

Everything here takes and gives bytes. What cannot be opened raises `Sealed`: with the wrong key, or
because somebody changed it.
"""

from __future__ import annotations

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from hotline.database.types import current_keys
from hotline.follow_ups.stretching import stretched

PAGE = 4096
"""Contents are filled up to a multiple of so many bytes: their length tells little of them."""


class Sealed(Exception):
    """This key does not open it."""


def passphrase_key(passphrase: str, salt: bytes) -> bytes:
    """The key that somebody's passphrase stands for. Slow on purpose; without the look-up key of
    the environment nobody can even begin to try passphrases."""
    return stretched(current_keys().blind("passphrase", passphrase).encode(), salt)


def code_keys(code: str, salt: bytes) -> bytes:
    """The private key that a caller's code stands for, likewise."""
    keyed = current_keys().blind("accompaniment", code)
    return bytes(PrivateKey.from_seed(stretched(keyed.encode(), salt)))


def new_keys(seed: bytes) -> bytes:
    """A new private key, from thirty-two unpredictable bytes."""
    return bytes(PrivateKey.from_seed(seed))


def public_of(private: bytes) -> bytes:
    """The half that may be known."""
    return bytes(PrivateKey(private).public_key)


def seal_under(key: bytes, secret: bytes) -> bytes:
    """Opens with the same key only."""
    return bytes(SecretBox(key).encrypt(secret))


def open_under(key: bytes, sealed: bytes) -> bytes:
    """What was sealed under this key. Raises Sealed."""
    try:
        return bytes(SecretBox(key).decrypt(sealed))
    except (CryptoError, ValueError) as problem:
        raise Sealed from problem


def seal_data_key(public: bytes, data_key: bytes) -> bytes:
    """Opens with the private half only: whoever seals needs no secret."""
    return bytes(SealedBox(PublicKey(public)).encrypt(data_key))


def open_data_key(private: bytes, sealed: bytes | None) -> bytes:
    """A data key that was sealed to this one's public half. Raises Sealed, also when nothing was
    sealed to it at all."""
    try:
        return bytes(SealedBox(PrivateKey(private)).decrypt(sealed or b""))
    except (CryptoError, ValueError, TypeError) as problem:
        raise Sealed from problem


def seal_content(data_key: bytes, text: bytes) -> bytes:
    """A content, filled up with spaces."""
    return seal_under(data_key, text.ljust(-(-len(text) // PAGE) * PAGE))


def open_content(data_key: bytes, sealed: bytes) -> bytes:
    """A content. Raises Sealed."""
    return open_under(data_key, sealed).rstrip(b" ")
