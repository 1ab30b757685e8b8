"""The database itself is away: told without it, by whoever looks for jobs on each machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline.alarms.kinds import KINDS, Kind

AGAIN = timedelta(minutes=1)
"""How soon a word that did not get there is sent again."""


@dataclass
class Outage:
    """What this process has seen of the present one: in its memory, since it is nowhere else."""

    since: datetime | None = None
    id: str = ""
    told: bool = False
    tried_at: datetime | None = None
    kept: bool = False

    def missed(self, now: datetime, new_id: str) -> bool:
        """The database did not answer; whether that is to be told now."""
        if self.since is None:
            self.since, self.id = now, new_id
        return self._has_lasted(now) and not self.told and self._may_try(now)

    def is_to_keep(self, now: datetime) -> bool:
        """Whether the database, which answers again, is to hold that it did not for long."""
        return self._has_lasted(now) and not self.kept

    def answered(self, now: datetime) -> bool:
        """It answers; whether it is to be told that it does again."""
        if not self.told:
            self.over()
            return False
        return self._may_try(now)

    def over(self) -> None:
        """Nothing of it is left to tell."""
        self.since, self.id, self.told, self.tried_at, self.kept = None, "", False, None, False

    def _has_lasted(self, now: datetime) -> bool:
        return self.since is not None and now - self.since >= KINDS[Kind.DATABASE_AWAY].patience

    def _may_try(self, now: datetime) -> bool:
        if self.tried_at is not None and now < self.tried_at + AGAIN:
            return False
        self.tried_at = now
        return True
