"""Who is on duty, kept until somebody else may be: calls ask every few seconds."""

from dataclasses import dataclass
from datetime import datetime

from schedules.decisions import NEVER
from schedules.duty import Duty
from schedules.on_duty import next_change, on_duty
from schedules.roster import Roster


@dataclass(frozen=True, slots=True)
class _Answer:
    since: datetime
    until: datetime
    duties: tuple[Duty, ...]


class KeptOnDuty:
    """Answers as `on_duty` does for one roster, and at once as long as nothing begins or ends.

    Threads may share it: the worst that two at once do is to work the same thing out twice.
    """

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._answer: _Answer | None = None

    def at(self, at: datetime) -> tuple[Duty, ...]:
        """The duties that contain the aware instant `at`. Raises ValueError or
        TypeError when it is naive."""
        kept = self._answer
        if kept is None or not kept.since <= at < kept.until:
            found = on_duty(self._roster, at)
            self._answer = kept = _Answer(at, next_change(self._roster, at) or NEVER, found)
        return kept.duties
