"""Edits of a document that is still plain tables and lists: each gives a new one."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from hotline.lines.document import LineDocument
from hotline.lines.problems import Place


def readable(document: Mapping[str, Any]) -> LineDocument | None:
    """The document as calls would read it; None while a part of it has the wrong shape."""
    try:
        return LineDocument.model_validate(document)
    except ValidationError:
        return None


def normal(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document as a published one is written, with all that it leaves out; as it is, while a
    part of it has the wrong shape."""
    read = readable(document)
    if read is None:
        return dict(document)
    return read.model_dump(mode="json", by_alias=True, exclude_none=True)


def at(document: Mapping[str, Any], place: Place) -> Any:
    """What stands there; None where nothing does."""
    here: Any = document
    for part in place:
        if isinstance(part, int):
            here = here[part] if isinstance(here, list) and 0 <= part < len(here) else None
        else:
            here = here.get(part) if isinstance(here, Mapping) else None
    return here


def with_value(document: Mapping[str, Any], place: Place, value: object) -> dict[str, Any]:
    """The value at that place; None removes it. A list's index one past its end adds to it.

    Raises LookupError when the place around it does not exist.
    """
    changed, (*outside, last) = copy.deepcopy(dict(document)), place
    here: Any = changed
    for part, following in zip(outside, place[1:], strict=True):
        if isinstance(part, str) and isinstance(here, dict) and part not in here:
            here[part] = [] if isinstance(following, int) else {}
        here = here[part]
    if isinstance(last, str):
        if value is None:
            here.pop(last, None)
        else:
            here[last] = value
    elif value is None:
        del here[last]
    elif last == len(here):
        here.append(value)
    else:
        here[last] = value
    return changed


def renamed(document: Mapping[str, Any], which: str, old: str, new: str) -> dict[str, Any]:
    """Whatever named a plan (or a menu: `which` is "plans" or "menus") by its old name names it by
    the new one."""
    changed = copy.deepcopy(dict(document))
    menus = [changed.get("menu"), *(changed.get("menus") or ())]
    choices = [choice for menu in menus if menu for choice in menu.get("choices", ())]
    if which == "menus":
        named = [(choice, "menu") for choice in choices]
    else:
        silence = (changed.get("menu") or {}).get("silence")
        tables = [silence, changed.get("danger"), changed.get("follow_up")]
        named = [(table, "plan") for table in tables if table]
        plans = [choice.get("plans") or {} for choice in choices]
        named += [(table, kind) for table in plans for kind in table]
    for table, key in named:
        if table.get(key) == old:
            table[key] = new
    return changed


def moved(document: Mapping[str, Any], place: Place, by: int) -> dict[str, Any]:
    """The member of a list one or more places further (or back, below 0); it stops at the ends."""
    changed, (*outside, index) = copy.deepcopy(dict(document)), place
    members = at(changed, tuple(outside))
    if not isinstance(members, list) or not isinstance(index, int) or index >= len(members):
        raise LookupError(place)
    member = members.pop(index)
    members.insert(max(0, min(len(members), index + by)), member)
    return changed
