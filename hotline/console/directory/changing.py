"""A structure added or changed."""

from __future__ import annotations

from flask import Response, abort

from hotline.console.answering import go_to, page, say
from hotline.console.directory.form import StructureForm
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.service import hotline
from hotline.structures.service import checked, keep, structure_here
from hotline.structures.tables import Structure
from hotline.taxonomies import Wording

_ADDED = Wording("La structure est dans l'annuaire.", "The structure is in the directory.")
_KEPT = Wording("La structure est enregistrée.", "The structure is saved.")


def new_form(here: Here) -> Response:
    """The empty form."""
    return _asked(here, StructureForm.of(here))


def added(here: Here) -> Response:
    """Adds it; whoever writes it down has just checked it."""
    form = StructureForm.of(here)
    if not form.is_valid():
        return _asked(here, form, status=422)
    today = here.line.document.local_time(here.now).date()
    with hotline().database.writing() as session:
        row = Structure(line_id=here.line.id, check_every=form.values["check_every"])
        checked(row, here.author, today)
        keep(session, row, form.values)
        noted(session, here, "structure-added", kind="structure", object_id=row.id)
    say(_ADDED)
    return go_to(here, "/annuaire")


def change_form(here: Here, structure: int) -> Response:
    """As it is."""
    with hotline().database.reading() as session:
        row = structure_here(session, here.line.id, structure)
        if row is None:
            abort(404)
        return _asked(here, StructureForm.of(here, row), row)


def changed(here: Here, structure: int) -> Response:
    """Changes it."""
    form = StructureForm.of(here)
    with hotline().database.writing() as session:
        row = structure_here(session, here.line.id, structure)
        if row is None:
            abort(404)
        if not form.is_valid():
            return _asked(here, form, row, 422)
        fields = keep(session, row, form.values)
        noted(
            session,
            here,
            "structure-changed",
            kind="structure",
            object_id=row.id,
            after={"fields": fields},
        )
    say(_KEPT)
    return go_to(here, "/annuaire")


def _asked(
    here: Here, form: StructureForm, row: Structure | None = None, status: int = 200
) -> Response:
    return page("directory/form.html", here, status, form=form, row=row)
