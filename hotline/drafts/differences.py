"""What differs between two documents of a line, in words: the place, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hotline.drafts.names import named
from hotline.drafts.places import called, place_words, plan_called
from hotline.lines.problems import Place
from hotline.taxonomies import Wording

_ADDED = Wording("{place} : ajouté", "{place}: added")
_REMOVED = Wording("{place} : retiré", "{place}: removed")
_MOVED = Wording("{place}, dans un autre ordre : {after}", "{place}, in another order: {after}")
_CHANGED = Wording(
    "{place} : « {before} » devient « {after} »", '{place}: "{before}" becomes "{after}"'
)
_SET = Wording("{place} : « {after} »", '{place}: "{after}"')
_CLEARED = Wording("{place} : « {before} » retiré", '{place}: "{before}" removed')


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same; None stands for what is not there."""

    place: Place
    """In the document after, or before where it is gone."""
    before: Any
    after: Any
    moved: bool = False

    def sentence(self, before: Mapping[str, Any], after: Mapping[str, Any], language: str) -> str:
        """French, or English when asked for ("en"); the two documents give places their names."""
        document = before if self.after is None and not self.moved else after
        place = place_words(self.place, document, language)
        values = {
            "before": self._told(self.before, before, language),
            "after": self._told(self.after, after, language),
        }
        return self._wording().read_in(language).format(place=place, **values)

    def _told(self, value: Any, document: Mapping[str, Any], language: str) -> str:
        if isinstance(value, str) and (self.place[-1] == "plan" or self.place[-2:-1] == ("plans",)):
            return plan_called(value, document, language)
        return _value(value, language)

    def _wording(self) -> Wording:
        if self.moved:
            return _MOVED
        if self.before is None:
            return _ADDED if isinstance(self.place[-1], int) else _SET
        if self.after is None:
            return _REMOVED if isinstance(self.place[-1], int) else _CLEARED
        return _CHANGED


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """From one document to the other; empty when they say the same."""
    return tuple(_between((), before, after))


def _between(place: Place, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*before, *after]):
            yield from _between((*place, key), before.get(key), after.get(key))
        return
    if isinstance(before, list) and isinstance(after, list) and _are_tables([*before, *after]):
        yield from _members(place, before, after)
        return
    yield Difference(place, before, after)


def _are_tables(members: list[Any]) -> bool:
    return all(isinstance(member, Mapping) for member in members)


def _members(place: Place, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    was, now = named(before), named(after)
    if was is None or now is None:  # two of the same name: told by their place
        was, now = ({str(i): one for i, one in enumerate(members)} for members in (before, after))
    for i, name in enumerate(was):
        if name not in now:
            yield Difference((*place, i), was[name], None)
    for i, name in enumerate(now):
        if name not in was:
            yield Difference((*place, i), None, now[name])
        else:
            yield from _between((*place, i), was[name], now[name])
    if [name for name in was if name in now] != [name for name in now if name in was]:
        yield Difference(place, before, after, moved=True)


def _value(value: Any, language: str) -> str:
    if isinstance(value, bool):
        yes = Wording("oui", "yes") if value else Wording("non", "no")
        return yes.read_in(language)
    if isinstance(value, list):
        return ", ".join(_value(member, language) for member in value)
    if isinstance(value, Mapping):
        if "fr" in value:
            return str((language == "en" and value.get("en")) or value["fr"])
        return called(value, language) or ", ".join(_value(one, language) for one in value.values())
    return "" if value is None else str(value)
