"""« Ajouter quelqu'un maintenant »: somebody more, from this minute on."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Response, request
from sqlalchemy.orm import Session
from wtforms import SelectField

from hotline.console.answering import page
from hotline.console.changing import see_and_decide
from hotline.console.forms import CHOOSE, Form, needed
from hotline.console.here import Here
from hotline.console.places import place_choices, place_named
from hotline.planning.drafting import Wrong, must_answer
from hotline.rosters.deciding import Draft
from hotline.rosters.teams import TeamNamed
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.today.posts import able_people, until_relieved
from schedules.local_time import reading

HOURS = (1, 2, 4, 8, 12)
DUTY = "duty"
"""For as long as those are on duty who are there now."""

_TITLE = Wording("Ajouter quelqu'un maintenant", "Add somebody now")
_NOBODY_THERE = Wording(
    "Personne n'y est de permanence en ce moment : choisissez un nombre d'heures.",
    "Nobody is on duty there right now: choose a number of hours.",
)
_NOBODY_YET = Wording("Choisissez…", "Choose…")
_UNTIL_RELIEVED = Wording(
    "jusqu'à la fin de la permanence en cours", "until the end of the present duty there"
)
_HOURS = Wording("{hours} h", "{hours} h")


class Adding(Form):
    """Where, who, for how long."""

    place = SelectField(validators=[needed(CHOOSE)], validate_choice=False)
    person = SelectField(validators=[needed(CHOOSE)], validate_choice=False)
    hours = SelectField(default=DUTY)


def add_now(here: Here) -> Response:
    """The form, the place filled in when the page before named one; nobody is chosen yet."""
    with hotline().database.reading() as session:
        named = request.args.get("place", "")
        place = place_named(session, here, named)
        relieved = _until(session, here, DUTY, place)
    # The place may still be chosen: whether somebody is on duty there is told afterwards.
    hours = DUTY if relieved or place is None else "2"
    return _asked(here, _form(here, place=named, hours=hours))


def added(here: Here) -> Response:
    """Shows what that changes, then does it."""
    form = _form(here)
    right = form.is_valid()
    with hotline().database.reading() as session:
        try:
            draft = _draft(here, session, form)
        except Wrong as wrong:
            form.wrong(wrong.field, wrong.wording)
            right = False
    if not right:
        return _asked(here, form, 422)
    return see_and_decide(here, "override", [draft], back="/aujourdhui", title=_TITLE)


def _draft(here: Here, session: Session, form: Adding) -> Draft:
    place = place_named(session, here, str(form.place.data))
    if place is None:
        raise Wrong("place", CHOOSE)
    team, role = place
    people = {str(one.id): one for one in able_people(session, here.line, "coordinator")}
    person = people.get(str(form.person.data))
    if person is None:
        raise Wrong("person", CHOOSE)
    must_answer(session, here.line, team.slug, person)
    until = _until(session, here, form.hours.data, place)
    if until is None:
        raise Wrong("hours", _NOBODY_THERE)
    return Draft(
        kind="add",
        person=person.id,
        team=team.slug,
        role=role,
        zone=team.zone,
        starts=reading(here.now, team.zone),
        ends=reading(until, team.zone),
    )


def _form(here: Here, **chosen: str) -> Adding:
    form = Adding(data=chosen) if request.method == "GET" else Adding()
    with hotline().database.reading() as session:
        nobody = ("", _NOBODY_YET.read_in(here.language))
        form.place.choices = [nobody, *place_choices(session, here)]
        form.person.choices = [
            nobody,
            *((str(one.id), one.name) for one in able_people(session, here.line, "coordinator")),
        ]
        hours = _HOURS.read_in(here.language)
        form.hours.choices = [
            (DUTY, _UNTIL_RELIEVED.read_in(here.language)),
            *((str(number), hours.format(hours=number)) for number in HOURS),
        ]
    return form


def _until(
    session: Session, here: Here, hours: str | None, place: tuple[TeamNamed, str] | None
) -> datetime | None:
    """When it is over, as an instant; None when it is to last as a duty that nobody does, or as
    nothing that can be chosen."""
    if hours in {str(number) for number in HOURS}:
        return here.now + timedelta(hours=int(hours or 0))
    if place is None or hours != DUTY:
        return None
    team, role = place
    return until_relieved(session, here.line.id, team.slug, role, here.now)


def _asked(here: Here, form: Adding, status: int = 200) -> Response:
    return page("today/add.html", here, status, form=form, title=_TITLE)
