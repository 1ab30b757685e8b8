"""Short secrets made slow to guess: argon2id, as libsodium has it.

Whoever has the database and all keys of the environment can try every code, or every passphrase:
each try costs them what it costs here.
"""

from __future__ import annotations

import threading

from nacl.pwhash import argon2id

PASSES = argon2id.OPSLIMIT_MODERATE
MEMORY = argon2id.MEMLIMIT_MODERATE
"""libsodium's moderate cost: three passes over 256 MiB, well under a second of one core. What that
means for whoever guesses stands in docs/accompaniment.md, with figures."""

SALT = argon2id.SALTBYTES
KEY = 32

_one_at_a_time = threading.Lock()
"""Of so much memory: many who try at once wait for each other, and the machine stays up."""


def stretched(secret: bytes, salt: bytes) -> bytes:
    """Thirty-two bytes made from a secret of any length and a salt of sixteen bytes. Takes most of
    a second on purpose: never call it inside a transaction."""
    with _one_at_a_time:
        return argon2id.kdf(KEY, secret, salt, opslimit=PASSES, memlimit=MEMORY)
