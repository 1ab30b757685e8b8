"""Who is being rung or talks, and who waits: files that all processes of a machine share.

Without a database this keeps two callers from ringing the same person. Opaque ids and instants
(seconds since 1970) are all that is in them. One that cannot be written is done without: a person
who is rung twice is better than a caller whom nobody answers.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FREED_FOR = 3 * 3600.0
"""Seconds: the end of a leg is remembered for longer than any picture believes in the leg."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody is rung for a call, or talks, until then at the latest."""

    person: int
    leg: str
    call: str
    """The call's id, for a leg of the service's own; else that of its spool."""
    until: float
    mode: str
    """How the leg was dialled: "rest", "dial", or "net" by these nets."""


class Marks:
    """The marks of a folder."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def take(self, mark: Mark, now: float) -> bool:
        """Takes a person for a leg. False when another leg has them."""
        with self._alone() as folder:
            if folder is None:
                return True
            file = folder / f"person-{mark.person}"
            there = _read(file)
            if there is not None and there.until > now and there.leg != mark.leg:
                return False
            file.unlink(missing_ok=True)
            _write(file, mark)
            return True

    def free(self, leg: str, now: float) -> None:
        """A leg is over, whoever's it was."""
        with self._alone() as folder:
            if folder is None:
                return
            mark = self.of_leg(leg)
            if mark is not None:
                (folder / f"person-{mark.person}").unlink(missing_ok=True)
            _write(folder / f"freed-{leg}", {"until": now + FREED_FOR})

    def is_freed(self, leg: str) -> bool:
        """Whether the end of this leg was heard of."""
        return self._folder is not None and (self._folder / f"freed-{leg}").exists()

    def of_leg(self, leg: str) -> Mark | None:
        """The mark of this leg."""
        return next((mark for mark in self._marks() if mark.leg == leg), None)

    def of_call(self, call: str, now: float) -> list[Mark]:
        """Who is rung for this call now."""
        return [mark for mark in self._marks() if mark.call == call and mark.until > now]

    def has(self, person: int, now: float) -> bool:
        """Whether somebody is taken."""
        mark = _read(self._folder / f"person-{person}") if self._folder else None
        return mark is not None and mark.until > now

    def wait(self, key: str, since: float, until: float) -> None:
        """A caller waits for somebody, since then; until they say so again."""
        with self._alone() as folder:
            if folder is not None:
                file = folder / f"waits-{key}"
                file.unlink(missing_ok=True)
                _write(file, {"since": since, "until": until})

    def waits_no_more(self, key: str) -> None:
        """That caller is rung for, talks, or is gone."""
        if self._folder is not None:
            (self._folder / f"waits-{key}").unlink(missing_ok=True)

    def ahead_of(self, key: str, since: float, now: float) -> int:
        """How many callers wait for somebody since earlier."""
        if self._folder is None or not self._folder.is_dir():
            return 0
        others = (
            _content(file) for file in self._folder.glob("waits-*") if file.name != f"waits-{key}"
        )
        return sum(
            other.get("until", 0) > now and other.get("since", now) < since for other in others
        )

    def clear(self, now: float) -> None:
        """Drops what is over."""
        with self._alone() as folder:
            if folder is None:
                return
            for file in folder.glob("*-*"):
                if _content(file).get("until", 0) <= now:
                    file.unlink(missing_ok=True)

    def _marks(self) -> Iterator[Mark]:
        if self._folder is not None and self._folder.is_dir():
            for file in self._folder.glob("person-*"):
                mark = _read(file)
                if mark is not None:
                    yield mark

    @contextmanager
    def _alone(self) -> Iterator[Path | None]:
        """One process at a time changes marks; None where none can be kept."""
        try:
            if self._folder is None:
                raise FileNotFoundError
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            yield None
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self._folder
        finally:
            os.close(lock)


def _read(file: Path) -> Mark | None:
    try:
        return Mark(**_content(file))
    except TypeError:
        return None


def _content(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _write(file: Path, content: Mark | dict[str, float]) -> None:
    """Made anew, or not at all."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as written:
        json.dump(asdict(content) if isinstance(content, Mark) else content, written)
