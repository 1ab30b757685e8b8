"""What a line is, apart from its people and their roster: the part kept as one document."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from hotline.lines.appointments import Appointments
from hotline.lines.cases import Cases
from hotline.lines.contracts import ContractEntry
from hotline.lines.fields import (
    DirectoryCode,
    HolidaysCode,
    Kind,
    LocalDate,
    Many,
    Number,
    NumberToSay,
    OrientationCode,
    Part,
    Slug,
    Some,
    SpokenLanguage,
    TerritoryCode,
    Text,
    Words,
    Zone,
)
from hotline.lines.follow_up import FollowUp
from hotline.lines.menu import Menu, NestedMenu
from hotline.lines.opening import Closure, Message, WindowEntry, is_open
from hotline.lines.required import Required
from hotline.lines.voices import Voices
from hotline.taxonomies import areas_around

NumberRole = Literal["reached", "responders", "shown", "texts"]
"""Callers dial it; responders dial it, for their own menu; responders see it; texts come from
it."""

DIALLED: frozenset[NumberRole] = frozenset({"reached", "responders"})
"""The roles of numbers that somebody dials: no two lines share one."""


class Identity(Part):
    """[line]: its name, and the choices that hold for every call."""

    slug: Slug
    name: Text
    time_zone: Zone
    languages: Some[SpokenLanguage]
    """The first is the default."""
    greeting: Words
    """Without « Bonjour » or "Good evening": that is said before it, by the caller's local time."""
    territories: Many[TerritoryCode] = ()
    """From where callers must be able to reach the line."""
    hours: Many[WindowEntry] = ()
    """When it answers; day and night unless given."""
    closed: Words | None = None
    """Said outside of these hours."""
    message: Message | None = None
    budget_seconds: Annotated[int, Field(ge=30, le=600)] = 90
    """Seconds of trying before the ways out are offered."""
    dials_per_second: Annotated[float, Field(gt=0, le=100)] = 1.0
    """Calls a second that the carrier's account may create."""
    retention_hours: Annotated[int, Field(ge=1, le=720)] = 24
    """Hours after its end before a call becomes an anonymous fact."""
    facts_months: Annotated[int, Field(ge=2, le=120)] = 12
    """Months after the end of a year before its anonymous facts are left as tables."""
    abuse_block_minutes: Annotated[int, Field(ge=0, le=1440)] = 60
    """How long a caller whose call was ended as abusive is not put through; 0: never blocked."""
    wrap_up: Many[Literal["page", "keypad"]] = ("page",)
    """How responders tell the reasons; empty on a line that records none."""
    voices: Voices = Voices()
    ask_helped: bool = False
    """Whether callers are asked how much the call has helped, once their responder has ended it."""
    holidays: HolidaysCode = "FR"
    """Whose public holidays count: of the country, a département ("57") or a territory ("974")."""
    more_holidays: Many[LocalDate] = ()
    """Days that count as public holidays for everybody, beside those known: a local custom, or
    what the labour code of a territory of the Pacific names."""
    responders_key: Literal["7", "8", "#"] | None = None
    """Leads responders from the first page of the menu to their own, and is never spoken: no choice
    has one of these keys. Hash then says nothing again there."""
    alerts: Many[Literal["text", "call", "mail"]] = ("text",)
    """How coordinators hear of a call that ended without a human; empty: not at all."""


class LineNumber(Part):
    """[[numbers]]: a number that belongs to the line, in E.164."""

    number: Number
    roles: Some[NumberRole]
    tariff: Literal["free", "ordinary", "surcharged"] = "ordinary"
    """What callers pay; « gratuit » is said only of a free one."""
    reach: Many[TerritoryCode] = ()
    """From where it can be dialled; from everywhere unless given."""


class Elsewhere(Part):
    """[[danger.elsewhere]]: what is dialled in these territories instead."""

    territories: Some[TerritoryCode]
    numbers: Some[NumberToSay]


class Danger(Part):
    """[danger]: whom a caller in danger is put through to, then what they can dial."""

    plan: Slug
    numbers: Some[NumberToSay]
    elsewhere: Many[Elsewhere] = ()

    def numbers_in(self, area: str | None) -> tuple[str, ...]:
        """What to dial in a territory or département; None when it is not known."""
        there = (place for place in self.elsewhere if areas_around(area) & {*place.territories})
        return next((place.numbers for place in there), self.numbers)


class Step(Part):
    """[[plans.steps]]: ring whoever is on duty in this team or of this kind, in this role."""

    team: Slug | None = None
    role: Slug | None = None
    """Left out: any role of the roster. "volunteers": those who declared themselves available."""
    kind: Kind | None = None
    """Of any team of this kind, or of the team named."""
    line: Slug | None = None
    """Another line, whose people are rung in this step."""
    match: Many[Literal["profession", "language", "territory", "elsewhere", "agreed"]] = ()
    """Only those who share the caller's profession (see its peers), speak their language, are near
    them or far from them; or only callers who agreed to somebody of another profession."""
    ring: Literal["one by one", "all at once", "waves"] = "one by one"
    wave: Annotated[int, Field(ge=2, le=10)] | None = None
    """How many telephones of a wave ring at a time."""
    seconds: Annotated[int, Field(ge=5, le=60)] = 20
    """Seconds a telephone rings before the next."""

    @property
    def at_once(self) -> int | None:
        """At most so many telephones ring at a time; None is all of them."""
        return {"one by one": 1, "all at once": None, "waves": self.wave}[self.ring]


class Plan(Part):
    """[[plans]]: the steps tried one after the other."""

    slug: Slug
    steps: Some[Step]


class NumberToDial(Part):
    """A number given to callers when nobody of the line can answer."""

    name: Words
    number: NumberToSay
    note: Words | None = None
    territories: Many[TerritoryCode] = ()
    """Given only to callers known to be there; to everybody unless given."""

    def is_for(self, area: str | None) -> bool:
        """Whether it is given to a caller in this territory or département (None: not known)."""
        return not self.territories or bool(areas_around(area) & {*self.territories})


class DirectoryEntry(NumberToDial):
    """[[directory]]: a number that responders give to callers, by its code or on their page."""

    code: DirectoryCode
    kind: OrientationCode
    """What it is a way to, as orientations are counted."""


class Callbacks(Part):
    """[callbacks]: the line calls back those who ask for it."""

    numbers: Some[Literal["calling", "keyed"]] = ("calling",)
    """The number they call from; one that they key in, which the carrier keeps for 30 days."""
    territories: Many[TerritoryCode] = ()
    """Whose ordinary numbers are called back; all of France's unless given."""
    a_day: Annotated[int, Field(ge=1, le=10_000)] = 50
    """Requests taken in a day."""
    alarm_at: Annotated[int, Field(ge=1, le=10_000)] = 60
    """Callers rung in a day from which coordinators are told what it costs."""


class WayOut(Part):
    """[[ways_out]]: what a caller can choose once the budget is spent."""

    kind: Literal["wait", "numbers", "callback"]
    entries: Many[NumberToDial] = ()
    """The numbers to dial, for the kind "numbers"."""


class Avoidable(Part):
    """[[avoidable]]: people whom a caller may not want to talk to, by a tag that they carry."""

    tag: Text
    words: Words
    """What follows « Pour ne pas parler à … »."""


class LineDocument(Part):
    """The whole line, apart from people, teams, rotations and shifts."""

    line: Identity
    numbers: Some[LineNumber]
    closures: Many[Closure] = ()
    menu: Menu
    menus: Many[NestedMenu] = ()
    danger: Danger
    plans: Some[Plan]
    ways_out: Many[WayOut]
    callbacks: Callbacks | None = None
    avoidable: Many[Avoidable] = ()
    directory: Many[DirectoryEntry] = ()
    cases: Cases | None = None
    """Left out: the line takes none."""
    follow_up: FollowUp | None = None
    appointments: Appointments | None = None
    required: Many[Required] = ()
    contracts: Many[ContractEntry] = ()

    def plan(self, slug: str) -> Plan:
        """The plan of that name. One that a new file took away during a call is replaced by the
        plan of those who press nothing: a file never ends a call."""
        plans = {plan.slug: plan for plan in self.plans}
        return plans[slug if slug in plans else self.menu.silence.plan]

    def has_way_out(self, kind: str) -> bool:
        """Whether callers are offered this way out."""
        return any(way.kind == kind for way in self.ways_out)

    def directory_for(self, area: str | None) -> dict[str, DirectoryEntry]:
        """By code, what can be given to a caller in this territory or département (None: not
        known)."""
        return {entry.code: entry for entry in self.directory if entry.is_for(area)}

    def closed_at(self, at: datetime) -> Words | None:
        """What a caller is told who calls at this aware instant and finds the line closed; None
        while it is open."""
        local = self.local_time(at)
        closure = next((c for c in self.closures if c.starts <= local < c.ends), None)
        if closure is not None:
            return closure.words
        return None if is_open(self.line.hours, local) else self.line.closed

    def message_at(self, at: datetime) -> Words | None:
        """What every caller is told after the greeting at this aware instant, if anything."""
        message = self.line.message
        return message.words if message and message.is_said_at(self.local_time(at)) else None

    def local_time(self, at: datetime) -> datetime:
        """What a clock on the line's wall shows (naive) at this aware instant."""
        return at.astimezone(ZoneInfo(self.line.time_zone)).replace(tzinfo=None)

    def is_for_responders(self, number: str) -> bool:
        """Whether this number (E.164) leads to the responders' own menu."""
        return any(n.number == number and "responders" in n.roles for n in self.numbers)

    def number_that_is(self, role: NumberRole) -> LineNumber | None:
        """The first number with that role."""
        return next((number for number in self.numbers if role in number.roles), None)
