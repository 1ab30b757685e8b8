"""How many people a line wants on duty, and when: what its coverage is measured by."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from hotline.lines.fields import WEEKDAYS, Many, Part, Slug
from hotline.lines.opening import WindowEntry
from schedules.requirement import Requirement

HowMany = Annotated[int, Field(ge=1, le=100)]


class Required(Part):
    """[[required]]: so many different people of a team in a role, in hours of the team's zone.

    Where two entries of a team and role hold at once, the greater number counts.
    """

    team: Slug
    role: Slug
    at_least: HowMany = 1
    """With fewer there is a gap."""
    wished: HowMany | None = None
    """With fewer, cover is thin; as many as `at_least` unless given."""
    windows: Many[WindowEntry] = ()
    """When; day and night unless given."""

    @property
    def name(self) -> str:
        """What tells it from the others: the team, the role and the hours."""
        hours = (
            f"{'-'.join(day[:3] for day in sorted(entry.days, key=WEEKDAYS.index))}"
            f"{''.join(f'#{nth}' for nth in sorted(entry.nth or ()))}"
            f" {entry.opens:%H:%M}-{entry.closes:%H:%M}"
            for entry in self.windows
        )
        return " ".join((self.team, self.role, *hours))

    def rule(self, zone: ZoneInfo) -> Requirement:
        """The same for the rules of `schedules`, in the zone of the team."""
        windows = tuple(entry.rule() for entry in self.windows)
        wished = max(self.at_least, self.wished or 0)
        return Requirement(self.team, self.role, zone, self.at_least, wished, windows)
