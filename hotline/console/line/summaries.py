"""The members of a list as its page shows them, in a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hotline.console.line.forms.menus import ChoiceForm
from hotline.console.line.forms.opening import ROLES, TARIFFS
from hotline.console.line.forms.plans import WAYS, StepForm
from hotline.console.line.ground import Ground
from hotline.console.line.kinds import Listed
from hotline.drafts.picture import Node
from hotline.drafts.places import called, readable
from hotline.lines.fields import WEEKDAYS
from hotline.lines.problems import Place
from hotline.words.moments import day_name


def number(member: Mapping[str, Any], language: str) -> str:
    """The number, what it is for, and what it costs."""
    uses = [ROLES[role].read_in(language) for role in member.get("roles", ()) if role in ROLES]
    tariff = TARIFFS.get(str(member.get("tariff")), TARIFFS["ordinary"]).read_in(language)
    return f"{readable(str(member.get('number', '')))} – {' ; '.join([*uses, tariff])}"


def window(member: Mapping[str, Any], language: str) -> str:
    """Its days and hours."""
    days = [WEEKDAYS.index(day) for day in member.get("days", ()) if day in WEEKDAYS]
    names = ", ".join(day_name(day, language) for day in sorted(days))
    return f"{names}, {member.get('from', '')} – {member.get('to', '')}"


def closure(member: Mapping[str, Any], language: str) -> str:
    """From when to when, and what is heard."""
    starts, ends = (str(member.get(key, "")).replace("T", " ") for key in ("from", "to"))
    return f"{starts} → {ends} : « {_words(member.get('words'), language)} »"


def menu(member: Mapping[str, Any], language: str) -> str:
    """Its short name and question."""
    return f"{member.get('slug', '')} : « {_words(member.get('question'), language)} »"


def way(member: Mapping[str, Any], language: str) -> str:
    """What can be chosen."""
    kind = str(member.get("kind", ""))
    return WAYS[kind].read_in(language) if kind in WAYS else kind


def avoidable(member: Mapping[str, Any], language: str) -> str:
    """What callers are asked, and the tag."""
    return f"{_words(member.get('words'), language)} ({member.get('tag', '')})"


def entry(member: Mapping[str, Any], language: str) -> str:
    """Whom it leads to, and the number."""
    return f"{called(member, language)} – {readable(str(member.get('number', '')))}"


def _words(words: object, language: str) -> str:
    if not isinstance(words, Mapping):
        return ""
    return str((language == "en" and words.get("en")) or words.get("fr", ""))


def shown(ground: Ground, listed: Listed, place: Place, members: list[Any]) -> list[Node]:
    """The members of a list as they are shown; choices and steps as the picture draws them."""
    if listed.form in {ChoiceForm, StepForm}:
        drawn = {node.place: node for node in _every(ground)}
        return [drawn[(*place, i)] for i in range(len(members)) if (*place, i) in drawn]
    wrong = [one.place for one in ground.errors]
    return [
        Node(
            "",
            listed.summary(member, ground.here.language),
            "",
            (*place, i),
            (),
            any(one[: len(place) + 1] == (*place, i) for one in wrong),
        )
        for i, member in enumerate(members)
    ]


def _every(ground: Ground) -> list[Node]:
    whole = ground.picture()
    found = [*whole.menus, *whole.plans, *whole.ways_out]
    for node in found:
        found += node.inside
    return found
