"""Where each thing that is kept of a call is asked. A field that no step asks does not exist; one
that a line never asks has no table there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hotline.lines.document import LineDocument
from hotline.lines.menu import ProfessionChoice


def _always(_line: LineDocument) -> bool:
    return True


def _notes(line: LineDocument) -> bool:
    return bool(line.line.wrap_up)


def _notes_on_page(line: LineDocument) -> bool:
    return "page" in line.line.wrap_up


def _offers_peers(line: LineDocument) -> bool:
    nested = (choice for menu in line.menus for choice in menu.choices)
    return any(
        isinstance(choice, ProfessionChoice) and choice.plans.peer is not None
        for choice in (*line.menu.choices, *nested)
    )


def asks_department(line: LineDocument) -> bool:
    """Whether callers may be asked where they are: somebody is rung who is near them, or far."""
    near_or_far = {"territory", "elsewhere"}
    return any(near_or_far & {*step.match} for plan in line.plans for step in plan.steps)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing kept of a call: the steps at which it becomes known, and whether a line has such
    a step."""

    steps: tuple[str, ...]
    """Files of the call's journey, or of the pages and jobs around it."""
    asked: Callable[[LineDocument], bool] = _always


_ENDS = ("hotline/voice/status.py", "hotline/voice/after_queue.py", "hotline/jobs/sweep.py")
FIELDS: dict[str, Field] = {
    "day": Field(("hotline/voice/incoming.py",)),
    "hour": Field(("hotline/voice/incoming.py",)),
    "language": Field(("hotline/voice/menu.py",)),
    "profession": Field(("hotline/voice/menu.py",)),
    "territory": Field(("hotline/voice/incoming.py", "hotline/voice/questions.py")),
    "kind_wanted": Field(("hotline/voice/questions.py",), _offers_peers),
    "kind_obtained": Field(("hotline/voice/connected.py",)),
    "outcome": Field((*_ENDS, "hotline/pages/wrap_up.py")),
    "talk_band": Field(("hotline/voice/connected.py", "hotline/voice/bridge_over.py")),
    "reason": Field(("hotline/pages/wrap_up.py", "hotline/voice/reasons.py"), _notes),
    "second_reason": Field(("hotline/pages/wrap_up.py", "hotline/voice/reasons.py"), _notes),
    "severity": Field(("hotline/pages/wrap_up.py", "hotline/voice/severity.py"), _notes),
    "orientation": Field(("hotline/pages/wrap_up.py",), _notes_on_page),
    "ongoing": Field(("hotline/pages/wrap_up.py",), _notes_on_page),
    "helped": Field(("hotline/voice/helped.py",), lambda line: line.line.ask_helped),
    "seconds_to_human": Field(("hotline/voice/connected.py",)),
}
"""By the name that it has in `Counted`; facts have the same columns."""
