"""Secrets of code applications, encrypted with the service's keys as the library that signs in
wants it: each says with which key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from passlib.totp import TOTP, AppWallet


def tagged(keys: Sequence[str]) -> dict[str, str]:
    """Keys (newest first) by their names, the newest last. A key's name is made of the key: it
    stays the same whatever other keys come and go. By its place, counted from the oldest, what was
    written before keys had names is still read."""
    oldest_first = [*keys][::-1]
    by_place = {str(place): key for place, key in enumerate(oldest_first, 1)}
    return by_place | {_name(key): key for key in oldest_first}


def wallet(secrets: Mapping[str, str]) -> AppWallet:
    """Reads with all of these keys, writes with the last."""
    return AppWallet(dict(secrets), default_tag=next(reversed([*secrets])))


def renewed(secret: str, keys: Sequence[str]) -> str | None:
    """The same secret under the newest of these keys; None when it is already. Raises ValueError
    or KeyError when none of them reads it."""
    secret_of = TOTP.using(wallet=wallet(tagged(keys))).from_source(secret)
    return str(secret_of.to_json(encrypt=True)) if secret_of.changed else None


def _name(key: str) -> str:
    return "k" + hashlib.sha256(f"second factor {key}".encode()).hexdigest()[:16]
