"""The text of a line's file, read and checked: everything that is wrong is told at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hotline.lines.answerable import answerable
from hotline.lines.coherence import coherence
from hotline.lines.file import LineFile
from hotline.lines.menu import as_written
from hotline.lines.parts import Parts
from hotline.lines.places import line_of, places_of
from hotline.lines.problems import Problem
from hotline.lines.references import references

LARGEST = 500_000
"""Characters of a line's file; the demo line, of 59 people, has twenty-eight thousand."""
_LONG_KEY = re.compile(
    r"""(?:(?:[\w-]{1,64}|"[^"\n]{0,64}"|'[^'\n]{0,64}')[ \t]*\.[ \t]*){30}""", re.ASCII
)
"""A table inside thirty others, in one key: the parser's memory grows with the square of that, and
a hundred thousand characters would take nine gigabytes."""

Contacts = Mapping[str, Mapping[str, Any]]
"""Telephones and mail by person's slug, as the file writes them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that can be loaded, with advice; or no file, and why."""

    file: LineFile | None
    problems: tuple[Problem, ...]


def read_line(
    text: str,
    *,
    stored_contacts: Callable[[str], Contacts] = lambda _slug: {},
    numbers_of_others: Callable[[str], Mapping[str, str]] = lambda _slug: {},
    other_lines: Callable[[str], Collection[str]] = lambda _slug: (),
) -> Reading:
    """Reads and checks the whole text of a line's file.

    `stored_contacts` gives what is known already of the line of that slug: it stands for the phones
    and mail that the file leaves out. `numbers_of_others` gives the numbers that reach another
    line, and which; `other_lines` gives the lines that exist beside it. What depends on the whole
    file (can everybody be answered?) is checked last, once each part is right.
    """
    if len(text) > LARGEST:
        return Reading(None, (Problem((), "too_large"),))
    if _LONG_KEY.search(text):
        return Reading(None, (Problem((), "unparsable"),))
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Reading(None, (_syntax(error),))
    except (ValueError, RecursionError):
        # Numbers of thousands of digits, tables inside a thousand others: the parser gives up.
        return Reading(None, (Problem((), "unparsable"),))
    slug = _slug_of(raw)
    _fill_in_contacts(raw, stored_contacts(slug))
    reading = check_line(raw, numbers_of_others(slug), other_lines(slug))
    return Reading(reading.file, _with_lines(reading.problems, text))


def check_line(
    raw: dict[str, Any],
    numbers_of_others: Mapping[str, str],
    other_lines: Collection[str],
) -> Reading:
    """Checks a whole line, as its file holds it once it is parsed; problems have no line number.

    `numbers_of_others`: the numbers that reach another line, and which; `other_lines`: the lines
    that exist beside this one.
    """
    file: LineFile | None = None
    problems: list[Problem] = []
    try:
        file = LineFile.model_validate(raw)
    except ValidationError as error:
        problems += [problem_of(detail) for detail in error.errors(include_url=False)]
    parts = Parts.of(raw)
    problems += references(parts, numbers_of_others)
    problems += coherence(parts)
    if file is not None and all(problem.is_advice for problem in problems):
        problems += answerable(file, other_lines)
    if any(not problem.is_advice for problem in problems):
        file = None
    return Reading(file, tuple(problems))


def _slug_of(raw: dict[str, Any]) -> str:
    line = raw.get("line")
    slug = line.get("slug") if isinstance(line, dict) else None
    return slug if isinstance(slug, str) else ""


def _fill_in_contacts(raw: dict[str, Any], stored: Contacts) -> None:
    people = raw.get("people")
    for person in people if isinstance(people, list) else ():
        slug = person.get("slug") if isinstance(person, dict) else None
        for name, kept in stored.get(slug, {}).items() if isinstance(slug, str) else ():
            person.setdefault(name, kept)


def problem_of(detail: ErrorDetails) -> Problem:
    """What the shape of a part makes wrong, as this project tells it."""
    values = dict(detail.get("ctx", {}))
    if detail["type"] == "missing":
        values["field"] = detail["loc"][-1]
    if "expected" in values:  # "'day' or 'week'": the library's English, to be told in French too
        values["expected"] = values["expected"].replace(" or ", ", ").replace("'", '"')
    return Problem(as_written(detail["loc"]), detail["type"], values)


def _syntax(error: tomllib.TOMLDecodeError) -> Problem:
    message = str(error)
    line = re.search(r"line (\d+)", message)
    return Problem((), "syntax", {"detail": message}, int(line[1]) if line else None)


def _with_lines(problems: Iterable[Problem], text: str) -> tuple[Problem, ...]:
    """In the order of the text."""
    found = places_of(text)
    placed = [replace(problem, line=line_of(found, problem.place)) for problem in problems]
    return tuple(sorted(placed, key=lambda problem: problem.line or 0))
