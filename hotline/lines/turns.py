"""Whether a rotation of a line's file is one: when it hands over, to whom, in which hours."""

from __future__ import annotations

from collections.abc import Iterator

from hotline.lines.file import RotationEntry
from hotline.lines.problems import Place, Problem
from schedules.window import refuse_overlaps

_FIELDS = ("weekday", "weekdays", "day", "nth")
_WAYS: dict[str, tuple[set[str], ...]] = {
    "hour": (set(),),
    "day": (set(),),
    "week": ({"weekday"},),
    "weekday": ({"weekdays"},),
    "month": ({"day"}, {"nth", "weekday"}),
}
"""The fields that say on which days a rotation of each unit hands over: one of these sets."""


def turns(place: Place, rotation: RotationEntry) -> Iterator[Problem]:
    """What contradicts itself in the rotation at this place, or is left out."""
    yield from _handover(place, rotation)
    for i, group in enumerate(rotation.people):
        for j, slug in enumerate(group):
            if slug in group[:j]:
                yield Problem((*place, "people", i, j), "twice_in_group", {"person": slug})
    if rotation.ends_on is not None and rotation.ends_on <= rotation.starts_on:
        yield Problem((*place, "ends_on"), "ends_before_start")
    try:
        refuse_overlaps(tuple(window.rule() for window in rotation.windows))
    except ValueError:
        yield Problem((*place, "windows"), "windows_overlap")


def _handover(place: Place, rotation: RotationEntry) -> Iterator[Problem]:
    ways = _WAYS[rotation.unit]
    usual = set[str]().union(*ways)
    given = {name for name in _FIELDS if getattr(rotation, name) is not None}
    for name in sorted(given - usual):
        yield Problem((*place, name), "handover_unused", {"unit": rotation.unit})
    if given & usual not in ways:
        if len(ways) > 1:
            yield Problem(place, "handover_of_month")
        else:
            yield Problem(place, "handover_missing", {"field": "".join(usual)})
