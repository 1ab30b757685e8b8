"""A new token: what it is for, what it may do, and for how long. Shown once."""

from __future__ import annotations

from datetime import timedelta

from flask import Response
from sqlalchemy.orm import Session
from wtforms import SelectField, StringField

from hotline.console.answering import page
from hotline.console.forms import Boxes, Form, at_most, needed
from hotline.console.here import Here
from hotline.people.names import by_name
from hotline.rosters.teams import team_names, teams_named
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.tokens.keeping import LONGEST_NAME, is_good, make_token, tokens_of
from hotline.tokens.scopes import OF_A_TEAM, SCOPE_NAMES, Scope

DAYS = (30, 90, 180, 365)
_NO_SCOPE = Wording("Cochez au moins une chose.", "Tick one thing at least.")
_WHOLE_LINE = Wording(
    "Les chiffres sont ceux de toute la ligne : faites un jeton pour eux, sans équipe.",
    "Figures are the whole line's: make a token for them, without a team.",
)
_TAKEN = Wording(
    "Un jeton qui sert porte déjà ce nom : donnez-en un autre.",
    "A token in use has this name already: give another one.",
)


class Making(Form):
    """What the token is."""

    name = StringField(validators=[needed(), at_most(LONGEST_NAME)])
    scopes = Boxes()
    teams = Boxes()
    days = SelectField(default="90", coerce=str)


def make_form(here: Here) -> Response:
    """The form."""
    return _asked(here, _form(here))


def made(here: Here) -> Response:
    """Makes it, and shows it this once. Sent again, the name is taken: no second one is made."""
    form = _form(here)
    valid = form.is_valid()
    scopes = {Scope(code) for code in form.scopes.data or () if code in {*Scope}}
    teams = {*(form.teams.data or ())}
    if not scopes:
        form.wrong("scopes", _NO_SCOPE)
    if teams and not scopes <= OF_A_TEAM:
        form.wrong("teams", _WHOLE_LINE)
    if not valid or any(field.errors for field in form):
        return _asked(here, form, 422)
    name = str(form.name.data).strip()
    with hotline().database.writing() as session:
        if _is_taken(session, here, name):
            form.wrong("name", _TAKEN)
            return _asked(here, form, 422)
        _, written = make_token(
            session,
            here.line.id,
            name=name,
            scopes=scopes,
            teams=teams or None,
            account=here.account,
            now=here.now,
            lasts=timedelta(days=int(form.days.data)),
        )
    return page(
        "tokens/made.html", here, name=name, written=written, address=hotline().url("/api/v1")
    )


def _is_taken(session: Session, here: Here, name: str) -> bool:
    return any(
        row.name == name and is_good(session, row, here.now)
        for row in tokens_of(session, here.line.id)
    )


def _form(here: Here) -> Making:
    form = Making()
    with hotline().database.reading() as session:
        names = team_names(session, here.line.id)
        teams = teams_named(session, here.line)
    form.scopes.choices = [
        (str(scope), SCOPE_NAMES[scope].read_in(here.language)) for scope in Scope
    ]
    form.teams.choices = by_name((slug, names[slug].read_in(here.language)) for slug in teams)
    days = "jours" if here.language == "fr" else "days"
    form.days.choices = [(str(count), f"{count} {days}") for count in DAYS]
    return form


def _asked(here: Here, form: Making, status: int = 200) -> Response:
    return page("tokens/make.html", here, status, form=form)
