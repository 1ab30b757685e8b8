"""Random decisions on random rosters whose rules are changed, for property tests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from schedules.decisions import Absence, Addition, Decision, Gift, Removal, Replacement
from schedules.roster import Roster
from schedules.rotation import Rotation
from schedules.shift import Shift
from tests.schedules.decided import Choice, Kind, Version
from tests.schedules.drawn import ENDS_OF_MONTHS, TIMES, ZONES, as_rotation, as_shift, once, turns
from tests.schedules.oracle import DAY, MINUTE, Once, Turns

PLACES = [("one", "first"), ("one", "backup"), ("two", "first")]
PEOPLE = st.sampled_from("ABCDES")
KINDS: st.SearchStrategy[Kind] = st.sampled_from(
    ["addition", "removal", "replacement", "absence", "gift", "gift"]
)
WATCHED = timedelta(hours=30)


@dataclass(frozen=True)
class Decided:
    """A roster, and the period from `start` to watch it: thirty hours."""

    start: datetime
    versions: tuple[Version, ...]
    choices: tuple[Choice, ...]

    @property
    def end(self) -> datetime:
        """When the watch is over."""
        return self.start + WATCHED

    def roster(self) -> Roster:
        """The same for the rules."""
        rules = [as_rule(version) for version in self.versions]
        return Roster(
            tuple(rule for rule in rules if isinstance(rule, Rotation)),
            tuple(rule for rule in rules if isinstance(rule, Shift)),
            tuple(map(as_decision, self.choices)),
        )

    def known_at(self, at: datetime) -> "Decided":
        """What had been written by then."""

        def known(ending: datetime | None) -> datetime | None:
            return ending if ending is not None and ending <= at else None

        return replace(
            self,
            versions=tuple(
                replace(version, closed=known(version.closed))
                for version in self.versions
                if version.opened is None or version.opened <= at
            ),
            choices=tuple(
                replace(choice, withdrawn=known(choice.withdrawn))
                for choice in self.choices
                if choice.made <= at
            ),
        )


@st.composite
def decided(draw: st.DrawFn) -> Decided:
    """One to three sources, some of them changed on the way, and up to five decisions."""
    zone = draw(st.sampled_from(sorted(ZONES)))
    day = date.fromisoformat(draw(st.sampled_from((*ZONES[zone], *ENDS_OF_MONTHS))))
    start = datetime.combine(day, time(12), tzinfo=UTC)
    versions = [
        version
        for number in range(draw(st.integers(1, 3)))
        for version in draw(versions_of(f"source-{number}", zone, start))
    ]
    choices: list[Choice] = []
    for number in range(draw(st.integers(1, 5))):
        choices.append(draw(choice(f"decision-{number}", versions, start, choices)))
    return Decided(start, tuple(versions), tuple(choices))


@st.composite
def versions_of(draw: st.DrawFn, key: str, zone: str, start: datetime) -> list[Version]:
    """A source as it is; or from a moment on, until a moment, or another from a moment on."""
    day = start.date()
    says: Turns | Once = draw(turns(zone, day) | once(zone, day))
    version = Version(key, *draw(st.sampled_from(PLACES)), says)
    moment = start + draw(st.integers(-60, 30 * 60)) * MINUTE
    match draw(st.sampled_from(["as it is", "opened", "closed", "changed", "changed"])):
        case "opened":
            return [replace(version, opened=moment)]
        case "closed":
            return [replace(version, closed=moment)]
        case "changed":
            then = draw(changed(says, zone, day))
            return [replace(version, closed=moment), replace(version, says=then, opened=moment)]
    return [version]


@st.composite
def changed(draw: st.DrawFn, says: Turns | Once, zone: str, day: date) -> Turns | Once:
    """Other people, other hours, or another rotation altogether; a shift is moved."""
    if isinstance(says, Once):
        moved = draw(st.integers(-600, 600)) * MINUTE
        starts, ends = says.starts + moved, says.ends + moved + draw(st.integers(0, 90)) * MINUTE
        who = draw(st.sampled_from([says.who, "A"]))
        return Once(who, zone, starts, ends, known_by=says.starts)
    other = draw(turns(zone, day))
    fields = draw(st.sampled_from([("groups",), ("handover",), ("hours",), ("groups", "handover")]))
    return draw(
        st.sampled_from(
            [other, replace(says, **{field: getattr(other, field) for field in fields})]
        )
    )


@st.composite
def choice(
    draw: st.DrawFn,
    key: str,
    versions: Sequence[Version],
    start: datetime,
    earlier: Sequence[Choice],
) -> Choice:
    """A decision about the days around the watch, made before or during it."""
    day = start.date() + draw(st.integers(-1, 2)) * DAY
    starts = datetime.combine(day, draw(TIMES))
    made = start + draw(st.integers(-3000, 600) | st.integers(-60, 1800)) * MINUTE
    lasts = draw(st.none() | st.none() | st.integers(1, 3000))
    team, role = draw(st.sampled_from(PLACES))
    kind = draw(KINDS)
    drawn = Choice(
        key=key,
        kind=kind,
        zone=draw(st.sampled_from([versions[0].says.zone, "Europe/Paris"])),
        starts=starts,
        ends=starts + draw(st.integers(1, 72 * 60) | st.integers(1, 720)) * MINUTE,
        made=made,
        withdrawn=made + lasts * MINUTE if lasts else None,
        person=draw(PEOPLE),
    )
    if kind == "addition":
        return draw(addition(replace(drawn, team=team, role=role), versions))
    anywhere = draw(st.sampled_from([(team, role), (team, None), (None, None)]))
    if kind == "removal":
        return replace(drawn, team=anywhere[0], role=anywhere[1])
    if kind == "replacement":
        return replace(drawn, team=anywhere[0], role=anywhere[1], by=draw(PEOPLE))
    if kind == "absence":
        return drawn
    passed_on = [again for before in earlier for again in given_again(drawn, before)]
    if draw(st.booleans()) and passed_on:
        return draw(st.sampled_from(passed_on))
    return draw(gift(drawn, versions, start))


@st.composite
def addition(draw: st.DrawFn, drawn: Choice, versions: Sequence[Version]) -> Choice:
    """Of anybody; or of somebody who may be on there already, for long, beside a short watch."""
    if draw(st.booleans()):
        return drawn
    there = draw(st.sampled_from(list(versions)))
    says = there.says
    people = [says.who] if isinstance(says, Once) else [who for g in says.groups for who in g]
    return replace(
        drawn,
        team=there.team,
        role=there.role,
        person=draw(st.sampled_from(people)),
        ends=drawn.ends + draw(st.integers(0, 2)) * DAY,
    )


def given_again(drawn: Choice, before: Choice) -> list[Choice]:
    """A gift given on by whoever got it; the duty of an addition given by whoever was added."""
    given = before.given or (before.key, before.starts)
    holder = before.by if before.kind == "gift" else before.person
    if before.kind not in {"gift", "addition"} or holder is None:
        return []
    again = replace(drawn, zone=before.zone, starts=before.starts, ends=before.ends)
    return [replace(again, person=holder, by=by, given=given) for by in "ABS"]


@st.composite
def gift(draw: st.DrawFn, drawn: Choice, versions: Sequence[Version], start: datetime) -> Choice:
    """Of a duty that is there some time of the watch, if it began within the week: else an absence.

    Sometimes as if it had started at another time when it was given.
    """
    version = draw(st.sampled_from(list(versions)))
    at = start + draw(st.integers(0, 30 * 60)) * MINUTE
    wall = at.astimezone(ZoneInfo(version.says.zone)).replace(tzinfo=None)
    duty = version.says.duty(wall)
    if duty is None or duty[0] < wall - 6 * DAY:
        return replace(drawn, kind="absence")
    since, people = duty
    if draw(st.integers(0, 3)) == 0:
        since = datetime.combine(since.date(), draw(TIMES))
    return replace(
        drawn,
        zone=version.says.zone,
        starts=since,
        ends=since + timedelta(hours=1),
        person=draw(st.sampled_from(people) | PEOPLE),
        by=draw(PEOPLE),
        given=(version.key, since),
    )


def as_rule(version: Version) -> Rotation | Shift:
    """A version of a rule for the rules."""
    place: dict[str, Any] = {"team": version.team, "role": version.role}
    place |= {"opened": version.opened, "closed": version.closed}
    if isinstance(version.says, Turns):
        return replace(as_rotation(version.key, version.says), **place)
    first = version.says.known_by
    return replace(as_shift(version.key, version.says), first_start=first, **place)


def as_decision(choice: Choice) -> Decision:
    """A decision for the rules."""
    fields: dict[str, Any] = {
        "key": choice.key,
        "zone": ZoneInfo(choice.zone),
        "starts": choice.starts,
        "ends": choice.ends,
        "made": choice.made,
        "withdrawn": choice.withdrawn,
        "person": choice.person,
    }
    place = {"team": choice.team, "role": choice.role}
    match choice.kind:
        case "addition":
            return Addition(**fields | place)
        case "removal":
            return Removal(**fields | place)
        case "replacement":
            return Replacement(**fields | place, by=choice.by or "")
        case "absence":
            return Absence(**fields)
    assert choice.given is not None
    source, local_start = choice.given
    return Gift(**fields, source=source, local_start=local_start, to=choice.by or "")
