"""The picture in its file: encrypted, for its owner's eyes, replaced whole."""

from __future__ import annotations

import os
import tempfile
from datetime import timedelta
from pathlib import Path

from hotline.nets.picture import Picture, as_json, from_json
from hotline.nets.sealing import Seal, Unreadable

OLDEST = timedelta(hours=24)
"""How long a picture is of use: the duties in it reach so far."""

_NAME = "snapshot"


class Snapshot:
    """The newest picture in a folder."""

    def __init__(self, folder: Path | None, seal: Seal) -> None:
        self._file = folder / _NAME if folder else None
        self._seal = seal
        self._read: tuple[int, Picture] | None = None

    @property
    def is_kept(self) -> bool:
        """Whether there is a folder for it."""
        return self._file is not None

    def keep(self, picture: Picture) -> None:
        """In place of the one before: whoever reads meanwhile reads one of the two. Raises OSError
        when it cannot be written; the one before stays. Without a folder nothing is kept."""
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Made with mode 0600.
        handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=f".{_NAME}-")
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(self._seal.closed(as_json(picture)))
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def newest(self) -> Picture | None:
        """The picture, however old; None when there is none that can be read."""
        if self._file is None:
            return None
        try:
            changed = self._file.stat().st_mtime_ns
            if self._read is None or self._read[0] != changed:
                written = self._seal.opened(self._file.read_text(encoding="ascii"))
                self._read = (changed, from_json(written))
        except (OSError, Unreadable, KeyError, TypeError, ValueError):
            return None
        return self._read[1]

    def of_use(self, now: float) -> Picture | None:
        """The picture, if it is not too old to be believed at that instant."""
        picture = self.newest()
        if picture is None or now - picture.taken_at > OLDEST.total_seconds():
            return None
        return picture
