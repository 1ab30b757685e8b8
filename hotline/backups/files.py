"""Files of backups: written whole or not at all, for their owner alone; deleted in their time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

_OWN = re.compile(r"entraide-(\d{8}-\d{6})\.backup(?:\.tmp)?")
_MOMENT = "%Y%m%d-%H%M%S"


def name_at(now: datetime) -> str:
    """What a backup that is made now is called, by its moment in UTC."""
    return f"entraide-{now.astimezone(UTC):{_MOMENT}}.backup"


def write(file: Path, pieces: Iterable[bytes]) -> int:
    """Writes it beside its place and puts it there once it is on the disk; how many bytes. Only its
    owner may read it. Raises OSError."""
    beside = file.with_name(f"{file.name}.tmp")
    beside.unlink(missing_ok=True)  # of one that was stopped
    written = 0
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for piece in pieces:
                written += out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return written


def delete_old(folder: Path, kept: timedelta, now: datetime) -> list[Path]:
    """Deletes the backups of this folder that were made longer ago, by their names; other files
    stay. What was deleted, the oldest first. Raises OSError."""
    gone = []
    for file in sorted(folder.iterdir()):
        named = _OWN.fullmatch(file.name)
        if named is None:
            continue
        try:
            made = datetime.strptime(named[1], _MOMENT).replace(tzinfo=UTC)
        except ValueError:
            continue
        if made < now - kept:
            file.unlink()
            gone.append(file)
    return gone
