"""« Copier une semaine »: a week of a team as another one was."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from flask import Response, request
from sqlalchemy.orm import Session
from wtforms import DateField, SelectField

from hotline.accounts.rights import Right
from hotline.console.answering import page
from hotline.console.changing import see_and_save
from hotline.console.forms import CHOOSE, Form, needed
from hotline.console.given import day
from hotline.console.here import Here
from hotline.lines.fields import YEARS
from hotline.people.names import by_name
from hotline.planning.drafting import A_WEEK
from hotline.planning.drafting import copied as drafts_of_copy
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import decide
from hotline.rosters.teams import team_names, teams_named
from hotline.service import hotline
from hotline.taxonomies import Wording

_TITLE = Wording("Copier une semaine", "Copy a week")
_DAY = Wording("Écrivez un jour de la semaine voulue.", "Write a day of that week.")
_SAME = Wording(
    "C'est la même semaine : choisissez-en une autre.", "That is the same week: choose another."
)
_OVER = Wording(
    "Cette semaine est passée : choisissez-en une à venir.",
    "That week is over: choose one to come.",
)


class Copying(Form):
    """Which team, from which week, onto which."""

    team = SelectField(validators=[needed(CHOOSE)])
    source = DateField(validators=[needed(_DAY)])
    target = DateField(validators=[needed(_DAY)])


def copy_form(here: Here) -> Response:
    """The form: this week onto the next, unless the address says else."""
    first = day(request.args.get("from", "")) or here.line.document.local_time(here.now).date()
    given = {
        "team": request.args.get("team"),
        "source": _monday(first),
        "target": _monday(first) + timedelta(days=7),
    }
    return _asked(here, _form(here, data=given))


def copied(here: Here) -> Response:
    """Shows what it changes, then saves it."""
    form = _form(here)
    valid = form.is_valid()
    for field in ("source", "target"):
        if form[field].data is not None and form[field].data.year not in YEARS:
            form.wrong(field, _DAY)
            valid = False
    if not valid:
        return _asked(here, form, 422)
    source, target = _monday(form.source.data), _monday(form.target.data)
    local = here.line.document.local_time(here.now)
    if source == target:
        form.wrong("target", _SAME)
    elif datetime.combine(target, time.min) + A_WEEK <= local:
        form.wrong("target", _OVER)
    else:
        team = str(form.team.data)
        starts, onto = (datetime.combine(day, time.min) for day in (source, target))

        def make(session: Session) -> None:
            drafts = drafts_of_copy(
                session, here.line, team, source=starts, target=onto, now=here.now
            )
            change = open_change(
                session, here.line.id, kind="override", author=here.author, now=here.now
            )
            decide(session, change, drafts)

        back = f"/planning?from={target}&team={team}"
        return see_and_save(here, make, back=back, title=_TITLE)
    return _asked(here, form, 422)


def _form(here: Here, **given: object) -> Copying:
    form = Copying(**given)
    with hotline().database.reading() as session:
        names = team_names(session, here.line.id)
        form.team.choices = by_name(
            (slug, names[slug].read_in(here.language))
            for slug in teams_named(session, here.line)
            if here.may(Right.ROSTER_CHANGE, slug)
        )
    return form


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _asked(here: Here, form: Copying, status: int = 200) -> Response:
    return page("planning/copy.html", here, status, form=form, title=_TITLE)
