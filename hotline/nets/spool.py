"""What could not be written to the database: one encrypted file a call, line by line.

A line is on the disk before its step is answered. Files are read again, and removed, by whoever
puts them into the database (`replaying`).
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from hotline.logs import logger
from hotline.nets.sealing import Seal, Unreadable

CALL, LEG = "call-", "leg-"
"""How files of calls and of legs begin."""

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file as it was read."""

    name: str
    id: str
    """Its own, made with it: another file of the same name has another."""
    events: list[dict[str, Any]]


def key_of(sid: str) -> str:
    """The name under which a call of this carrier's id is written down, here and there the same."""
    return sha256(f"call {sid}".encode()).hexdigest()[:32]


class Spool:
    """The spool of a folder; without one, nothing is kept."""

    def __init__(self, folder: Path | None, seal: Seal) -> None:
        self._folder = folder
        self._seal = seal

    def add(self, name: str, event: str, at: float, **more: Any) -> None:
        """Writes down what happened at that instant. A disk that takes nothing any more costs the
        figures a call, never the caller an answer."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._to_append(self._folder / name) as file:
                if os.fstat(file).st_size == 0:
                    self._write(file, {"e": "opened", "at": at, "id": secrets.token_hex(16)})
                self._write(file, {"e": event, "at": at, **more})
                os.fsync(file)
        except OSError:
            log.exception("not-spooled", kind=event)

    def read(self, name: str) -> Spooled | None:
        """What was written so far, a line that was cut short left out; None when there is none."""
        if self._folder is None:
            return None
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            return None
        events = [event for line in content.splitlines() for event in self._opened(line)]
        first = events[0] if events else {}
        return Spooled(name, str(first.get("id", name)), events[1:])

    def names(self) -> list[str]:
        """All files, those of legs first: a call's end is told after its legs'."""
        if self._folder is None or not self._folder.is_dir():
            return []
        found = sorted(file.name for file in self._folder.iterdir() if file.is_file())
        return [*(n for n in found if n.startswith(LEG)), *(n for n in found if n.startswith(CALL))]

    @contextmanager
    def held(self, name: str) -> Iterator[Spooled | None]:
        """A file to which nobody writes meanwhile; None when another process holds it, or it is
        gone."""
        try:
            if self._folder is None:
                raise FileNotFoundError
            handle = os.open(self._folder / name, os.O_RDONLY)
        except OSError:
            yield None
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield self.read(name) if os.fstat(handle).st_nlink else None
        except BlockingIOError:
            yield None
        finally:
            os.close(handle)

    def remove(self, spooled: Spooled) -> None:
        """Drops a file that is held."""
        if self._folder is not None:
            (self._folder / spooled.name).unlink(missing_ok=True)

    def _opened(self, line: bytes) -> Iterator[dict[str, Any]]:
        try:
            yield self._seal.opened(line.decode("ascii"))
        except (Unreadable, UnicodeDecodeError):
            log.warning("spool-unreadable")

    def _write(self, file: int, event: dict[str, Any]) -> None:
        os.write(file, f"{self._seal.closed(event)}\n".encode())

    @staticmethod
    @contextmanager
    def _to_append(file: Path) -> Iterator[int]:
        """The file, ours alone; a new one when it was removed while we waited for it."""
        while True:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                if os.fstat(handle).st_nlink:
                    yield handle
                    return
            finally:
                os.close(handle)
