"""A roster: rotations and one-off shifts, from which duties follow, and the decisions on top."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise

from schedules.decisions import Absence, Decision, Gift
from schedules.duty import Duty
from schedules.local_time import aware
from schedules.rotation import Rotation
from schedules.shift import Shift
from schedules.timeline import Timeline


@dataclass(frozen=True)
class Roster:
    """Rotations and shifts of any number of teams, and the decisions about them in their order.

    A rule that was edited is there once for each of its versions, which share its key and follow
    each other in time. Raises ValueError where two rules speak for the same time under one key.
    """

    rotations: tuple[Rotation, ...] = ()
    shifts: tuple[Shift, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def __post_init__(self) -> None:
        for versions in self.versions.values():
            for before, after in pairwise(versions):
                if before.closed is None or after.opened is None or after.opened < before.closed:
                    raise ValueError(
                        f"Two rotations or shifts have the key {after.key}: give each its own, "
                        "since it identifies their duties."
                    )

    @property
    def sources(self) -> tuple[Rotation | Shift, ...]:
        """All that duties follow from."""
        return (*self.rotations, *self.shifts)

    @cached_property
    def versions(self) -> dict[str, list[Rotation | Shift]]:
        """The versions of each rule by its key, in the order they follow each other."""
        found: dict[str, list[Rotation | Shift]] = {}
        for source in self.sources:
            found.setdefault(source.key, []).append(source)
        for versions in found.values():
            # Of two opened at one instant, the one that was closed again at once comes first.
            versions.sort(
                key=lambda rule: (
                    rule.opened is not None,
                    rule.opened,
                    rule.closed is None,
                    rule.closed,
                )
            )
        return found

    @cached_property
    def shift_duties(self) -> tuple[tuple[Duty, Shift], ...]:
        """Every version of every shift with its duty, by its start: among thousands, few are
        looked at."""
        duties = ((shift.duty(), shift) for shift in self.shifts)
        there = ((duty, shift) for duty, shift in duties if duty is not None)
        return tuple(sorted(there, key=lambda pair: pair[0].start))

    @cached_property
    def shifts_in_time(self) -> Timeline[tuple[Duty, Shift]]:
        """The same, to be asked for a period."""
        return Timeline(self.shift_duties, lambda pair: (pair[0].start, pair[0].end))

    @cached_property
    def acting_in_time(self) -> Timeline[int]:
        """The decisions that act for a time of their own (all but gifts), by their places."""
        acting = (n for n, one in enumerate(self.decisions) if not isinstance(one, Gift))
        return Timeline(acting, lambda n: (self.decisions[n].start, self.decisions[n].end))

    @cached_property
    def gifts_by_duty(self) -> dict[tuple[str, date], list[int]]:
        """The places of gifts by what a duty keeps wherever it is moved: its source and its local
        day. They are many, and each is about one duty."""
        found: dict[tuple[str, date], list[int]] = {}
        for place, gift in enumerate(self.decisions):
            if isinstance(gift, Gift):
                found.setdefault((gift.source, gift.local_start.date()), []).append(place)
        return found

    @cached_property
    def gifts_in_time(self) -> Timeline[int]:
        """The places of gifts by when their duty is, or was when it was given."""
        gifts = (place for places in self.gifts_by_duty.values() for place in places)
        return Timeline(gifts, lambda place: self.period_of(self.decisions[place]))

    def period_of(self, decision: Decision) -> tuple[datetime, datetime]:
        """What a decision is about: a shift takes its identity along to wherever it is moved."""
        if isinstance(decision, Gift):
            return self.shifts_now.get(decision.source, decision.period)
        return decision.period

    @cached_property
    def shifts_now(self) -> dict[str, tuple[datetime, datetime]]:
        """When each shift that is still in force begins and ends, by its key."""
        return {
            shift.key: (duty.start, duty.end)
            for duty, shift in self.shift_duties
            if shift.closed is None
        }

    def of(self, team: str, role: str | None = None) -> "Roster":
        """The part of the roster that concerns `team`, and `role` where one is given."""
        part = self._parts.get((team, role))
        if part is None:
            part = self._parts[team, role] = self._part(team, role)
        return part

    @cached_property
    def _parts(self) -> dict[tuple[str, str | None], "Roster"]:
        """Those asked for so far: sorting thousands of shifts takes longer than asking them."""
        return {}

    def _part(self, team: str, role: str | None) -> "Roster":
        def concerned(part: Rotation | Shift | Decision) -> bool:
            if isinstance(part, Absence | Gift):
                return True
            return part.team in (None, team) and (role is None or part.role in (None, role))

        return Roster(
            tuple(filter(concerned, self.rotations)),
            tuple(filter(concerned, self.shifts)),
            tuple(filter(concerned, self.decisions)),
        )

    def of_source(self, key: str) -> "Roster":
        """The rule of that key alone, in all its versions."""
        return Roster(
            tuple(rule for rule in self.rotations if rule.key == key),
            tuple(rule for rule in self.shifts if rule.key == key),
        )

    def known_at(self, at: datetime) -> "Roster":
        """The roster as it was known at the aware instant `at`: without what was opened, made,
        closed or withdrawn later. Raises ValueError when `at` is naive."""
        aware(at)
        return Roster(
            tuple(
                replace(rule, closed=_known(rule.closed, at))
                for rule in self.rotations
                if rule.opened is None or rule.opened <= at
            ),
            tuple(
                replace(rule, closed=_known(rule.closed, at))
                for rule in self.shifts
                if rule.opened is None or rule.opened <= at
            ),
            tuple(
                replace(decision, withdrawn=_known(decision.withdrawn, at))
                for decision in self.decisions
                if decision.made <= at
            ),
        )

    def without_decisions(self) -> "Roster":
        """What the rotations and shifts alone would say."""
        return Roster(self.rotations, self.shifts)


def _known(ending: datetime | None, at: datetime) -> datetime | None:
    return None if ending is None or ending > at else ending
