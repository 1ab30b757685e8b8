"""Forms of the draft: of one of its tables, or of one member of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, abort

from hotline.console.answering import go_to, page
from hotline.console.here import Here
from hotline.console.line.addresses import DRAFT, page_of, read, written
from hotline.console.line.forms.base import PartForm
from hotline.console.line.ground import Ground, look
from hotline.console.line.parts import list_at, single_at
from hotline.console.line.saving import kept
from hotline.drafts.editing import at, renamed, with_value
from hotline.drafts.places import place_words
from hotline.lines.problems import Place
from hotline.taxonomies import Wording

_SAVED = Wording(
    "Enregistré dans le brouillon : {name}. Les appels n'en savent rien avant la publication.",
    "Saved in the draft: {name}. Calls know nothing of it until it is published.",
)
_CHANGE = Wording("Changer : {name}", "Change: {name}")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the draft that a form changes."""

    place: Place
    before: Mapping[str, Any]
    form: type[PartForm]
    title: str
    helped: Wording
    back: str
    """The page that it belongs to."""
    inside: str = ""
    """The list inside of it, to which a new one leads."""

    def shown(self, ground: Ground) -> Response:
        """The form, filled with what the draft says."""
        form = self.form()
        form.show(self.before)
        form.offer(ground)
        return self._page(ground, form)

    def saved(self, ground: Ground) -> Response:
        """What the form says goes into the draft; or it is shown again, with what is wrong."""
        here, form = ground.here, self.form()
        form.offer(ground)
        if not form.is_right(self.before):
            return self._page(ground, form, 422)
        part = form.part(self.before)
        document = with_value(ground.draft.document, self.place, part)
        document = self._renamed(document, part or {})
        told = ground.named(document)
        names = (place_words(self.place, told, language) for language in ("fr", "en"))
        said = _SAVED.filled(name=Wording(*names))
        if not kept(here, document, said, back=self.back):
            return self._page(look(here), form, 409)
        leads_on = part is not None and part.get("kind", "numbers") == "numbers"
        if self.inside and not self.before and leads_on:
            return go_to(here, f"{DRAFT}/{written(self.place)}.{self.inside}")
        mark = f"#membre-{self.place[-1]}" if isinstance(self.place[-1], int) else ""
        return go_to(here, f"{self.back}{mark}")

    def _renamed(self, document: dict[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
        """A plan or a menu of another name is still led to."""
        old, new = self.before.get("slug"), part.get("slug")
        if not old or not new or old == new:
            return document
        return renamed(document, str(self.place[0]), old, new)

    def _page(self, ground: Ground, form: PartForm, status: int = 200) -> Response:
        return page(
            "line/form.html",
            ground.here,
            status,
            ground=ground,
            form=form,
            heading=self.title,
            helped=self.helped,
            back=self.back,
            problems=ground.about(self.place) if self.before else (),
            page_of=page_of,
        )


def table_form(here: Here, where: str) -> Response:
    """The form of a table of the draft."""
    ground = look(here)
    return _table(ground, where).shown(ground)


def table_saved(here: Here, where: str) -> Response:
    """A table of the draft is changed."""
    ground = look(here)
    return _table(ground, where).saved(ground)


def member_form(here: Here, where: str, index: int) -> Response:
    """The form of one member of a list."""
    ground = look(here)
    return _member(ground, where, index).shown(ground)


def member_saved(here: Here, where: str, index: int) -> Response:
    """One member of a list is changed."""
    ground = look(here)
    return _member(ground, where, index).saved(ground)


def new_form(here: Here, where: str) -> Response:
    """The form of a new member."""
    ground = look(here)
    return _new(ground, where).shown(ground)


def added(here: Here, where: str) -> Response:
    """A new member, which comes last."""
    ground = look(here)
    return _new(ground, where).saved(ground)


def _table(ground: Ground, where: str) -> Part:
    """404 where pages edit none."""
    place = read(where)
    single = single_at(place)
    if single is None:
        abort(404)
    before = at(ground.draft.document, place) or {}
    title = single.title.read_in(ground.here.language)
    return Part(place, before, single.form, title, single.help, "/ligne")


def _member(ground: Ground, where: str, index: int) -> Part:
    place: Place = (*read(where), index)
    listed, before = list_at(place[:-1]), at(ground.draft.document, place)
    if listed is None or not isinstance(before, dict):
        abort(404)
    language = ground.here.language
    name = place_words(place, ground.told, language)
    title = _CHANGE.read_in(language).format(name=name)
    return Part(place, before, listed.form, title, listed.help, f"{DRAFT}/{where}")


def _new(ground: Ground, where: str) -> Part:
    outside = read(where)
    listed = list_at(outside)
    if listed is None or not isinstance(at(ground.draft.document, outside[:-1]), dict):
        abort(404)
    place: Place = (*outside, len(at(ground.draft.document, outside) or []))
    title = listed.add.read_in(ground.here.language)
    return Part(place, {}, listed.form, title, listed.help, f"{DRAFT}/{where}", listed.inside)
