"""A roster: the rotations and one-off shifts from which duties follow."""

from dataclasses import dataclass

from schedules.rotation import Rotation
from schedules.shift import Shift


@dataclass(frozen=True, slots=True)
class Roster:
    """Rotations and shifts of any number of teams; no two of them share a key."""

    rotations: tuple[Rotation, ...] = ()
    shifts: tuple[Shift, ...] = ()

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for source in self.sources:
            if source.key in seen:
                raise ValueError(
                    f"Two rotations or shifts have the key {source.key}: give each its own, "
                    "since it identifies their duties."
                )
            seen.add(source.key)

    @property
    def sources(self) -> tuple[Rotation | Shift, ...]:
        """All that duties follow from."""
        return (*self.rotations, *self.shifts)

    def of(self, team: str, role: str | None = None) -> "Roster":
        """The part of the roster that concerns `team`, and `role` where one is given."""

        def concerned(source: Rotation | Shift) -> bool:
            return source.team == team and role in (None, source.role)

        return Roster(
            tuple(filter(concerned, self.rotations)), tuple(filter(concerned, self.shifts))
        )
