"""Plans of a line's file, and what a caller said, in the words of the rules."""

from __future__ import annotations

from collections.abc import Iterable

from hotline.calls.tables import Call
from hotline.lines import document as written
from hotline.lines.document import LineDocument
from hotline.taxonomies import METROPOLITAN_FRANCE, professions
from routing.outcomes import Passing
from routing.plan import Match, Plan, Step, Wish

PASSED_ON_RING_SECONDS = 20
"""How long each person of the team that a caller is passed on to is rung."""


def plan_called(document: LineDocument, slug: str) -> Plan:
    """A plan of the line's file, as the rules want it."""
    return Plan(slug, tuple(map(_step, document.plan(slug).steps)))


def lead_of(call: Call) -> Step | None:
    """The step that leads this call's plan: the team it was passed on to, if the caller agreed."""
    if call.passing != Passing.AGREED or call.passing_to is None:
        return None
    return passed_on_to(call.passing_to)


def passed_on_to(team: str) -> Step:
    """The step that rings whoever is on duty in this team, whatever the plan says of it."""
    return Step(team, None, frozenset(), 1, PASSED_ON_RING_SECONDS)


def wish_of(
    profession: str,
    language: str,
    *,
    territory: str | None = None,
    other_profession: bool = False,
    avoids: Iterable[str] = (),
) -> Wish:
    """What the keypad told of a caller: residents are doctors' peers; some have no peers."""
    peers = professions()[profession].peers
    return Wish(
        professions=frozenset({peers} if peers else ()),
        language=language,
        territory=None if territory == METROPOLITAN_FRANCE else territory,
        other_profession=other_profession,
        avoids=frozenset(avoids),
    )


def wish_of_call(call: Call) -> Wish:
    """What this caller said so far. In danger they avoid nobody: anyone who answers is better."""
    return wish_of(
        call.profession,
        call.language,
        territory=call.territory,
        other_profession=call.other_profession,
        avoids=() if call.danger else call.avoids,
    )


def _step(step: written.Step) -> Step:
    return Step(
        team=step.team,
        role=step.role,
        match=frozenset(map(Match, step.match)),
        at_once=step.at_once,
        seconds=step.seconds,
        kind=step.kind,
        line=step.line,
    )
