"""Lines as calls need them: typed, cached, one cheap statement to know that nothing changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from hotline.lines.announced import announced_over
from hotline.lines.cache import CHANGING, PerVersion, Version
from hotline.lines.document import LineDocument
from hotline.lines.tables import Line, ReachedNumber


@dataclass(frozen=True, slots=True)
class LoadedLine:
    """A line as callers meet it: its file, and what was announced by hand; the same object until
    one of the two changes."""

    id: int
    version: int
    document: LineDocument


_VERSIONS = "versions of lines"
STATE = (
    Line.id,
    Line.version,
    Line.loaded_at,
    Line.roster_number,
    Line.roster_changed_at,
    Line.roster_token,
    Line.announced_number,
    Line.recordings_token,
)
"""What is read along with rows of a line, for `state_seen`: most who read one ask for it next."""
# Put together once: every step of every call asks.
_BY_ID = select(*STATE).where(Line.id == bindparam("id"))
_BY_SLUG = select(*STATE).where(Line.slug == bindparam("slug"))
_BY_NUMBER = select(*STATE).where(
    Line.id
    == select(ReachedNumber.line_id)
    .where(ReachedNumber.number == bindparam("number"))
    .scalar_subquery()
)
_documents: PerVersion[LoadedLine] = PerVersion()


def line_reached_by(session: Session, number: str) -> LoadedLine | None:
    """The line that whoever dials this E.164 number reaches, callers and responders alike; None
    when it belongs to none."""
    return _loaded(session, _BY_NUMBER, number=number)


def line_by_slug(session: Session, slug: str) -> LoadedLine | None:
    """The line of that name; None when there is none."""
    return _loaded(session, _BY_SLUG, slug=slug)


def line_by_id(session: Session, line_id: int) -> LoadedLine | None:
    """The line of that id; None when there is none."""
    known = session.info.get(_VERSIONS, {}).get(line_id)
    return _of_version(session, known) if known else _loaded(session, _BY_ID, id=line_id)


def line_slugs(session: Session) -> tuple[str, ...]:
    """The names of all lines, in alphabetical order."""
    return tuple(session.scalars(select(Line.slug).order_by(Line.slug)))


def all_lines(session: Session) -> list[LoadedLine]:
    """All lines, in alphabetical order of their names."""
    return [line for slug in line_slugs(session) if (line := line_by_slug(session, slug))]


def state_seen(session: Session, state: Iterable[Any]) -> Version:
    """The columns of `STATE` as this unit of work has read them: not to be asked for again."""
    version = Version(*state)
    known: dict[int, Version] = session.info.setdefault(_VERSIONS, {})
    return known.setdefault(version.line_id, version)


def version_of(session: Session, line_id: int) -> Version:
    """Which state of the line is current: asked once for each unit of work, which sees one state of
    the line throughout. Raises NoResultFound for an unknown line."""
    known: dict[int, Version] = session.info.setdefault(_VERSIONS, {})
    if line_id not in known:
        state_seen(session, session.execute(_BY_ID, {"id": line_id}).one())
    return known[line_id]


def _loaded(session: Session, which: Executable, **key: object) -> LoadedLine | None:
    row = session.execute(which, key).one_or_none()
    if row is None:
        return None
    return _of_version(session, state_seen(session, row))


def line_changed(session: Session) -> None:
    """A line or its roster was changed in this unit of work: its state is to be asked for again."""
    session.info.pop(_VERSIONS, None)
    session.info[CHANGING] = True


def _of_version(session: Session, version: Version) -> LoadedLine:
    return _documents.get(session, version, lambda: _read(session, version))


def _read(session: Session, version: Version) -> LoadedLine:
    stored = select(Line.document, Line.announced).where(Line.id == version.line_id)
    document, announced = session.execute(stored).one()
    met = announced_over(LineDocument.model_validate(document), announced)
    return LoadedLine(version.line_id, version.number, met)
