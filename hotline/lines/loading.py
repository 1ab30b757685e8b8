"""A line's file into the database, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hotline.lines.difference import Change, difference
from hotline.lines.file import LineFile
from hotline.lines.keeping import keep_line, kept_line, numbers_of_other_lines
from hotline.lines.problems import Problem
from hotline.lines.reading import Contacts, read_line
from hotline.lines.service import line_by_slug, line_slugs
from hotline.people.keeping import kept_contacts


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file would change; with problems that are not advice, there is no file to load."""

    file: LineFile | None
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]


def compare(session: Session, text: str) -> Comparison:
    """Reads and checks the text, then compares it with what is stored. Changes nothing."""

    def stored_contacts(slug: str) -> Contacts:
        line = line_by_slug(session, slug)
        return {} if line is None else kept_contacts(session, line.id)

    reading = read_line(
        text,
        stored_contacts=stored_contacts,
        numbers_of_others=lambda slug: numbers_of_other_lines(session, slug),
        other_lines=lambda slug: {*line_slugs(session)} - {slug},
    )
    if reading.file is None:
        return Comparison(None, reading.problems, ())
    stored = kept_line(session, reading.file.line.slug, with_phones=True)
    return Comparison(reading.file, reading.problems, difference(stored, reading.file))


def load(session: Session, text: str, now: datetime) -> Comparison:
    """Compares, and keeps what changed as a new version, loaded at the aware instant `now`.

    Nothing is written when the file has problems, or changes nothing.
    """
    comparison = compare(session, text)
    if comparison.file is not None and comparison.changes:
        keep_line(session, comparison.file, now)
    return comparison
