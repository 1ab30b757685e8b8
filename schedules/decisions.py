"""Decisions: changes of who is on, on top of rotations and shifts.

They are one list in the order they were made, and act one after the other: each on what those
before it have left, so that the later one wins.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from schedules.local_time import aware, instant

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Acting:
    """When a decision acts: from the local time `starts` in `zone` until just before `ends`.

    Never before it was `made`, nor after it was `withdrawn` (aware instants): the past stays what
    it was. Raises ValueError when it does not end after it starts.
    """

    key: str
    zone: ZoneInfo
    starts: datetime
    ends: datetime
    made: datetime
    withdrawn: datetime | None = None

    def __post_init__(self) -> None:
        aware(self.made)
        if self.withdrawn is not None:
            aware(self.withdrawn)
        if self.ends <= self.starts:
            raise ValueError(
                f"Decision {self.key} ends at {self.ends}: give an end after {self.starts}."
            )

    @cached_property
    def period(self) -> tuple[datetime, datetime]:
        """The instants (UTC) of `starts` and `ends`: a roster has many decisions, asked often."""
        return instant(self.starts, self.zone), instant(self.ends, self.zone)

    @cached_property
    def start(self) -> datetime:
        """The first instant (UTC) at which it acts."""
        return max(self.made, self.period[0])

    @cached_property
    def end(self) -> datetime:
        """The instant (UTC) from which it acts no longer; not after `start` when it never does."""
        return min(self.withdrawn or NEVER, self.period[1])


@dataclass(frozen=True, kw_only=True)
class Addition(Acting):
    """This person is on. They take the duties left open in that role first; where they are on in it
    already, nothing changes."""

    team: str
    role: str
    person: str


@dataclass(frozen=True, kw_only=True)
class Removal(Acting):
    """This person is not on, in this team and role (None: any), and nobody is asked for instead."""

    person: str
    team: str | None = None
    role: str | None = None


@dataclass(frozen=True, kw_only=True)
class Replacement(Acting):
    """Wherever this person is on, in this team and role (None: any), `by` is on instead."""

    person: str
    by: str
    team: str | None = None
    role: str | None = None


@dataclass(frozen=True, kw_only=True)
class Absence(Acting):
    """This person is away: what they would do is left open, in every team."""

    person: str


@dataclass(frozen=True, kw_only=True)
class Gift(Acting):
    """One duty passes from this person to another: a swap (two gifts), cover, a taking over.

    It follows the duty by its identity, and where a changed rule has moved it, to the duty of the
    same source that starts on the same local day (the nearest, if several do). What is given is all
    that `person` does of it, or has left open by an absence, from the moment it is made. `starts`
    and `ends` are those of the duty when it was given.
    """

    source: str
    local_start: datetime
    person: str
    to: str

    @cached_property
    def start(self) -> datetime:
        """When it was made: it acts on all of the duty that is still to come."""
        return self.made

    @cached_property
    def end(self) -> datetime:
        """When it was withdrawn, if it was."""
        return self.withdrawn or NEVER


Decision = Addition | Removal | Replacement | Absence | Gift
