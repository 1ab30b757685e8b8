"""Parts of a line's file that are right one by one, and must also make sense together."""

from __future__ import annotations

from collections.abc import Iterator

from hotline.lines.fields import Part, Words
from hotline.lines.file import RotationEntry
from hotline.lines.parts import Parts
from hotline.lines.problems import Place, Problem
from schedules.window import refuse_overlaps


def coherence(parts: Parts) -> Iterator[Problem]:
    """What contradicts itself, or leaves something out that a call needs."""
    yield from _numbers(parts)
    yield from _menu(parts)
    yield from _plans(parts)
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


def _menu(parts: Parts) -> Iterator[Problem]:
    for i, choice in enumerate(parts.menu.choices if parts.menu else ()):
        if not choice.plans.by_kind():
            yield Problem(("menu", "choices", i, "plans"), "no_plan")


def _plans(parts: Parts) -> Iterator[Problem]:
    if parts.line is None:
        return
    budget = parts.line.budget_seconds
    for i, plan in parts.plans.items():
        seconds = sum(step.seconds for step in plan.steps)
        if seconds > budget:
            values = {"seconds": seconds, "budget": budget}
            yield Problem(("plans", i), "over_budget", values)


def _ways_out(parts: Parts) -> Iterator[Problem]:
    ways = parts.ways_out
    first: dict[str, Place] = {}
    for i, way in ways.items():
        place: Place = ("ways_out", i, "kind")
        if way.kind in first:
            yield Problem(place, "twice", {"value": way.kind, "first": "ways_out"})
        first.setdefault(way.kind, place)
        if way.kind == "numbers" and not way.entries:
            yield Problem(("ways_out", i), "no_entries")
        if way.kind != "numbers" and way.entries:
            yield Problem(("ways_out", i, "entries"), "entries_unused")
    if "ways_out" in parts.whole:
        for kind in ("wait", "numbers"):
            if kind not in first:
                yield Problem(("ways_out",), "ways_out_needed", {"kind": kind})


def _people(parts: Parts) -> Iterator[Problem]:
    for i, person in parts.people.items():
        if person.kind == "peer" and not person.professions:
            yield Problem(("people", i), "peer_without_profession", {"person": person.slug})


def _roster(parts: Parts) -> Iterator[Problem]:
    for i, rotation in parts.rotations.items():
        yield from _rule(("rotations", i), rotation)
        for turn, slug in enumerate(rotation.people):
            yield from _on_the_roster(parts, ("rotations", i, "people", turn), rotation.team, slug)
    for i, shift in parts.shifts.items():
        if shift.end <= shift.start:
            yield Problem(("shifts", i, "end"), "ends_before_start")
        yield from _on_the_roster(parts, ("shifts", i, "person"), shift.team, shift.person)


def _rule(place: Place, rotation: RotationEntry) -> Iterator[Problem]:
    if rotation.unit == "week" and rotation.weekday is None:
        yield Problem(place, "weekday_missing")
    if rotation.unit == "day" and rotation.weekday is not None:
        yield Problem((*place, "weekday"), "weekday_unused")
    if rotation.ends_on is not None and rotation.ends_on <= rotation.starts_on:
        yield Problem((*place, "ends_on"), "ends_before_start")
    try:
        refuse_overlaps(tuple(window.rule() for window in rotation.windows))
    except ValueError:
        yield Problem((*place, "windows"), "windows_overlap")


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
    if parts.menu:
        roots.append((("menu",), parts.menu))
    roots += [(("teams", i), team) for i, team in parts.teams.items()]
    roots += [(("ways_out", i), way) for i, way in parts.ways_out.items()]
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
