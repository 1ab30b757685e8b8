"""A structure checked today, archived, or back in the directory."""

from __future__ import annotations

from flask import Response, abort

from hotline.console.answering import go_to, say
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.service import hotline
from hotline.structures.service import checked, structure_here
from hotline.taxonomies import Wording

_CHECKED = Wording("C'est noté : vérifiée aujourd'hui.", "Noted: checked today.")
_ARCHIVED = Wording("La structure n'est plus proposée.", "The structure is offered no more.")
_RESTORE = Wording("La rétablir", "Restore it")
_RESTORED = Wording("La structure est de nouveau proposée.", "The structure is offered again.")


def checked_today(here: Here, structure: int) -> Response:
    """Its numbers, its hours and whom it receives are right."""
    with hotline().database.writing() as session:
        row = structure_here(session, here.line.id, structure)
        if row is None:
            abort(404)
        checked(row, here.author, here.line.document.local_time(here.now).date())
        noted(session, here, "structure-checked", kind="structure", object_id=structure)
    say(_CHECKED)
    return go_to(here, "/annuaire")


def archived(here: Here, structure: int) -> Response:
    """Offered no more; nothing of it is lost."""
    _set(here, structure, True)
    say(_ARCHIVED, undo=here.url(f"/annuaire/{structure}/retablir"), undo_label=_RESTORE)
    return go_to(here, "/annuaire")


def restored(here: Here, structure: int) -> Response:
    """As it was."""
    _set(here, structure, False)
    say(_RESTORED)
    return go_to(here, "/annuaire")


def _set(here: Here, structure: int, archived: bool) -> None:
    with hotline().database.writing() as session:
        row = structure_here(session, here.line.id, structure)
        if row is None:
            abort(404)
        row.archived = archived
        noted(
            session,
            here,
            "structure-archived" if archived else "structure-back",
            kind="structure",
            object_id=structure,
        )
