"""Column types that keep two promises: instants are aware, phones are never in the clear."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import DateTime, Dialect, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """Every table of the service; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. A naive value is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        instant: datetime = value
        # SQLite keeps no zone; what was written there is UTC.
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


class Keys:
    """The keys of this process: encryption (newest first, all can read) and look-up."""

    def __init__(self, encryption: list[str], lookup: str) -> None:
        self._newest = Fernet(encryption[0])
        self._fernet = MultiFernet([Fernet(key) for key in encryption])
        self._lookup = lookup.encode()

    def encrypt(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, token: str) -> str:
        return self._fernet.decrypt(token.encode()).decode()

    def renewed(self, token: str) -> str | None:
        """The same text under the newest key; None when it is already. Raises InvalidToken when no
        key reads it."""
        try:
            self._newest.decrypt(token.encode())
        except InvalidToken:
            return self._fernet.rotate(token.encode()).decode()
        return None

    def blind(self, purpose: str, text: str) -> str:
        """A keyed fingerprint: equal texts are found again, nothing can be read back."""
        return hmac.digest(self._lookup, f"{purpose}:{text}".encode(), "sha256").hex()


class Encrypted(TypeDecorator[str]):
    """Text encrypted at rest with the keys of this process (see use_keys)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else current_keys().encrypt(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else current_keys().decrypt(value)


_in_use: list[Keys] = []


def use_keys(keys: Keys) -> None:
    """Sets the keys of this process; called once when the service is made."""
    _in_use[:] = [keys]


def current_keys() -> Keys:
    """The keys of this process. Raises RuntimeError when the service was not made yet."""
    if not _in_use:
        raise RuntimeError("no encryption keys yet: make the service first")
    return _in_use[0]
