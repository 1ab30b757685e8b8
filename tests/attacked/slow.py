"""How often something slow on purpose is computed: what a try costs, without a clock."""

from __future__ import annotations

from typing import Any

import argon2
import pytest
from nacl.pwhash import argon2id
from passlib.handlers.sha2_crypt import sha256_crypt


class Slow(list[str]):
    """The name of each slow computation, in order. Clear it before what is to be counted."""


def counted(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Counts passphrases of the console (argon2), what is stretched (libsodium), and what the
    library that signs in would stretch by itself."""
    slow = Slow()

    def watch(place: Any, name: str, told: str) -> None:
        real = getattr(place, name)

        def noted(*given: Any, **more: Any) -> Any:
            slow.append(told)
            return real(*given, **more)

        monkeypatch.setattr(place, name, noted)

    watch(argon2.low_level, "hash_secret", "argon2")
    watch(argon2.low_level, "verify_secret", "argon2")
    watch(argon2id, "kdf", "stretched")
    watch(sha256_crypt, "_calc_checksum", "sha256-crypt")
    return slow
