"""Parts of a line's file that are right one by one, and must also make sense together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hotline.lines.document import DIALLED
from hotline.lines.fields import Part, Words
from hotline.lines.file import PersonEntry
from hotline.lines.menu import FollowUpChoice, MenuChoice, ProfessionChoice
from hotline.lines.parts import Parts
from hotline.lines.problems import Place, Problem
from hotline.lines.turns import turns
from routing.plan import VOLUNTEERS


def coherence(parts: Parts) -> Iterator[Problem]:
    """What contradicts itself, or leaves something out that a call needs."""
    yield from _numbers(parts)
    yield from _menus(parts)
    yield from _opening(parts)
    yield from _avoidable(parts)
    yield from _cases(parts)
    yield from _appointments(parts)
    yield from _contracts(parts)
    yield from _follow_up(parts)
    yield from _plans(parts)
    yield from _steps(parts)
    yield from _ways_out(parts)
    yield from _people(parts)
    yield from _roster(parts)
    yield from _english(parts)


def _numbers(parts: Parts) -> Iterator[Problem]:
    if "numbers" not in parts.whole:
        return
    roles = {role for number in parts.numbers.values() for role in number.roles}
    if "reached" not in roles:
        yield Problem(("numbers",), "no_reached_number")
    if "shown" not in roles:
        yield Problem(("numbers",), "no_shown_number")
    for i, number in parts.numbers.items():
        if {*number.roles} >= DIALLED:
            yield Problem(("numbers", i, "roles"), "callers_and_responders")
    reached = [number for number in parts.numbers.values() if "reached" in number.roles]
    for i, territory in enumerate(parts.line.territories if parts.line and reached else ()):
        if not any(not number.reach or territory in number.reach for number in reached):
            yield Problem(("line", "territories", i), "out_of_reach", {"territory": territory})


def _menus(parts: Parts) -> Iterator[Problem]:
    for place, choice in parts.choices.items():
        if not isinstance(choice, ProfessionChoice):
            continue
        if not choice.plans.by_kind():
            yield Problem((*place, "plans"), "no_plan")
        if choice.callback and len(choice.plans.by_kind()) > 1:
            yield Problem((*place, "plans"), "callback_plans")
        if choice.callback and parts.callbacks is None:
            yield Problem((*place, "callback"), "no_callbacks")
    inside = {
        menu.slug: {choice.menu for choice in menu.choices if isinstance(choice, MenuChoice)}
        for menu in parts.menus.values()
    }
    for i, menu in parts.menus.items():
        if menu.slug in _reached(menu.slug, inside):
            yield Problem(("menus", i), "menu_in_itself", {"menu": menu.slug})


def _reached(slug: str, inside: Mapping[str, set[str]]) -> set[str]:
    """The menus that a menu leads to, at once or by others."""
    reached: set[str] = set()
    to_see = [slug]
    while to_see:
        fresh = inside.get(to_see.pop(), set()) - reached
        reached |= fresh
        to_see += fresh
    return reached


def _opening(parts: Parts) -> Iterator[Problem]:
    if parts.line and parts.line.hours and parts.line.closed is None:
        yield Problem(("line",), "closed_missing")
    if parts.line and parts.line.closed and not parts.line.hours:
        yield Problem(("line", "closed"), "closed_unused")
    for i, closure in parts.closures.items():
        if closure.ends <= closure.starts:
            yield Problem(("closures", i, "to"), "ends_before_start")


def _plans(parts: Parts) -> Iterator[Problem]:
    if parts.line is None:
        return
    budget = parts.line.budget_seconds
    for i, plan in parts.plans.items():
        seconds = sum(step.seconds for step in plan.steps)
        if seconds > budget:
            values = {"seconds": seconds, "budget": budget}
            yield Problem(("plans", i), "over_budget", values)


def _steps(parts: Parts) -> Iterator[Problem]:
    for i, plan in parts.plans.items():
        for j, step in enumerate(plan.steps):
            place: Place = ("plans", i, "steps", j)
            if step.team is None and step.kind is None:
                yield Problem(place, "step_of_anybody")
            if step.ring == "waves" and step.wave is None:
                yield Problem(place, "wave_missing")
            if step.ring != "waves" and step.wave is not None:
                yield Problem((*place, "wave"), "wave_unused")
            if {"territory", "elsewhere"} <= {*step.match}:
                yield Problem((*place, "match"), "near_and_far")


def _ways_out(parts: Parts) -> Iterator[Problem]:
    ways = parts.ways_out
    first: dict[str, Place] = {}
    for i, way in ways.items():
        place: Place = ("ways_out", i, "kind")
        if way.kind in first:
            yield Problem(place, "twice", {"value": way.kind, "first": "ways_out"})
        first.setdefault(way.kind, place)
        if way.kind == "callback" and parts.callbacks is None:
            yield Problem(place, "no_callbacks")
        if way.kind == "numbers" and not way.entries:
            yield Problem(("ways_out", i), "no_entries")
        if way.kind != "numbers" and way.entries:
            yield Problem(("ways_out", i, "entries"), "entries_unused")
    if "ways_out" in parts.whole:
        for kind in ("wait", "numbers"):
            if kind not in first:
                yield Problem(("ways_out",), "ways_out_needed", {"kind": kind})


def _people(parts: Parts) -> Iterator[Problem]:
    coordinators = _coordinators(parts)
    if parts.line and "mail" in parts.line.alerts and not any(who.mail for who in coordinators):
        yield Problem(("line", "alerts"), "no_mail")
    for i, person in parts.people.items():
        if person.kind == "peer" and not person.professions:
            yield Problem(("people", i), "peer_without_profession", {"person": person.slug})


def _coordinators(parts: Parts) -> list[PersonEntry]:
    """Those who are still there."""
    people = parts.people.values()
    return [who for who in people if who.kind == "coordinator" and not who.left]


def _avoidable(parts: Parts) -> Iterator[Problem]:
    worn = {tag for person in parts.people.values() for tag in person.tags}
    for i, people in parts.avoidable.items():
        if "people" in parts.whole and people.tag not in worn:
            yield Problem(("avoidable", i, "tag"), "tag_unused", {"tag": people.tag})


def _cases(parts: Parts) -> Iterator[Problem]:
    if parts.cases is None:
        return
    if {"territory", "elsewhere"} <= {*parts.cases.match}:
        yield Problem(("cases", "match"), "near_and_far")
    kinds = {team.slug: team.kind for team in parts.teams.values()}
    for i, slug in enumerate(parts.cases.teams):
        if kinds.get(slug) == "coordinator":
            yield Problem(("cases", "teams", i), "cases_of_coordinators", {"team": slug})
    if "people" in parts.whole and not _coordinators(parts):
        yield Problem(("cases",), "cases_uncoordinated")


def _appointments(parts: Parts) -> Iterator[Problem]:
    """Each channel has what it needs, and nothing is there for a channel that is not offered."""
    offered = parts.appointments
    if offered is None:
        return
    kinds = {place.kind for place in offered.places}
    needed = {"video": ("video", bool(offered.video)), "mail": ("mail", bool(offered.mail))}
    needed |= {"on site": ("places", "on site" in kinds)}
    needed |= {"neutral place": ("places", "neutral place" in kinds)}
    for channel, (name, there) in needed.items():
        if (channel in offered.channels) != there:
            values = {"channel": channel, "field": name}
            if there:
                yield Problem(("appointments", name), "appointment_unused", values)
            else:
                yield Problem(("appointments", "channels"), "appointment_needs", values)
    roles = {role for number in parts.numbers.values() for role in number.roles}
    if "video" in offered.channels and "numbers" in parts.whole and "texts" not in roles:
        yield Problem(("appointments", "channels"), "video_without_texts")


def _contracts(parts: Parts) -> Iterator[Problem]:
    had = {person.contract for person in parts.people.values()}
    for i, entry in parts.contracts.items():
        if "people" in parts.whole and entry.kind not in had:
            yield Problem(("contracts", i, "kind"), "contract_unused", {"kind": entry.kind})


def _follow_up(parts: Parts) -> Iterator[Problem]:
    entered = [
        place for place, choice in parts.choices.items() if isinstance(choice, FollowUpChoice)
    ]
    if parts.follow_up is None:
        for place in entered:
            yield Problem((*place, "follow_up"), "follow_up_missing")
    elif not entered:
        yield Problem(("follow_up",), "follow_up_unused")
    for i, person in parts.people.items():
        if person.deputy == person.slug:
            yield Problem(("people", i, "deputy"), "own_deputy", {"person": person.slug})


def _roster(parts: Parts) -> Iterator[Problem]:
    for i, rotation in parts.rotations.items():
        yield from turns(("rotations", i), rotation)
        yield from _role(("rotations", i, "role"), rotation.role)
        for place, slug in rotation.everybody():
            yield from _on_the_roster(parts, ("rotations", i, *place), rotation.team, slug)
    for i, shift in parts.shifts.items():
        yield from _role(("shifts", i, "role"), shift.role)
        if shift.end <= shift.start:
            yield Problem(("shifts", i, "end"), "ends_before_start")
        yield from _on_the_roster(parts, ("shifts", i, "person"), shift.team, shift.person)
    for i, need in parts.required.items():
        yield from _role(("required", i, "role"), need.role)
        if need.wished is not None and need.wished < need.at_least:
            values = {"at_least": need.at_least}
            yield Problem(("required", i, "wished"), "wished_below", values)


def _role(place: Place, role: str) -> Iterator[Problem]:
    if role == VOLUNTEERS:
        yield Problem(place, "role_reserved")


def _on_the_roster(parts: Parts, place: Place, team_slug: str, slug: str) -> Iterator[Problem]:
    team = next((team for team in parts.teams.values() if team.slug == team_slug), None)
    person = next((person for person in parts.people.values() if person.slug == slug), None)
    if person is None:
        return
    if not person.phones:
        yield Problem(place, "no_phone", {"person": slug})
    # Coordination is a task, not a profession: anybody can be on duty for it.
    if team is not None and team.kind not in {person.kind, "coordinator"}:
        values = {
            "person": slug,
            "person_kind": person.kind,
            "team": team_slug,
            "team_kind": team.kind,
        }
        yield Problem(place, "wrong_kind", values)


def _english(parts: Parts) -> Iterator[Problem]:
    if parts.line is None or "en" not in parts.line.languages:
        return
    roots: list[tuple[Place, Part]] = [(("line",), parts.line)]
    roots += [(("appointments",), parts.appointments)] if parts.appointments else []
    roots += parts.choices.items()
    for name in ("closures", "teams", "ways_out", "avoidable", "directory"):
        roots += [((name, i), part) for i, part in getattr(parts, name).items()]
    roots += [(("menus", i, "question"), menu.question) for i, menu in parts.menus.items()]
    for place, part in roots:
        for words_place, words in _words_in(place, part):
            if words.en is None:
                yield Problem(words_place, "no_english")


def _words_in(place: Place, value: object) -> Iterator[tuple[Place, Words]]:
    if isinstance(value, Words):
        yield place, value
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _words_in((*place, name), getattr(value, name))
    elif isinstance(value, tuple):
        for i, member in enumerate(value):
            yield from _words_in((*place, i), member)
