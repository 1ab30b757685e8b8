"""Somebody added, or changed: as a new version of the line, so that a call sees one state of it."""

from __future__ import annotations

from flask import Response, abort
from sqlalchemy import select

from hotline.accounts.rights import Right
from hotline.console.answering import go_to, page, say
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.console.team.deputies import deputies_for
from hotline.console.team.form import PersonForm
from hotline.console.team.found import person_here
from hotline.people.tables import Person
from hotline.service import hotline
from hotline.staff.editing import keep_person, new_slug, person_of
from hotline.taxonomies import Wording

_ADDED = Wording(
    "La personne est sur la ligne. Faites vérifier son téléphone avant sa première permanence.",
    "They are on the line. Have their telephone verified before their first duty.",
)
_KEPT = Wording("C'est enregistré.", "Saved.")


def new_form(here: Here) -> Response:
    """The empty form; for whoever looks after the whole line."""
    _whole_line(here)
    with hotline().database.reading() as session:
        form = PersonForm.of(here, deputies_for(session, here))
    return _asked(here, form)


def added(here: Here) -> Response:
    """Adds somebody."""
    _whole_line(here)
    slug = here.line.document.line.slug
    with hotline().database.writing() as session:
        form = PersonForm.of(here, deputies_for(session, here))
        entry = form.entry(new_slug(session, slug, str(form.name.data or "")))
        if entry is None:
            return _asked(here, form, status=422)
        problems = keep_person(session, slug, entry, author=here.author, now=here.now)
        if problems:
            form.says([*problems])
            return _asked(here, form, status=422)
        person = session.scalars(
            select(Person.id).filter_by(line_id=here.line.id, slug=entry.slug)
        ).one()
        noted(session, here, "person-added", kind="person", object_id=person)
    say(_ADDED)
    return go_to(here, f"/equipe/{person}")


def change_form(here: Here, person: int) -> Response:
    """As they are. Telephones and mail are in it, so the journal keeps who looked."""
    with hotline().database.writing() as session:
        found = person_here(session, here, person, Right.PEOPLE_CHANGE)
        entry = person_of(session, here.line.document.line.slug, found.slug)
        if entry is None:
            abort(404)
        noted(session, here, "phone-shown", kind="person", object_id=person)
        form = PersonForm.of(here, deputies_for(session, here, entry.deputy), entry)
    return _asked(here, form, found)


def changed(here: Here, person: int) -> Response:
    """Changes them."""
    slug = here.line.document.line.slug
    with hotline().database.writing() as session:
        found = person_here(session, here, person, Right.PEOPLE_CHANGE)
        before = person_of(session, slug, found.slug)
        if before is None:
            abort(404)
        form = PersonForm.of(here, deputies_for(session, here, before.deputy))
        entry = form.entry(found.slug, before.left)
        if entry is None:
            return _asked(here, form, found, 422)
        problems = keep_person(session, slug, entry, author=here.author, now=here.now)
        if problems:
            form.says([*problems])
            return _asked(here, form, found, 422)
        fields = [
            name
            for name in type(before).model_fields
            if getattr(before, name) != getattr(entry, name)
        ]
        noted(
            session,
            here,
            "person-changed",
            kind="person",
            object_id=person,
            after={"fields": fields},
        )
    say(_KEPT)
    return go_to(here, f"/equipe/{person}")


def _whole_line(here: Here) -> None:
    if here.teams(Right.PEOPLE_CHANGE) is not None:
        abort(404)  # nobody new is of a team yet


def _asked(
    here: Here, form: PersonForm, person: Person | None = None, status: int = 200
) -> Response:
    return page("team/form.html", here, status, form=form, person=person)
