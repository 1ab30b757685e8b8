"""Duties from a file, and to one."""

from __future__ import annotations

import base64
from datetime import timedelta

from flask import Response, abort, request
from sqlalchemy.orm import Session
from wtforms import FileField, HiddenField, SelectField

from hotline.accounts.rights import Right
from hotline.console.answering import ODS, attached, page
from hotline.console.changing import see_and_save
from hotline.console.forms import Form
from hotline.console.here import Here
from hotline.console.places import place_choices
from hotline.console.planning.period import period_of, team_asked_for, teams_seen
from hotline.rosters.exporting import as_calendar, as_sheet, exported
from hotline.rosters.files import NotARoster, TeamNeeded, shifts_in_file
from hotline.rosters.importing import keep_difference, part_of_file
from hotline.rosters.incoming import IMPORT, Incoming
from hotline.rosters.service import roster_of
from hotline.rosters.teams import teams_named
from hotline.service import hotline
from hotline.sheets import as_csv, as_ods
from hotline.taxonomies import Wording

AHEAD = timedelta(days=90)
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ods": ODS,
    "ics": "text/calendar; charset=utf-8",
}
_TITLE = Wording("Importer des permanences", "Import duties")
_NO_FILE = Wording("Choisissez un fichier.", "Choose a file.")
_NOT_A_ROSTER = Wording(
    "Ce n'est ni un calendrier (.ics) ni un tableau (.csv, .xlsx, .ods) : enregistrez-le sous l'une"
    " de ces formes.",
    "This is neither a calendar (.ics) nor a sheet (.csv, .xlsx, .ods): save it as one of these.",
)
_TEAM_NEEDED = Wording(
    "Un calendrier ne dit pas pour qui il est : choisissez l'équipe et le rôle.",
    "A calendar does not say whom it is for: choose the team and the role.",
)
_OTHER_TEAM = Wording(
    "Ce fichier parle d'équipes dont vous ne vous occupez pas : ôtez leurs lignes.",
    "This file speaks of teams that you do not look after: take their rows out.",
)
_NOTHING = Wording(
    "Ce fichier dit ce que le planning dit déjà : rien à changer.",
    "This file says what the roster says already: nothing to change.",
)


class Importing(Form):
    """A file, and where its rows belong that do not say so. `content` carries it on."""

    file = FileField()
    place = SelectField(validate_choice=False)
    content = HiddenField()


def import_form(here: Here) -> Response:
    """The form."""
    return _asked(here, _form(here))


def imported(here: Here) -> Response:
    """What is wrong, line by line, and nothing kept; or what it changes, then kept whole."""
    form = _form(here)
    content = _content(form)
    if not content:
        form.wrong("file", _NO_FILE)
        return _asked(here, form, status=422)
    with hotline().database.reading() as session:
        try:
            incoming = _read(here, session, form, content)
        except NotARoster:
            form.wrong("file", _NOT_A_ROSTER)
            return _asked(here, form, status=422)
        except TeamNeeded:
            form.wrong("place", _TEAM_NEEDED)
            return _asked(here, form, status=422)
        mine = all(here.may(Right.ROSTER_CHANGE, shift.team) for shift in incoming.shifts)
        if incoming.mistakes or not mine:
            if not mine:
                form.wrong("file", _OTHER_TEAM)
            mistakes = [mistake.sentence(here.language) for mistake in incoming.mistakes]
            return _asked(here, form, mistakes, status=422)
        if not part_of_file(session, here.line.id, incoming.shifts, here.now):
            form.wrong("file", _NOTHING)
            return _asked(here, form, status=422)

    def make(session: Session) -> None:
        keep_difference(
            session,
            here.line.id,
            part_of_file(session, here.line.id, incoming.shifts, here.now),
            origin=IMPORT,
            kind="import",
            author=here.author,
            now=here.now,
        )

    carry = {"content": base64.b64encode(content).decode(), "place": str(form.place.data or "")}
    return see_and_save(here, make, back="/planning", title=_TITLE, carry=carry)


def export(here: Here) -> Response:
    """The period's duties as a file that an import reads back; 90 days, unless it is a month."""
    form = request.args.get("format", "csv")
    if form not in _TYPES:
        abort(404)
    team = team_asked_for(here, Right.ROSTER_SEE)
    if team is None and teams_seen(here, None) is not None:
        abort(404)  # whoever looks after some teams only takes one at a time
    period = period_of(here)
    start = here.now
    if request.args.get("from"):
        with hotline().database.reading() as session:
            start, end = period.instants(roster_of(session, here.line.id).zone)
    else:
        end = start + AHEAD
    with hotline().database.reading() as session:
        found = exported(session, here.line, start, end, team)
    if form == "ics":
        content: bytes | str = as_calendar(found)
    elif form == "ods":
        content = as_ods([as_sheet(found, here.language)])
    else:
        content = as_csv(as_sheet(found, here.language))
    return attached(content, _TYPES[form], f"permanences.{form}")


def _content(form: Importing) -> bytes:
    upload = request.files.get("file")
    if upload is not None and upload.filename:
        content: bytes = upload.read()
        return content
    try:
        return base64.b64decode(str(form.content.data or ""), validate=True)
    except ValueError:  # not base64, or not even ASCII
        return b""


def _read(here: Here, session: Session, form: Importing, content: bytes) -> Incoming:
    slug, _, role = str(form.place.data or "").partition(" ")
    team = teams_named(session, here.line).get(slug)
    if team is not None:
        here.must(Right.ROSTER_CHANGE, slug)
    return shifts_in_file(session, here.line, content, team=team, role=role or None, now=here.now)


def _form(here: Here) -> Importing:
    form = Importing()
    with hotline().database.reading() as session:
        form.place.choices = [("", "–"), *place_choices(session, here)]
    return form


def _asked(
    here: Here, form: Importing, mistakes: list[str] | None = None, *, status: int = 200
) -> Response:
    return page("planning/import.html", here, status, form=form, title=_TITLE, mistakes=mistakes)
