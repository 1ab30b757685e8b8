"""The list of a responder's records, and one of them with its forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

from flask import Response, request
from sqlalchemy.orm import Session

from hotline.accompaniments.contacts import add_contact
from hotline.accompaniments.content import Content
from hotline.accompaniments.records import can_be_opened, close, read, record_of, records_of, write
from hotline.accompaniments.sealing import Sealed
from hotline.accompaniments.sessions import SignedIn
from hotline.accompaniments.tables import Accompaniment
from hotline.accompaniments.words import CHANNELS, URGENCIES
from hotline.lines.document import LineDocument
from hotline.lines.service import line_by_id
from hotline.pages.accompaniments.answering import HOME, for_signed_in, go_to, own_forms, page
from hotline.pages.accompaniments.forms import (
    Wrong,
    read_closing,
    read_contact,
    read_evaluation,
    read_plan,
)
from hotline.service import hotline

Change = Callable[[Session, Accompaniment, LineDocument, date], Wrong]
"""What a form does to a record that is locked; what to mend, and nothing done, otherwise."""


def listed(who: SignedIn, *, status: int = 200, wrong: Wrong | None = None) -> Response:
    """Their records, those that go on first."""
    with hotline().database.reading() as session:
        records = records_of(session, who.person.id)
    opened: dict[str, str] = {}
    for record in records:
        with suppress(Sealed):
            opened[record.id] = _first_words(read(record, who.private))
    return page(
        "list.html", status, records=records, opened=opened, name=who.person.name, wrong=wrong or {}
    )


def _first_words(content: Content) -> str:
    """By which its responder knows one record from another."""
    lines = (content.evaluation.practice or content.plan.goals).splitlines()
    return lines[0][:60] if lines else ""


@for_signed_in
def shown(who: SignedIn, record_id: str) -> Response:
    """One record."""
    return _record(who, record_id)


@own_forms
@for_signed_in
def evaluated(who: SignedIn, record_id: str) -> Response:
    """The first evaluation is kept."""
    return _kept(who, record_id, "evaluation", *read_evaluation(request.form))


@own_forms
@for_signed_in
def planned(who: SignedIn, record_id: str) -> Response:
    """The plan is kept."""
    return _kept(who, record_id, "plan", *read_plan(request.form))


@own_forms
@for_signed_in
def contacted(who: SignedIn, record_id: str) -> Response:
    """One more contact."""

    def change(session: Session, record: Accompaniment, line: LineDocument, today: date) -> Wrong:
        contact, wrong = read_contact(request.form, today)
        if contact is not None:
            slug = line.line.slug
            add_contact(session, record, who.private, contact, line=slug, today=today)
        return wrong

    return _changed(who, record_id, "contact", change)


@own_forms
@for_signed_in
def closed(who: SignedIn, record_id: str) -> Response:
    """The record is closed: read, and written to no more."""

    def change(_session: Session, record: Accompaniment, _line: LineDocument, today: date) -> Wrong:
        _write(record, who, today, closing=read_closing(request.form))
        close(record, today)
        return {}

    return _changed(who, record_id, "closing", change)


def _kept(who: SignedIn, record_id: str, form: str, part: object, wrong: Wrong) -> Response:
    def change(_session: Session, record: Accompaniment, _line: LineDocument, today: date) -> Wrong:
        if not wrong:
            _write(record, who, today, **{form: part})
        return wrong

    return _changed(who, record_id, form, change)


def _write(record: Accompaniment, who: SignedIn, today: date, **parts: object) -> None:
    write(record, who.private, lambda content: content.model_copy(update=parts), today)


def _changed(who: SignedIn, record_id: str, form: str, change: Change) -> Response:
    with hotline().database.writing() as session:
        record = record_of(session, who.person.id, record_id, lock=True)
        if record is None:
            return page("gone.html", 404)
        if record.ended_on is not None or not can_be_opened(record, who.private):
            return go_to(f"{HOME}/{record_id}")
        line = _line(session, record)
        wrong = change(session, record, line, _today(line))
    if wrong:
        return _record(who, record_id, wrong, request.form, form)
    return go_to(f"{HOME}/{record_id}")


def _record(
    who: SignedIn,
    record_id: str,
    wrong: Wrong | None = None,
    given: Mapping[str, str] | None = None,
    form: str = "",
) -> Response:
    with hotline().database.reading() as session:
        record = record_of(session, who.person.id, record_id)
        if record is None:
            return page("gone.html", 404)
        today = _today(_line(session, record))
    try:
        content = read(record, who.private)
    except Sealed:
        return page("sealed.html", 200)
    return page(
        "record.html",
        422 if wrong else 200,
        here=f"{HOME}/{record_id}",
        record=record,
        content=content,
        filled=_filled(content, today, form, given or {}),
        wrong=wrong or {},
        today=today,
        key=hotline().new_id(),
        channels=CHANNELS,
        urgencies=URGENCIES,
    )


def _filled(
    content: Content, today: date, form: str, given: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """What stands in each form: what was kept, or what was just sent and is to be mended."""
    kept = {
        "evaluation": _texts(content.evaluation.model_dump(mode="json")),
        "plan": _texts(content.plan.model_dump(mode="json")),
        "contact": {"day": today.isoformat(), "channel": "", "minutes": "", "note": ""},
        "closing": {"closing": content.closing},
    }
    return kept | ({form: dict(given)} if form else {})


def _texts(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value or "" for name, value in values.items()}


def _line(session: Session, record: Accompaniment) -> LineDocument:
    line = line_by_id(session, record.line_id)
    assert line is not None  # a foreign key holds it
    return line.document


def _today(line: LineDocument) -> date:
    return hotline().now().astimezone(ZoneInfo(line.line.time_zone)).date()
