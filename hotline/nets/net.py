"""What the nets of one process are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hotline.clock import Clock
from hotline.nets.marks import Marks
from hotline.nets.sealing import Seal
from hotline.nets.slowness import Slowness
from hotline.nets.snapshot import Snapshot
from hotline.nets.spool import CALL, Spool, key_of
from hotline.overrides import OVERRIDES


@dataclass(frozen=True)
class Net:
    """Picture, marks and spool of this machine, and the address under which steps are asked."""

    seal: Seal
    snapshot: Snapshot
    marks: Marks
    spool: Spool
    clock: Clock
    new_id: Callable[[], str]
    base: str
    slowness: Slowness = field(default_factory=Slowness)

    def now(self) -> float:
        """Seconds since 1970."""
        return self.clock().timestamp()

    def url(self, path: str) -> str:
        """The public address of a path."""
        return self.base + path

    def step(self, path: str) -> str:
        """The public address of a step of a call, as the carrier is to ask for it."""
        return self.url(path) + OVERRIDES

    def catches(self, sid: str) -> bool:
        """Whether the call of this carrier's id went, or goes, through these nets, and was not yet
        put into the database."""
        return self.spool.read(CALL + key_of(sid)) is not None

    def gone(self, sid: str) -> None:
        """Whoever made this call has hung up."""
        key = key_of(sid)
        self.marks.waits_no_more(key)
        self.spool.add(CALL + key, "gone", self.now(), sid=sid)


def net_of(folder: str, keys: list[str], clock: Clock, new_id: Callable[[], str], base: str) -> Net:
    """The nets that are kept in this folder; with "" nothing is kept, and only numbers are said."""
    seal = Seal(keys)
    place = Path(folder) if folder else None
    return Net(
        seal,
        Snapshot(place, seal),
        Marks(place / "marks" if place else None),
        Spool(place / "spool" if place else None, seal),
        clock,
        new_id,
        base,
    )
