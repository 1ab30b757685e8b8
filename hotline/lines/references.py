"""Names and numbers of a line's file: each is unique, and each that is used exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hotline.lines.document import DIALLED
from hotline.lines.menu import MenuChoice, ProfessionChoice
from hotline.lines.parts import Parts
from hotline.lines.problems import Place, Problem, written


def references(parts: Parts, numbers_of_others: Mapping[str, str]) -> Iterator[Problem]:
    """What is named twice, or named and not there."""
    yield from _twice(parts)
    yield from _phones(parts)
    yield from _numbers(parts, numbers_of_others)
    yield from _unknown_in_roster(parts)
    yield from _unknown_from_menus(parts)


def _twice(parts: Parts) -> Iterator[Problem]:
    yield from _repeated((("teams", i, "slug"), team.slug) for i, team in parts.teams.items())
    yield from _repeated((("people", i, "slug"), who.slug) for i, who in parts.people.items())
    yield from _repeated((("plans", i, "slug"), plan.slug) for i, plan in parts.plans.items())
    # Together: the slug of a rotation or shift identifies its duties.
    sources = [(("rotations", i, "slug"), turn.slug) for i, turn in parts.rotations.items()]
    shifts = [(("shifts", i, "slug"), shift.slug) for i, shift in parts.shifts.items()]
    yield from _repeated([*sources, *shifts])
    yield from _repeated((("menus", i, "slug"), menu.slug) for i, menu in parts.menus.items())
    tags = parts.avoidable.items()
    yield from _repeated((("avoidable", i, "tag"), people.tag) for i, people in tags)
    places = parts.appointments.places if parts.appointments else ()
    yield from _repeated(
        (("appointments", "places", i, "slug"), place.slug) for i, place in enumerate(places)
    )
    entries = parts.directory.items()
    yield from _repeated((("directory", i, "code"), entry.code) for i, entry in entries)
    required = parts.required.items()
    yield from _repeated((("required", i, "team"), need.name) for i, need in required)
    contracts = parts.contracts.items()
    yield from _repeated((("contracts", i, "kind"), entry.kind) for i, entry in contracts)
    closures = parts.closures.items()
    yield from _repeated(
        (("closures", i, "from"), f"{c.starts:%Y-%m-%dT%H:%M}") for i, c in closures
    )


def _phones(parts: Parts) -> Iterator[Problem]:
    lines_own = {number.number for number in parts.numbers.values()}
    owners: dict[str, str] = {}
    for i, person in parts.people.items():
        for position, phone in enumerate(person.phones or ()):
            place: Place = ("people", i, "phones", position)
            if phone in lines_own:
                yield Problem(place, "phone_is_lines")
            elif phone in owners:
                yield Problem(place, "phone_twice", {"first": owners[phone]})
            owners.setdefault(phone, person.slug)


def _numbers(parts: Parts, of_others: Mapping[str, str]) -> Iterator[Problem]:
    numbers = parts.numbers.items()
    yield from _repeated((("numbers", i, "number"), number.number) for i, number in numbers)
    for i, number in numbers:
        if DIALLED & {*number.roles} and number.number in of_others:
            place: Place = ("numbers", i, "number")
            yield Problem(place, "number_of_other_line", {"line": of_others[number.number]})


def _unknown_in_roster(parts: Parts) -> Iterator[Problem]:
    teams, people = parts.declared["teams"], parts.declared["people"]
    used_teams: list[tuple[Place, str]] = []
    used_people: list[tuple[Place, str]] = []
    for i, rotation in parts.rotations.items():
        used_teams.append((("rotations", i, "team"), rotation.team))
        used_people += [(("rotations", i, *place), slug) for place, slug in rotation.everybody()]
    for i, shift in parts.shifts.items():
        used_teams.append((("shifts", i, "team"), shift.team))
        used_people.append((("shifts", i, "person"), shift.person))
    used_people += [
        (("people", i, "deputy"), who.deputy) for i, who in parts.people.items() if who.deputy
    ]
    used_teams += [(("required", i, "team"), need.team) for i, need in parts.required.items()]
    for i, plan in parts.plans.items():
        used_teams += [
            (("plans", i, "steps", j, "team"), step.team)
            for j, step in enumerate(plan.steps)
            if step.team is not None and step.line is None
        ]
    if parts.cases:
        used_teams += [(("cases", "teams", i), slug) for i, slug in enumerate(parts.cases.teams)]
    yield from _unknown("unknown_team", used_teams, teams)
    yield from _unknown("unknown_person", used_people, people)


def _unknown_from_menus(parts: Parts) -> Iterator[Problem]:
    plans: list[tuple[Place, str]] = []
    menus: list[tuple[Place, str]] = []
    if parts.silence:
        plans.append((("menu", "silence", "plan"), parts.silence.plan))
    for place, choice in parts.choices.items():
        if isinstance(choice, MenuChoice):
            menus.append(((*place, "menu"), choice.menu))
        elif isinstance(choice, ProfessionChoice):
            plans += [((*place, "plans", k), plan) for k, plan in choice.plans.by_kind().items()]
    if parts.follow_up:
        plans.append((("follow_up", "plan"), parts.follow_up.plan))
    if parts.danger:
        plans.append((("danger", "plan"), parts.danger.plan))
    yield from _unknown("unknown_plan", plans, parts.declared["plans"])
    yield from _unknown("unknown_menu", menus, parts.declared["menus"])


def _unknown(
    code: str, used: Iterable[tuple[Place, str]], declared: frozenset[str]
) -> Iterator[Problem]:
    known = ", ".join(sorted(declared)) or "–"
    for place, slug in used:
        if slug not in declared:
            yield Problem(place, code, {"value": slug, "known": known})


def _repeated(named: Iterable[tuple[Place, str]]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for place, name in named:
        if name in first:
            yield Problem(place, "twice", {"value": name, "first": written(first[name][:-1])})
        first.setdefault(name, place)
