"""« Ajouter quelqu'un maintenant »: somebody more, from this minute on."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Response, request
from sqlalchemy.orm import Session
from wtforms import SelectField

from hotline.accounts.rights import Right
from hotline.console.answering import page
from hotline.console.changing import see_and_save
from hotline.console.forms import Form, needed
from hotline.console.here import Here
from hotline.people.service import people_without_phone
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import Draft, decide
from hotline.rosters.service import roster_of
from hotline.rosters.teams import TeamNamed, team_names, teams_named
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.today.posts import able_people, until_relieved
from hotline.words.duties import role_words
from schedules.local_time import reading

HOURS = (1, 2, 4, 8, 12)
DUTY = "duty"
"""For as long as those are on duty who are there now."""

_TITLE = Wording("Ajouter quelqu'un maintenant", "Add somebody now")
_CHOOSE = Wording("Choisissez dans la liste.", "Choose from the list.")
_CANNOT = Wording(
    "Cette personne ne répond pas dans cette équipe : choisissez quelqu'un d'autre.",
    "They do not answer in this team: choose somebody else.",
)
_NO_PHONE = Wording(
    "Cette personne n'a pas de téléphone : ajoutez-le, ou choisissez quelqu'un d'autre.",
    "They have no telephone: add it under Team, or choose somebody else.",
)
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

    place = SelectField(validators=[needed(_CHOOSE)], validate_choice=False)
    person = SelectField(validators=[needed(_CHOOSE)], validate_choice=False)
    hours = SelectField(default=DUTY)


def add_now(here: Here) -> Response:
    """The form, the place filled in when the page before named one; nobody is chosen yet."""
    with hotline().database.reading() as session:
        named = request.args.get("place", "")
        team, role = _place(here, session, named)
        relieved = _until(session, here, DUTY, team, role)
    # The place may still be chosen: whether somebody is on duty there is told afterwards.
    hours = DUTY if relieved or team is None else "2"
    return _asked(here, _form(here, place=named, hours=hours))


def added(here: Here) -> Response:
    """Shows what that changes, then does it."""
    form = _form(here)
    with hotline().database.reading() as session:
        team, role = _place(here, session, str(form.place.data))
        people = {str(one.id): one for one in able_people(session, here.line, "coordinator")}
        person = people.get(str(form.person.data))
        without_phone = people_without_phone(session, here.line.id)
        zone = roster_of(session, here.line.id).zones.get(team.slug) if team else None
        until = _until(session, here, form.hours.data, team, role)
    right = form.is_valid()
    if team is None or zone is None:
        form.wrong("place", _CHOOSE)
    elif person is None:
        form.wrong("person", _CHOOSE)
    elif team.kind not in {person.kind, "coordinator"}:
        form.wrong("person", _CANNOT)
    elif person.id in without_phone:
        form.wrong("person", _NO_PHONE)
    elif until is None:
        form.wrong("hours", _NOBODY_THERE)
    elif right:
        draft = Draft(
            kind="add",
            person=person.id,
            team=team.slug,
            role=role,
            zone=zone,
            starts=reading(here.now, zone),
            ends=reading(until, zone),
        )

        def make(session: Session) -> None:
            made = open_change(
                session, here.line.id, kind="override", author=here.author, now=here.now
            )
            decide(session, made, [draft])

        return see_and_save(here, make, back="/aujourdhui", title=_TITLE)
    return _asked(here, form, 422)


def _form(here: Here, **chosen: str) -> Adding:
    form = Adding(data=chosen) if request.method == "GET" else Adding()
    with hotline().database.reading() as session:
        names = team_names(session, here.line.id)
        nobody = ("", _NOBODY_YET.read_in(here.language))
        form.place.choices = [
            nobody,
            *(
                (
                    f"{team.slug} {role}",
                    f"{names[team.slug].read_in(here.language)}, {role_words(role, here.language)}",
                )
                for team in teams_named(session, here.line).values()
                if here.may(Right.ROSTER_CHANGE, team.slug)
                for role in team.roles
            ),
        ]
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
    session: Session, here: Here, hours: str | None, team: TeamNamed | None, role: str
) -> datetime | None:
    """When it is over, as an instant; None when it is to last as a duty that nobody does, or as
    nothing that can be chosen."""
    if hours in {str(number) for number in HOURS}:
        return here.now + timedelta(hours=int(hours or 0))
    if team is None or hours != DUTY:
        return None
    return until_relieved(session, here.line.id, team.slug, role, here.now)


def _place(here: Here, session: Session, text: str) -> tuple[TeamNamed | None, str]:
    slug, _, role = text.partition(" ")
    team = teams_named(session, here.line).get(slug)
    if team is None or role not in team.roles or not here.may(Right.ROSTER_CHANGE, slug):
        return None, ""
    return team, role


def _asked(here: Here, form: Adding, status: int = 200) -> Response:
    return page("today/add.html", here, status, form=form, title=_TITLE)
