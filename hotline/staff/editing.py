"""One person of a line changed, with the checks of its file and by the path of its loading."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.file import LineFile, PersonEntry
from hotline.lines.keeping import keep_line, kept_line, numbers_of_other_lines
from hotline.lines.problems import Problem
from hotline.lines.reading import check_line
from hotline.lines.service import line_slugs
from hotline.lines.tables import Line
from hotline.people.keeping import kept_people
from hotline.people.names import plain
from hotline.people.tables import Person

LONGEST_SLUG = 60


def person_of(session: Session, line: str, slug: str) -> PersonEntry | None:
    """That person as the line's file would write them, telephones and mail included; also of
    somebody who has left, whom no file names any more. None when there is nobody."""
    line_id = session.scalars(select(Line.id).filter_by(slug=line)).one()
    people = kept_people(session, line_id, with_phones=True, also={slug})
    return next((entry for entry in people if entry.slug == slug), None)


def new_slug(session: Session, line: str, name: str) -> str:
    """A slug made of this name that nobody of the line has, not even whoever left."""
    base = re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-")[:LONGEST_SLUG] or "personne"
    rows = select(Person.slug).join(Line, Line.id == Person.line_id).where(Line.slug == line)
    taken = set(session.scalars(rows))  # a row is somebody, with past calls: never anybody else
    return next(
        slug
        for slug in (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
        if slug not in taken
    )


def keep_person(
    session: Session, line: str, entry: PersonEntry, *, author: str, now: datetime
) -> tuple[Problem, ...]:
    """Adds or changes this person as a new version of the line; what is wrong with it otherwise,
    and then nothing is changed. Places of problems begin with the field."""
    file = _file(session, line)
    entries = {one.slug: one for one in file.people} | {entry.slug: entry}
    return _kept(session, file, [*entries.values()], entry.slug, author=author, now=now)


def _kept(
    session: Session,
    file: LineFile,
    people: list[PersonEntry],
    slug: str,
    *,
    author: str,
    now: datetime,
) -> tuple[Problem, ...]:
    raw = file.model_copy(update={"people": tuple(people)}).model_dump(
        mode="json", by_alias=True, exclude_none=True
    )
    line = file.line.slug
    others = {*line_slugs(session)} - {line}
    reading = check_line(raw, numbers_of_other_lines(session, line), others)
    if reading.file is not None:
        if reading.file != file:
            keep_line(session, reading.file, now, author)
        return ()
    place = next(n for n, one in enumerate(people) if one.slug == slug)
    return tuple(
        Problem(
            problem.place[2:] if problem.place[:2] == ("people", place) else problem.place,
            problem.code,
            problem.values,
        )
        for problem in reading.problems
        if not problem.is_advice
    )


def _file(session: Session, line: str) -> LineFile:
    file = kept_line(session, line, with_phones=True)
    assert file is not None  # whoever asks has the line
    return file
