"""What tells the members of a document's lists from each other, wherever they stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hotline.lines.fields import Words

_KEYS = ("number", "code", "tag", "profession", "menu", "from", "kind")


def name_of(member: object) -> str:
    """The slug, number, code… of a member; all of it where it has none of these.

    A step of a plan is named by whom it rings: its seconds can change, and it is still that step.
    """
    if not isinstance(member, Mapping) or "days" in member:
        return json.dumps(member, sort_keys=True)
    if "slug" in member:
        return str(member["slug"])
    if "team" in member or "seconds" in member or "ring" in member:
        whom = (member.get(key) or "" for key in ("team", "role", "kind", "line"))
        return " ".join(filter(None, whom))
    return next((str(member[key]) for key in _KEYS if member.get(key)), json.dumps(member))


def named(members: Sequence[Any]) -> dict[str, Any] | None:
    """The members by name; None when two have the same."""
    found = {name_of(member): member for member in members}
    return found if len(found) == len(members) else None


def with_plans_named(document: Mapping[str, Any], teams: Mapping[str, Words]) -> dict[str, Any]:
    """The document for reading only: a plan whose short name is a team's is called as people call
    that team, any other as whoever wrote the line did. `teams`: their names, by slug."""
    plans = document.get("plans")
    if not isinstance(plans, list):
        return {**document}
    return {**document, "plans": [_called_as_team(plan, teams) for plan in plans]}


def _called_as_team(plan: Any, teams: Mapping[str, Words]) -> Any:
    team = teams.get(str(plan.get("slug"))) if isinstance(plan, Mapping) else None
    return {**plan, "name": team.model_dump(exclude_none=True)} if team else plan
