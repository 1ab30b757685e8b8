"""A year's report: its words changed, and made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from flask import Response, abort, make_response, request
from sqlalchemy.orm import Session
from wtforms import TextAreaField

from hotline.accounts.rights import Right
from hotline.console.answering import go_to, page, say
from hotline.console.forms import Form, at_most
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.lines.fields import YEARS
from hotline.publishing.keeping import kept_release
from hotline.publishing.making import NothingThere, NotYet, day_to_wait_for, kept_or_draft
from hotline.publishing.report.keeping import LANGUAGES, LONGEST, keep_texts, report_of, texts_of
from hotline.publishing.report.words import PLACES
from hotline.service import hotline
from hotline.statistics.collapsing import years_counted
from hotline.statistics.history.keeping import years_taken_over
from hotline.taxonomies import Wording

_KEPT = Wording("Les textes sont enregistrés.", "The words are saved.")
_THEIRS = Wording("Enregistré entre-temps ici : {body}", "Saved here meanwhile: {body}")
SEEN = "seen"
"""Which words the form was filled with."""
_UNCHANGED = Wording("Rien n'a changé.", "Nothing has changed.")


class ReportForm(Form):
    """One field a place and language."""


for _language in LANGUAGES:
    for _place in PLACES:
        _field = TextAreaField(
            validators=[at_most(LONGEST)], render_kw={"lang": _language, "rows": 5}
        )
        setattr(ReportForm, f"{_place}_{_language}", _field)


def written(here: Here, year: int) -> Response:
    """The words as they are; whoever may not change them is shown the files."""
    _of_a_year(year)
    with hotline().database.reading() as session:
        texts = _texts(session, here, year)
    return _asked(here, year, ReportForm(data=texts), texts)


def kept(here: Here, year: int) -> Response:
    """Keeps them. When somebody else was faster, their words are shown beside these, and it is
    asked again."""
    _of_a_year(year)
    form, changed = ReportForm(), list[str]()
    valid = form.is_valid()
    with hotline().database.writing() as session:
        before = _texts(session, here, year)
        others = request.form.get(SEEN) != _mark(before)
        if not valid or others:
            for field, body in before.items() if others else ():
                if body != _line_ends(form[field].data):
                    form.wrong(field, _THEIRS.filled(body=body.replace("\n", " ") or "…"))
            return _asked(here, year, form, before, 409 if others else 422)
        for language in LANGUAGES:
            words = {place: str(form[f"{place}_{language}"].data or "") for place in PLACES}
            places = keep_texts(session, here.line, year, language, words)
            changed += [f"{place} {language}" for place in places]
        if changed:
            fields = {"places": changed}
            noted(session, here, "report-written", kind="report", object_id=year, after=fields)
    say(_KEPT if changed else _UNCHANGED)
    return go_to(here, f"/rapport/{year}")


def _texts(session: Session, here: Here, year: int) -> dict[str, str]:
    """By field, every one of them."""
    kept = {code: texts_of(session, here.line, year, code) for code in LANGUAGES}
    return {f"{place}_{code}": kept[code].get(place, "") for place in PLACES for code in LANGUAGES}


def _mark(texts: Mapping[str, str]) -> str:
    """By which it is seen whether somebody else has changed them meanwhile."""
    return hashlib.sha256("\0".join(texts.values()).encode()).hexdigest()


def _line_ends(text: object) -> str:
    return str(text or "").replace("\r\n", "\n").strip()


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


def _asked(
    here: Here, year: int, form: ReportForm, texts: Mapping[str, str], status: int = 200
) -> Response:
    slug, may = here.line.document.line.slug, here.may(Right.LINE_CHANGE)
    with hotline().database.reading() as session:
        published = kept_release(session, here.line, year) is not None
        known = year in years_counted(session, slug) | {*years_taken_over(session, slug)}
        wait = None if published else day_to_wait_for(session, here.line, year, here.now)
    return page(
        "report/form.html",
        here,
        status,
        form=form,
        year=year,
        places=PLACES,
        draft=not published,
        there=published or (may and known and wait is None),
        wait=wait,
        may=may,
        seen=_mark(texts),
        others=status == 409,
    )
