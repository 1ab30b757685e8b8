"""Two people changed the same document: what both did, as far as it goes together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hotline.drafts.names import named
from hotline.lines.problems import Place

_GONE = object()
"""Stands for what is not, or no longer, there."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The document, and where both had changed the same thing: there, theirs was kept."""

    document: dict[str, Any]
    clashes: tuple[Place, ...]


@dataclass(slots=True)
class _Merging:
    clashes: list[Place] = field(default_factory=list)

    def of(self, place: Place, base: Any, mine: Any, theirs: Any) -> Any:
        if theirs in (base, mine):
            return mine
        if mine == base:
            return theirs
        if all(isinstance(value, Mapping) for value in (base, mine, theirs)):
            return self._tables(place, base, mine, theirs)
        if all(isinstance(value, list) for value in (base, mine, theirs)):
            names = named(base), named(mine), named(theirs)
            if all(found is not None for found in names):
                return self._lists(place, *names)
        self.clashes.append(place)
        return theirs

    def _tables(self, place: Place, base: Any, mine: Any, theirs: Any) -> dict[str, Any]:
        both = {
            key: self.of(
                (*place, key), base.get(key, _GONE), mine.get(key, _GONE), theirs.get(key, _GONE)
            )
            for key in dict.fromkeys([*theirs, *mine])
        }
        return {key: value for key, value in both.items() if value is not _GONE}

    def _lists(self, place: Place, base: Any, mine: Any, theirs: Any) -> list[Any]:
        members = self._tables(place, base, mine, theirs)
        moved = [name for name in mine if name in base] != [name for name in base if name in mine]
        # In the order of whoever moved something; additions of the other keep their neighbour.
        order, other = (mine, theirs) if moved else (theirs, mine)
        names = [name for name in order if name in members]
        before = None
        for name in other:
            if name in members and name not in names:
                names.insert(names.index(before) + 1 if before in names else 0, name)
            before = name if name in members else before
        return [members[name] for name in names]


def merged(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """`mine` and `theirs` were both made from `base`: what each changed, together.

    Lists are merged member by member, known by their names. Where both changed the same thing in
    different ways, theirs is kept and the place is told.
    """
    merging = _Merging()
    document = merging.of((), base, mine, theirs)
    return Merged(document, tuple(merging.clashes))
