"""« Changer le planning »: somebody more, less, else, away, or at another time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session
from wtforms import DateTimeLocalField, HiddenField, SelectField

from hotline.accounts.rights import Right
from hotline.accounts.teams import people_of
from hotline.console.answering import page
from hotline.console.changing import see_and_decide
from hotline.console.forms import CHOOSE, WHEN, Form, needed
from hotline.console.given import moment
from hotline.console.here import Here
from hotline.console.places import place_choices, place_named
from hotline.people.names import plain
from hotline.people.service import Responder, people_by_ids
from hotline.planning.drafting import Wish, Wrong, drafted, moved
from hotline.rosters.changing import Kind
from hotline.rosters.deciding import Draft
from hotline.rosters.service import roster_of
from hotline.rosters.touched import teams_naming
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.today.posts import able_people

WHAT = {
    "add": Wording("Ajouter quelqu'un, ou combler un trou", "Add somebody, or fill a gap"),
    "replace": Wording("Remplacer par quelqu'un d'autre", "Put somebody else instead"),
    "remove": Wording("Retirer", "Take off"),
    "absence": Wording("Noter une absence", "Note an absence"),
    "move": Wording("Déplacer", "Move"),
}
_TITLE = Wording("Changer le planning", "Change the roster")
_OTHER_TEAMS = Wording(
    "Cette personne est aussi d'une autre équipe : demandez à la coordination de noter l'absence.",
    "They are of another team too: ask the coordinators to note the absence.",
)
_WHO_INSTEAD = Wording("Choisissez qui vient à la place.", "Choose who comes instead.")


class Changing(Form):
    """What is to change. `was_…`: where a duty that is moved was before."""

    what = SelectField(validators=[needed(CHOOSE)])
    person = SelectField(validators=[needed(CHOOSE)], validate_choice=False)
    by = SelectField(validate_choice=False)
    place = SelectField(validate_choice=False)
    starts = DateTimeLocalField(validators=[needed(WHEN)])
    ends = DateTimeLocalField(validators=[needed(WHEN)])
    back = HiddenField()
    was_place = HiddenField()
    was_starts = HiddenField()
    was_ends = HiddenField()


def change_form(here: Here) -> Response:
    """The form, filled in from the address."""
    given: dict[str, Any] = {key: request.args[key] for key in request.args}
    if given.get("what") == "replace":
        # What is looked at now is where it was, should it be moved.
        given |= {f"was_{key}": given.get(key) for key in ("place", "starts", "ends")}
    for key in ("starts", "ends"):
        given[key] = _moment(given.get(key, ""))
    return _asked(here, _form(here, data=given))


def changed(here: Here) -> Response:
    """Shows what it changes, then saves it."""
    form = _form(here)
    if not form.is_valid():
        return _asked(here, form, 422)
    kind: Kind = "absence" if form.what.data == "absence" else "override"
    with hotline().database.reading() as session:
        try:
            drafts = _drafts(here, session, form)
        except Wrong as wrong:
            form.wrong(wrong.field, wrong.wording)
            return _asked(here, form, 422)
    back = str(form.back.data or "")
    back = back if back.startswith("/planning") else "/planning"
    return see_and_decide(here, kind, drafts, back=back, title=WHAT[form.what.data])


def _drafts(here: Here, session: Session, form: Changing) -> Sequence[Draft]:
    people = _people(here, session)
    person, what = people.get(str(form.person.data)), form.what.data
    if person is None:
        raise Wrong("person", CHOOSE)
    if what == "absence":
        _must_be_of_own_teams(here, session, person)
        zone = roster_of(session, here.line.id).zone
        starts, ends = form.starts.data, form.ends.data
        wish = Wish(kind="absence", person=person, zone=zone, starts=starts, ends=ends)
        return [drafted(session, here.line, wish, here.now)]
    by = people.get(str(form.by.data))
    if what == "replace" and by is None:
        raise Wrong("by", _WHO_INSTEAD)
    times = form.starts.data, form.ends.data
    wish = _wish(here, session, str(form.place.data), times, person)
    if what == "move":
        since, until = _moment(form.was_starts.data), _moment(form.was_ends.data)
        if since is None or until is None:
            raise Wrong("starts", WHEN)
        old = _wish(here, session, str(form.was_place.data), (since, until), person)
        return moved(session, here.line, old, wish, here.now)
    wish = replace(wish, kind=what, by=by if what == "replace" else None)
    return [drafted(session, here.line, wish, here.now)]


def _must_be_of_own_teams(here: Here, session: Session, person: Responder) -> None:
    """An absence leaves duties open in every team: of others, their own managers decide."""
    teams = here.teams(Right.ROSTER_CHANGE)
    if teams is not None and not teams_naming(roster_of(session, here.line.id), person.id) <= teams:
        raise Wrong("person", _OTHER_TEAMS)


def _wish(
    here: Here, session: Session, place: str, times: tuple[datetime, datetime], person: Responder
) -> Wish:
    named = place_named(session, here, place)
    if named is None:
        raise Wrong("place", CHOOSE)
    team, role = named
    starts, ends = times
    return Wish(
        kind="add",
        person=person,
        starts=starts,
        ends=ends,
        zone=team.zone,
        team=team.slug,
        role=role,
    )


def _people(here: Here, session: Session) -> dict[str, Responder]:
    """Whom this account may put on or take off: everybody, or those of its teams."""
    teams = here.teams(Right.ROSTER_CHANGE)
    ids = {person.id for person in able_people(session, here.line, "coordinator")}
    if teams is not None:
        ids &= people_of(session, here.line.id, teams, here.now)
    found = sorted(people_by_ids(session, ids).values(), key=lambda one: plain(one.name))
    return {str(person.id): person for person in found}


def _form(here: Here, **given: Any) -> Changing:
    form = Changing(**given)
    with hotline().database.reading() as session:
        form.place.choices = place_choices(session, here)
        people = [(key, person.name) for key, person in _people(here, session).items()]
    form.what.choices = [
        (what, words.read_in(here.language))
        for what, words in WHAT.items()
        if what != "move" or form.was_starts.data
    ]
    form.person.choices = people
    form.by.choices = [("", "–"), *people]
    return form


def _moment(text: Any) -> datetime | None:
    at = moment(str(text))
    return at.replace(second=0, microsecond=0) if at else None


def _asked(here: Here, form: Changing, status: int = 200) -> Response:
    return page("planning/change.html", here, status, form=form, title=_TITLE)
