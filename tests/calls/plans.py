"""The line of the stories with other plans and people, for stories of who is rung."""

from __future__ import annotations

from tests.world import LINE_FILE

FILE = LINE_FILE.read_text(encoding="utf-8")
_STEPS = FILE[FILE.index("steps = [") : FILE.index("]\n\n[[plans]]", FILE.index("steps = [")) + 1]
COORDINATORS = 'team = "coordinators", role = "first"'
"""A step at the end, so that somebody of the roster can always be rung."""


def rings(*steps: str, more: str = "") -> str:
    """The line whose nurses, and whoever is in danger, are rung for by these steps; `more` people
    of the line stand after the others."""
    written = "".join(f"  {{ {step} }},\n" for step in (*steps, COORDINATORS))
    return FILE.replace(_STEPS, f"steps = [\n{written}]", 1) + more


def on_duty(
    slug: str,
    phone: int,
    *,
    team: str = "psychologists",
    kind: str = "psychologist",
    role: str | None = "first",
    more: str = "",
) -> str:
    """Somebody else of the line, on duty at all times in that role; without a role, never."""
    person = f"""
[[people]]
slug = "{slug}"
name = "{slug.capitalize()}"
kind = "{kind}"
phones = ["+336399800{phone}"]
{more}
"""
    duty = f"""
[[rotations]]
slug = "{team}-{slug}"
team = "{team}"
role = "{role}"
people = ["{slug}"]
unit = "day"
handover = "08:00"
starts_on = 2026-01-01
"""
    return person + (duty if role else "")
