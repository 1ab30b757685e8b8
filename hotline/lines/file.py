"""A line's file: the document, and the people, teams and roster around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from hotline.lines.contracts import ContractKind
from hotline.lines.document import LineDocument
from hotline.lines.fields import (
    WEEKDAYS,
    AreaCode,
    Group,
    HolidaysCode,
    Kind,
    LanguageCode,
    LocalDate,
    LocalMoment,
    LocalTime,
    MailAddress,
    Many,
    OwnPhone,
    Part,
    ProfessionCode,
    Slug,
    Some,
    Text,
    Weekday,
    Words,
    Zone,
)
from hotline.lines.opening import WindowEntry
from hotline.lines.problems import Place
from schedules.cadence import Cadence, Hourly, Monthly, Weekdays
from schedules.nth import Nth


class TeamEntry(Part):
    """[[teams]]: people who share a roster; its time zone is the line's unless given."""

    slug: Slug
    name: Words
    kind: Kind
    time_zone: Zone | None = None
    start_check: Many[Slug] = ()
    """The roles whose duties begin with a call to confirm: without an answer the others of the team
    and the coordinators are told."""


class PersonEntry(Part):
    """[[people]]: someone who answers."""

    slug: Slug
    name: Text
    kind: Kind
    professions: Many[ProfessionCode] = ()
    languages: Some[LanguageCode] = ("fr",)
    phones: Many[OwnPhone] | None = None
    """Tried in this order, E.164. Left out: those already stored stay; empty: none."""
    mail: MailAddress | None = None
    """Left out: the one already stored stays; empty: none."""
    territories: Many[AreaCode] = ()
    """Départements and territories overseas that they know or cover."""
    tags: Many[Text] = ()
    deputy: Slug | None = None
    """Who stands in for them towards those they accompany."""
    contract: ContractKind = "volunteer"
    """Whose rules of rest are theirs."""
    time_zone: Zone | None = None
    """Where they live: nights, Sundays and weeks are those of this zone; else the line's."""
    holidays: HolidaysCode | None = None
    """Whose public holidays are theirs; else the line's."""
    left: bool = False
    """No longer on the line, while others of the file still name them: their turns are open."""


CONTACTS = ("phones", "mail")
"""What the file may leave out of a person, and is kept all the same."""


class RotationEntry(Part):
    """[[rotations]]: people who take turns in a role, in local times of the team's zone."""

    slug: Slug
    team: Slug
    role: Slug
    people: Some[Group]
    """In the order of their turns; the members of a group are on together."""
    unit: Literal["hour", "day", "week", "month", "weekday"]
    """What turns are counted in; "weekday": in handovers, on each of `weekdays`."""
    every: Annotated[int, Field(ge=1, le=366)] = 1
    handover: LocalTime
    weekday: Weekday | None = None
    """The day of a weekly handover, or with `nth` of a monthly one."""
    weekdays: Some[Weekday] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    """The day of a monthly handover: the month's last where it is shorter."""
    nth: Literal[1, 2, 3, 4, -1] | None = None
    """Which `weekday` of the month, -1 being the last."""
    starts_on: LocalDate
    ends_on: LocalDate | None = None
    windows: Many[WindowEntry] = ()

    def everybody(self) -> Iterator[tuple[Place, str]]:
        """Everyone who takes turns, and where this rotation names them."""
        for i, group in enumerate(self.people):
            for j, slug in enumerate(group):
                yield ("people", i, j)[: 2 if len(group) == 1 else 3], slug

    def cadence(self) -> Cadence:
        """When it hands over, for the rules of `schedules`; only of a rotation that is coherent."""
        named = self.weekdays or ((self.weekday,) if self.weekday else WEEKDAYS)
        weekdays = frozenset(map(WEEKDAYS.index, named))
        if self.unit == "hour":
            return Hourly(self.handover)
        if self.day is not None:
            return Monthly(self.handover, self.day)
        if self.nth is not None:
            return Monthly(self.handover, Nth(self.nth, *weekdays))
        return Weekdays(self.handover, weekdays)


class ShiftEntry(Part):
    """[[shifts]]: one person, once, in local times of the team's zone."""

    slug: Slug
    team: Slug
    role: Slug
    person: Slug
    start: LocalMoment
    end: LocalMoment


class LineFile(LineDocument):
    """Everything `hotline load` reads and `hotline dump` writes."""

    teams: Some[TeamEntry]
    people: Some[PersonEntry]
    rotations: Many[RotationEntry] = ()
    shifts: Many[ShiftEntry] = ()

    def document(self) -> LineDocument:
        """The line without its people and roster."""
        return LineDocument.model_construct(
            **{name: getattr(self, name) for name in LineDocument.model_fields}
        )
