"""What is under the seal: one line that tells what there is, then the rows as a SQLite database,
compressed."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import asdict, dataclass
from datetime import datetime

from hotline.backups.sealing import Trouble, Unreadable


@dataclass(frozen=True, slots=True)
class About:
    """What a backup tells of itself."""

    version: str
    """Of the software that made it."""
    revision: str
    """Of its tables: the number of the last migration."""
    made_at: datetime
    rows: dict[str, int]
    """How many, by table."""
    live_calls: int
    """Calls that went on meanwhile: they are not in it."""
    not_held: dict[str, int]
    """How many rows, by table, there were of what is left out."""
    keys: list[str]
    """Names of the keys under which something in it is encrypted; none is in it."""
    lookup_key: str
    moving: bool
    """Made to move a line, with all that callers were promised."""
    numbers: dict[str, int]
    """The last number given, of tables that never give one twice."""
    checksum: str
    """SHA-256 of the database."""


def name_of_key(key: str) -> str:
    """Eight digits by which a key is known again: `printf %s KEY | sha256sum | cut -c 1-8`."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]


def checksum(image: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(image).hexdigest()


def packed(about: About, image: bytes) -> bytes:
    """As it goes under the seal."""
    told = asdict(about) | {"made_at": about.made_at.isoformat()}
    return json.dumps(told).encode() + b"\n" + zlib.compress(image)


def unpacked(text: bytes) -> tuple[About, bytes]:
    """What a backup tells of itself, and its database. Raises Unreadable when they do not go
    together, or when a later version has put into it what this one does not know."""
    first, _, rest = text.partition(b"\n")
    try:
        told = json.loads(first)
        about = About(**told | {"made_at": datetime.fromisoformat(told["made_at"])})
    except (ValueError, KeyError, TypeError):
        raise Unreadable(Trouble.TOO_NEW) from None
    try:
        image = zlib.decompress(rest)
    except zlib.error:
        raise Unreadable(Trouble.DAMAGED) from None
    if checksum(image) != about.checksum:
        raise Unreadable(Trouble.DAMAGED)
    return about, image
