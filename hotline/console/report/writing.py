"""A year's report: its words changed, and made."""

from __future__ import annotations

from flask import Response, abort, make_response
from wtforms import TextAreaField

from hotline.accounts.rights import Right
from hotline.console.answering import go_to, page, say
from hotline.console.forms import Form, at_most
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.lines.fields import YEARS
from hotline.publishing.making import NothingThere, NotYet, kept_or_draft
from hotline.publishing.report.keeping import LANGUAGES, LONGEST, keep_texts, report_of, texts_of
from hotline.publishing.report.words import PLACES
from hotline.service import hotline
from hotline.taxonomies import Wording

_KEPT = Wording("Les textes sont enregistrés.", "The words are saved.")
_UNCHANGED = Wording("Rien n'a changé.", "Nothing has changed.")


class ReportForm(Form):
    """One field a place and language."""


for _language in LANGUAGES:
    for _place in PLACES:
        setattr(ReportForm, f"{_place}_{_language}", TextAreaField(validators=[at_most(LONGEST)]))


def written(here: Here, year: int) -> Response:
    """The words as they are; whoever may not change them is shown the files."""
    _of_a_year(year)
    with hotline().database.reading() as session:
        texts = {
            f"{place}_{language}": body
            for language in LANGUAGES
            for place, body in texts_of(session, here.line, year, language).items()
        }
    return _asked(here, year, ReportForm(data=texts))


def kept(here: Here, year: int) -> Response:
    """Keeps them."""
    _of_a_year(year)
    form = ReportForm()
    if not form.is_valid():
        return _asked(here, year, form, 422)
    changed = []
    with hotline().database.writing() as session:
        for language in LANGUAGES:
            words = {place: form[f"{place}_{language}"].data or "" for place in PLACES}
            places = keep_texts(session, here.line, year, language, words)
            changed += [f"{place} {language}" for place in places]
        if changed:
            fields = {"fields": changed}
            noted(session, here, "report-written", kind="report", object_id=year, after=fields)
    say(_KEPT if changed else _UNCHANGED)
    return go_to(here, f"/rapport/{year}")


def report_file(here: Here, year: int, spoken: str) -> Response:
    """The PDF. 404 for a year that cannot be told yet, and, for whoever sees publications only, one
    that is not published."""
    _of_a_year(year)
    if spoken not in LANGUAGES:
        abort(404)
    service = hotline()
    try:
        release, draft = kept_or_draft(service.database, here.line, year, here.now)
    except (NotYet, NothingThere):
        abort(404)
    if draft and not here.grants.may(Right.LINE_CHANGE):
        abort(404)
    with service.database.reading() as session:
        made = report_of(
            session,
            here.line,
            release,
            spoken,
            demo=service.settings.hotline_demo,
            draft=draft,
        )
    answer = make_response(made)
    answer.mimetype = "application/pdf"
    name = f"rapport-{year}.pdf" if spoken == "fr" else f"report-{year}.pdf"
    answer.headers["Content-Disposition"] = f"inline; filename={name}"
    return answer


def _of_a_year(year: int) -> None:
    if year not in YEARS:
        abort(404)


def _asked(here: Here, year: int, form: ReportForm, status: int = 200) -> Response:
    try:
        _, draft = kept_or_draft(hotline().database, here.line, year, here.now)
        there, wait = True, None
    except NotYet as problem:
        draft, there, wait = True, False, problem.day
    except NothingThere:
        draft, there, wait = True, False, None
    may = here.grants.may(Right.LINE_CHANGE)
    return page(
        "report/form.html",
        here,
        status,
        form=form,
        year=year,
        places=PLACES,
        draft=draft,
        there=there and (may or not draft),
        wait=wait,
        may=may,
    )
