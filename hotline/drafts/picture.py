"""The tree of a line's calls, from what is dialled to who is rung: drawn also while parts of it are
missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hotline.drafts.editing import at
from hotline.drafts.names import with_plans_named
from hotline.drafts.places import called, readable
from hotline.lines.fields import Words
from hotline.lines.menu import PER_PAGE
from hotline.lines.problems import Place
from hotline.lines.walking import NEXT_PAGE
from hotline.taxonomies import Wording
from hotline.words.duties import role_words
from hotline.words.keys import DANGER
from hotline.words.steps import RINGS, WHOEVER_IS_AVAILABLE
from routing.plan import VOLUNTEERS

_DIALS = Wording("On compose le {number}", "{number} is dialled")
_HEARS = Wording("On entend : « {words} »", 'Heard: "{words}"')
_NO_KEY = Wording("sans touche", "no key")
_ENTERS = Wording("tape son code de suivi", "keys in their follow-up code")
_CALLED_BACK = Wording("est rappelé", "is called back")
_KINDS = {
    "psychologist": Wording("un ou une psychologue", "a psychologist"),
    "peer": Wording("une consœur ou un confrère", "a peer"),
    "coordinator": Wording("la coordination", "the coordinators"),
}
_DANGER = Wording("en danger", "in danger")
_PLAN = Wording("plan {plan}", "plan {plan}")
_UNKNOWN_PLAN = Wording("plan {plan} : il n'existe pas", "plan {plan}: there is none")
_NO_PLAN = Wording("aucun plan", "no plan")
_ANYBODY = Wording("tous les rôles", "any role")
_SECONDS = Wording("{seconds} s, {ring}", "{seconds} s, {ring}")
_WAYS = {
    "wait": Wording("continuer d'attendre", "go on waiting"),
    "numbers": Wording("des numéros à composer", "numbers to dial"),
    "callback": Wording("être rappelé", "be called back"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One thing that happens, and what it leads to."""

    key: str
    """The key that is pressed; empty where none is."""
    text: str
    more: str
    place: Place | None
    """Where it is written; None for what is only said."""
    inside: tuple[Node, ...] = ()
    wrong: bool = False
    """Whether a problem is told of it, or of something inside that is not drawn."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The three parts of a call: the menus, the plans, and the ways out."""

    menus: tuple[Node, ...]
    plans: tuple[Node, ...]
    ways_out: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class _Drawing:
    document: Mapping[str, Any]
    teams: Mapping[str, Words]
    wrong: Collection[Place]
    language: str

    def numbers(self) -> Iterator[Node]:
        for i, number in enumerate(_list(self.document, "numbers")):
            if "reached" in number.get("roles", ()):
                dialled = str(number.get("number", ""))
                yield self._node(_DIALS, ("numbers", i), number=readable(dialled))

    def menus(self) -> tuple[Node, ...]:
        line, menu = _table(self.document, "line"), _table(self.document, "menu")
        silence, danger = _table(menu, "silence"), _table(self.document, "danger")
        return (
            *self.numbers(),
            self._node(_HEARS, ("line",), words=self._words(line.get("greeting"))),
            self._choice(DANGER, self._t(_DANGER), ("danger",), [danger.get("plan")]),
            *self._choices(("menu", "choices"), ()),
            self._choice("", self._t(_NO_KEY), ("menu", "silence"), [silence.get("plan")]),
        )

    def plans(self) -> Iterator[Node]:
        for i, plan in enumerate(_list(self.document, "plans")):
            place: Place = ("plans", i, "steps")
            steps = enumerate(_list(plan, "steps"))
            inside = tuple(self._step((*place, j), step) for j, step in steps)
            text = self._t(_PLAN, plan=called(plan, self.language))
            yield Node("", text, "", place, inside, self._is_wrong(("plans", i)))

    def ways_out(self) -> Iterator[Node]:
        for i, way in enumerate(_list(self.document, "ways_out")):
            kind = str(way.get("kind", ""))
            place: Place = ("ways_out", i)
            entries = tuple(
                Node("", called(entry, self.language), str(entry.get("number", "")), None)
                for entry in _list(way, "entries")
            )
            text = self._t(_WAYS[kind]) if kind in _WAYS else kind
            into: Place = (*place, "entries") if kind == "numbers" else ("ways_out",)
            yield Node("", text, "", into, entries, self._is_wrong(place))

    def _choices(self, place: Place, above: tuple[str, ...]) -> Iterator[Node]:
        choices = at(self.document, place)
        for i, choice in enumerate(choices if isinstance(choices, list) else ()):
            page, key = divmod(i, PER_PAGE)
            # Later pages are read after the key that leads to them.
            keys = " ".join([*[NEXT_PAGE] * page, str(key + 1)])
            yield self._choice_node(keys, (*place, i), choice, above)

    def _choice_node(
        self, keys: str, place: Place, choice: Mapping[str, Any], above: tuple[str, ...]
    ) -> Node:
        name = called(choice, self.language)
        if "menu" in choice:
            return self._menu(keys, place, name, str(choice["menu"]), above)
        if "follow_up" in choice:
            return Node(keys, name, self._t(_ENTERS), place, (), self._is_wrong(place))
        plans = [
            (self._t(_KINDS[kind]), plan)
            for kind, plan in _table(choice, "plans").items()
            if kind in _KINDS and plan
        ]
        if choice.get("callback") and len(plans) == 1:
            return self._choice(keys, name, place, [plans[0][1]], more=self._t(_CALLED_BACK))
        if len(plans) < 2:
            return self._choice(keys, name, place, [plan for _, plan in plans] or [None])
        asked = tuple(
            Node(str(n), whom, self._plan(plan), None, (), False)
            for n, (whom, plan) in enumerate(sorted(plans, key=lambda p: p[0] != plans[0][0]), 1)
        )
        return Node(keys, name, "", place, asked, self._is_wrong(place))

    def _menu(self, keys: str, place: Place, name: str, slug: str, above: tuple[str, ...]) -> Node:
        menus = [menu.get("slug") for menu in _list(self.document, "menus")]
        inside: tuple[Node, ...] = ()
        more = ""
        if slug in menus and slug not in above:
            index = menus.index(slug)
            more = self._words(_list(self.document, "menus")[index].get("question"))
            inside = tuple(self._choices(("menus", index, "choices"), (*above, slug)))
        return Node(keys, name, more, place, inside, self._is_wrong(place))

    def _choice(self, key: str, text: str, place: Place, plans: list[Any], more: str = "") -> Node:
        leads = ", ".join(filter(None, [more, *map(self._plan, plans)]))
        return Node(key, text, leads, place, (), self._is_wrong(place))

    def _plan(self, slug: object) -> str:
        if not slug:
            return self._t(_NO_PLAN)
        known = {plan.get("slug") for plan in _list(self.document, "plans")}
        team = self.teams.get(str(slug))
        name = team.read_in(self.language) if team else str(slug)
        return self._t(_PLAN if slug in known else _UNKNOWN_PLAN, plan=name)

    def _step(self, place: Place, step: Mapping[str, Any]) -> Node:
        team, role, kind = step.get("team"), step.get("role"), str(step.get("kind", ""))
        named = self.teams.get(str(team))
        who = named.read_in(self.language) if named else str(team or "")
        who = who or (self._t(_KINDS[kind]) if kind in _KINDS else "")
        if role == VOLUNTEERS:
            what = self._t(WHOEVER_IS_AVAILABLE)
        else:
            what = role_words(str(role), self.language) if role else self._t(_ANYBODY)
        ring = self._t(RINGS.get(str(step.get("ring", "one by one")), RINGS["one by one"]))
        seconds = str(step.get("seconds", 20))
        text = ", ".join(filter(None, [str(step.get("line") or ""), who, what]))
        more = self._t(_SECONDS, seconds=seconds, ring=ring)
        return Node("", text, more, place, (), self._is_wrong(place))

    def _node(self, wording: Wording, place: Place, **values: str) -> Node:
        return Node("", self._t(wording, **values), "", place, (), self._is_wrong(place))

    def _words(self, words: object) -> str:
        if not isinstance(words, Mapping):
            return ""
        return str((self.language == "en" and words.get("en")) or words.get("fr", ""))

    def _t(self, wording: Wording, **values: str) -> str:
        return wording.read_in(self.language).format(**values)

    def _is_wrong(self, place: Place) -> bool:
        return any(one[: len(place)] == place for one in self.wrong)


def picture(
    document: Mapping[str, Any],
    *,
    teams: Mapping[str, Words],
    wrong: Collection[Place] = (),
    language: str,
) -> Picture:
    """The call tree of a document, in words of that language. `teams`: their names; `wrong`: the
    places of problems, which are marked."""
    drawing = _Drawing(with_plans_named(document, teams), teams, wrong, language)
    return Picture(drawing.menus(), tuple(drawing.plans()), tuple(drawing.ways_out()))


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = document.get(name)
    return found if isinstance(found, Mapping) else {}


def _list(document: Mapping[str, Any], name: str) -> list[Any]:
    found = document.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
