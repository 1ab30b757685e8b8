"""A line's file into the database, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hotline.lines.difference import Change, difference
from hotline.lines.document import LineDocument
from hotline.lines.file import LineFile
from hotline.lines.keeping import keep_line, kept_line, numbers_of_other_lines
from hotline.lines.problems import Problem
from hotline.lines.reading import Contacts, check_line, read_line
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


def compare_document(session: Session, slug: str, document: Mapping[str, Any]) -> Comparison:
    """The line with another document, and the people, teams and roster that it has now: checked and
    compared like a file. Raises LookupError for an unknown line."""
    stored = kept_line(session, slug, with_phones=True)
    if stored is None:
        raise LookupError(slug)
    whole = stored.model_dump(mode="json", by_alias=True, exclude_none=True)
    around = {name: part for name, part in whole.items() if name not in LineDocument.model_fields}
    reading = check_line(
        {**around, **document},
        numbers_of_other_lines(session, slug),
        {*line_slugs(session)} - {slug},
    )
    changes = difference(stored, reading.file) if reading.file is not None else ()
    return Comparison(reading.file, reading.problems, changes)


def load(session: Session, text: str, now: datetime) -> Comparison:
    """Compares, and keeps what changed as a new version, loaded at the aware instant `now`.

    Nothing is written when the file has problems, or changes nothing.
    """
    comparison = compare(session, text)
    if comparison.file is not None and comparison.changes:
        keep_line(session, comparison.file, now)
    return comparison
