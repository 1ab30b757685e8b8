"""« Ligne »: what callers hear today, what the draft would change, and the way to each part."""

from __future__ import annotations

from flask import Response, abort, request

from hotline.console.answering import go_to, page, say
from hotline.console.here import Here
from hotline.console.line.addresses import DRAFT, page_of
from hotline.console.line.ground import author_names, clock, look
from hotline.console.line.parts import LISTS, SINGLES
from hotline.drafts.differences import differences
from hotline.drafts.history import versions
from hotline.drafts.keeping import ChangedMeanwhile, begin_again, set_aside, take_up, undo_edit
from hotline.drafts.places import place_words
from hotline.service import hotline
from hotline.taxonomies import Wording

_UNDONE = Wording("Le dernier changement est annulé.", "The last change is undone.")
_REDO = Wording("Refaire ce changement", "Do it again")
_NOTHING = Wording("Il n'y a rien à annuler.", "There is nothing to undo.")
_SET_ASIDE = Wording(
    "Le brouillon est mis de côté : la ligne reste comme elle est.",
    "The draft is set aside: the line stays as it is.",
)
_TAKE_UP = Wording("Reprendre le brouillon", "Take the draft up again")
_TAKEN_UP = Wording("Le brouillon est repris.", "The draft is taken up again.")
_ANOTHER = Wording(
    "Un autre brouillon est déjà ouvert. Publiez-le ou mettez-le de côté d'abord.",
    "Another draft is open already. Publish it or set it aside first.",
)
_BEGUN_AGAIN = Wording(
    "Le brouillon repart de la version actuelle, avec vos changements.",
    "The draft starts from the current version again, with your changes.",
)
_CLASHES = Wording(
    "Le brouillon repart de la version actuelle. À refaire, car changé des deux côtés : {places}.",
    "The draft starts from the current version. To be done again, since changed on both sides:"
    " {places}.",
)


def overview(here: Here) -> Response:
    """The draft, or the line as it is, with its picture."""
    ground = look(here)
    with hotline().database.reading() as session:
        latest = versions(session, here.line.id, most=1)
        authors = author_names(session, [one.version.author for one in latest], here.language)
    draft = ground.draft
    return page(
        "line/overview.html",
        here,
        ground=ground,
        when=clock(here),
        lists=[one for one in LISTS if len(one.pattern) == 1 or one.pattern[0] in {"menu", "line"}],
        singles=SINGLES,
        latest=latest[0].version if latest else None,
        authors=authors,
        changes=[
            one.sentence(ground.named(draft.base), ground.told, here.language)
            for one in differences(draft.base, draft.document)
        ],
        address=lambda place: here.url(f"{DRAFT}/{'.'.join(map(str, place))}"),
        page_of=page_of,
    )


def undone(here: Here) -> Response:
    """The last edit is taken back; the same again brings it back. `vers`: the page to go on to."""
    asked = request.args.get("vers", "")
    back = asked if asked.startswith("/ligne") else "/ligne"
    try:
        with hotline().database.writing() as session:
            done = undo_edit(session, here.line.id, author=here.author, now=here.now)
    except ChangedMeanwhile:
        done = False
    if done:
        say(_UNDONE, undo=here.url(f"{DRAFT}/annuler", vers=back), undo_label=_REDO)
    else:
        say(_NOTHING)
    return go_to(here, back)


def put_aside(here: Here) -> Response:
    """The draft is closed, and can be taken up again."""
    with hotline().database.writing() as session:
        number = set_aside(session, here.line.id, here.now)
    if number is not None:
        say(_SET_ASIDE, undo=here.url(f"{DRAFT}/reprendre/{number}"), undo_label=_TAKE_UP)
    return go_to(here, "/ligne")


def taken_up(here: Here, number: int) -> Response:
    """A draft that was set aside is open again."""
    with hotline().database.writing() as session:
        done = take_up(session, here.line.id, number)
    say(_TAKEN_UP if done else _ANOTHER)
    return go_to(here, "/ligne")


def begun_again(here: Here) -> Response:
    """The draft is made from the current version, with what was edited put into it."""
    try:
        with hotline().database.writing() as session:
            both = begin_again(session, here.line.id, author=here.author, now=here.now)
    except (LookupError, ChangedMeanwhile):
        abort(404)
    if both.clashes:
        places = (
            ", ".join(place_words(one, both.document, language) for one in both.clashes)
            for language in ("fr", "en")
        )
        say(_CLASHES.filled(places=Wording(*places)))
    else:
        say(_BEGUN_AGAIN)
    return go_to(here, "/ligne")
