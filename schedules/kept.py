"""Who is on duty, kept until somebody else may be: calls ask every few seconds."""

from dataclasses import dataclass
from datetime import datetime

from schedules.duty import Duty
from schedules.on_duty import next_change, on_duty
from schedules.roster import Roster


@dataclass(frozen=True, slots=True)
class _Answer:
    since: datetime
    until: datetime | None
    duties: tuple[Duty, ...]

    def holds(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


class KeptOnDuty:
    """Answers as `on_duty` does for one roster, and at once as long as nothing begins or ends.

    Threads may share it: the worst that two at once do is to work the same thing out twice.
    """

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._answer: _Answer | None = None

    def at(self, at: datetime) -> tuple[Duty, ...]:
        """The duties that contain the aware instant `at`. Raises ValueError when it is naive."""
        kept = self._answer
        if kept is None or not kept.holds(at):
            found = on_duty(self._roster, at)
            self._answer = kept = _Answer(at, next_change(self._roster, at), found)
        return kept.duties
