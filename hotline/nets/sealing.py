"""What lies in files beside the database is encrypted, with the same keys."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class Unreadable(ValueError):
    """No key of this process reads it, or it was cut short."""


class Seal:
    """Encrypts with the newest key, reads with any."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = MultiFernet([Fernet(key) for key in keys])

    def closed(self, content: dict[str, Any]) -> str:
        """As one word that tells nothing, and may stand in an address."""
        return self._keys.encrypt(json.dumps(content, separators=(",", ":")).encode()).decode()

    def opened(self, word: str) -> dict[str, Any]:
        """What was closed. Raises Unreadable."""
        try:
            content: dict[str, Any] = json.loads(self._keys.decrypt(word.encode()))
        except (InvalidToken, ValueError) as problem:
            raise Unreadable from problem
        return content
