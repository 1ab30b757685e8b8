"""Whether every call that the menu allows can find somebody: asked of a file otherwise right."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hotline.lines.document import Plan, Step
from hotline.lines.file import LineFile, PersonEntry
from hotline.lines.menu import Menu, NestedMenu, ProfessionChoice
from hotline.lines.problems import Place, Problem
from hotline.taxonomies import professions
from routing.plan import VOLUNTEERS

UNSURE = frozenset({"territory", "elsewhere", "agreed"})
"""Where such a match is asked, somebody may be there for one caller and nobody for the next."""


def answerable(file: LineFile, other_lines: Collection[str] = ()) -> Iterator[Problem]:
    """The calls that no plan could ever bring to anybody, and the steps and requirements that
    nobody holds.

    `other_lines`: the lines that exist beside this one.
    """
    yield from _steps_without_roster(file)
    yield from _required_of_nobody(file)
    yield from _unknown_lines(file, other_lines)
    yield from _checks_of_nobody(file)
    yield from _cases_of_nobody(file)
    plans = {plan.slug: plan for plan in file.plans}
    for place, profession, plan in _calls(file):
        for language in file.line.languages:
            if not _somebody(file, plans[plan], profession, language):
                values = {"profession": profession, "language": language, "plan": plan}
                yield Problem(place, "nobody_answers", values)


def _calls(file: LineFile) -> Iterator[tuple[Place, str, str]]:
    """Every profession and plan that a caller can come to, and where that is written."""
    silence = file.menu.silence
    choices = [
        ((*place, "choices", i), choice)
        for place, menu in _menus(file)
        for i, choice in enumerate(menu.choices)
        if isinstance(choice, ProfessionChoice)
    ]
    yield ("menu", "silence", "plan"), silence.profession, silence.plan
    if file.follow_up is not None:
        yield ("follow_up", "plan"), silence.profession, file.follow_up.plan
    for profession in dict.fromkeys([silence.profession, *(c.profession for _, c in choices)]):
        yield ("danger", "plan"), profession, file.danger.plan
    for place, choice in choices:
        for kind, plan in choice.plans.by_kind().items():
            yield (*place, "plans", kind), choice.profession, plan


def _menus(file: LineFile) -> Iterator[tuple[Place, Menu | NestedMenu]]:
    yield ("menu",), file.menu
    for i, menu in enumerate(file.menus):
        yield ("menus", i), menu


def _somebody(file: LineFile, plan: Plan, profession: str, language: str) -> bool:
    return any(
        _fits(step, person, profession, language)
        for step in plan.steps
        if _can_be_counted_on(step)
        for person in _holders(file, step)
    )


def _can_be_counted_on(step: Step) -> bool:
    """Whether the roster of this file says that somebody is rung. Volunteers, other lines and what
    depends on the caller's answers come on top."""
    return step.role != VOLUNTEERS and step.line is None and not UNSURE & {*step.match}


def _fits(step: Step, person: PersonEntry, profession: str, language: str) -> bool:
    peers = professions()[profession].peers
    shared = profession in person.professions or peers in person.professions
    return ("profession" not in step.match or shared) and (
        "language" not in step.match or language in person.languages
    )


def _holders(file: LineFile, step: Step) -> list[PersonEntry]:
    """Whoever is ever on duty for this step."""
    kinds = {team.slug: team.kind for team in file.teams}
    duties = [
        (turn.team, turn.role, slug) for turn in file.rotations for _, slug in turn.everybody()
    ]
    duties += [(shift.team, shift.role, shift.person) for shift in file.shifts]
    slugs = {
        slug
        for team, role, slug in duties
        if step.team in {None, team} and step.role in {None, role}
        if step.kind in {None, kinds[team]}
    }
    return [person for person in file.people if person.slug in slugs]


def _steps_without_roster(file: LineFile) -> Iterator[Problem]:
    for i, plan in enumerate(file.plans):
        for j, step in enumerate(plan.steps):
            elsewhere = step.role == VOLUNTEERS or step.line is not None
            if not elsewhere and not _holders(file, step):
                values = {"team": step.team or step.kind, "role": step.role or "–"}
                yield Problem(("plans", i, "steps", j), "step_without_roster", values)


def _checks_of_nobody(file: LineFile) -> Iterator[Problem]:
    held = {(turn.team, turn.role) for turn in file.rotations}
    held |= {(shift.team, shift.role) for shift in file.shifts}
    for i, team in enumerate(file.teams):
        for j, role in enumerate(team.start_check):
            if (team.slug, role) not in held:
                values = {"team": team.slug, "role": role}
                yield Problem(("teams", i, "start_check", j), "check_without_roster", values)


def _cases_of_nobody(file: LineFile) -> Iterator[Problem]:
    texts = file.number_that_is("texts") is not None
    for i, slug in enumerate(file.cases.teams if file.cases else ()):
        place: Place = ("cases", "teams", i)
        members = _holders(file, Step(team=slug))
        untold = [one.name for one in members if not (one.mail or (texts and one.phones))]
        if not members:
            yield Problem(place, "cases_of_nobody", {"team": slug})
        elif untold:
            yield Problem(place, "cases_untold", {"people": ", ".join(untold)})


def _required_of_nobody(file: LineFile) -> Iterator[Problem]:
    known = {(turn.team, turn.role) for turn in file.rotations}
    known |= {(shift.team, shift.role) for shift in file.shifts}
    known |= {(str(step.team), str(step.role)) for plan in file.plans for step in plan.steps}
    for i, need in enumerate(file.required):
        if (need.team, need.role) not in known:
            values = {"team": need.team, "role": need.role}
            yield Problem(("required", i, "role"), "required_unknown_role", values)


def _unknown_lines(file: LineFile, known: Collection[str]) -> Iterator[Problem]:
    for i, plan in enumerate(file.plans):
        for j, step in enumerate(plan.steps):
            if step.line is not None and step.line not in known:
                values = {"value": step.line, "known": ", ".join(sorted(known)) or "–"}
                yield Problem(("plans", i, "steps", j, "line"), "unknown_line", values)
