"""A list of the draft: its members in order, moved and removed one at a time."""

from __future__ import annotations

from flask import Response, abort

from hotline.console.answering import go_to, page
from hotline.console.here import Here
from hotline.console.line.addresses import DRAFT, page_of, read, written
from hotline.console.line.ground import look
from hotline.console.line.parts import list_at, single_at
from hotline.console.line.saving import kept
from hotline.console.line.summaries import shown
from hotline.console.line.tables import table_form
from hotline.drafts.editing import at, moved, with_value
from hotline.drafts.places import called, place_words
from hotline.lines.problems import Place
from hotline.taxonomies import Wording

_REMOVED = Wording("Retiré du brouillon : {name}.", "Removed from the draft: {name}.")
_MOVED = Wording("Déplacé dans le brouillon : {name}.", "Moved in the draft: {name}.")


def part_shown(here: Here, where: str) -> Response:
    """A list with what can be done to each member, or the form of a table."""
    place = read(where)
    if single_at(place) is not None:
        return table_form(here, where)
    listed, ground = list_at(place), look(here)
    around = at(ground.told, place[:-1])
    if listed is None or not isinstance(around, dict):
        abort(404)
    members = around.get(str(place[-1]), [])
    title = listed.title.read_in(here.language)
    if any(isinstance(part, int) for part in place):
        title = f"{title} : {called(around, here.language)}"
    return page(
        "line/list.html",
        here,
        ground=ground,
        listed=listed,
        heading=title,
        where=where,
        members=shown(ground, listed, place, members),
        problems=ground.about(place),
        around=page_of(place[:-2]) if len(place) > 2 else None,
        written=written,
        page_of=page_of,
    )


def removed(here: Here, where: str, index: int) -> Response:
    """One member less."""
    place, document, name = _member(here, where, index)
    back = f"{DRAFT}/{where}"
    kept(here, with_value(document, place, None), _REMOVED.filled(name=name), back=back)
    return go_to(here, f"{DRAFT}/{where}#liste")


def moved_up(here: Here, where: str, index: int) -> Response:
    """One place earlier."""
    return _move(here, where, index, -1)


def moved_down(here: Here, where: str, index: int) -> Response:
    """One place later."""
    return _move(here, where, index, 1)


def _move(here: Here, where: str, index: int, by: int) -> Response:
    place, document, name = _member(here, where, index)
    back = f"{DRAFT}/{where}"
    ok = kept(here, moved(document, place, by), _MOVED.filled(name=name), back=back)
    last = len(at(document, place[:-1])) - 1
    now = max(0, min(last, index + by)) if ok else index
    return go_to(here, f"{DRAFT}/{where}#membre-{now}")


def _member(here: Here, where: str, index: int) -> tuple[Place, dict[str, object], str]:
    """The place of a member, the draft it stands in, and what it is called. Ends in 404 without
    one."""
    place: Place = (*read(where), index)
    ground = look(here)
    if list_at(place[:-1]) is None or at(ground.draft.document, place) is None:
        abort(404)
    return (
        place,
        ground.draft.document,
        place_words(place, ground.told, here.language),
    )
