"""An appointment as its responder reads it: a time by their clock, a way, a code, and no name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from hotline.appointments.keys import code_of, page_key
from hotline.appointments.making import zone_of
from hotline.appointments.tables import Appointment
from hotline.lines.service import LoadedLine
from hotline.words.appointments import way_words
from hotline.words.moments import written_moment, written_until
from schedules.local_time import reading


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page says of it."""

    when: str
    """From when until when."""
    way: str
    code: str
    key: str
    """The end of the address of its own page."""
    said: bool
    """Whether its caller has heard it."""
    linked: bool
    """Whether its caller has it by text."""


def shown(session: Session, line: LoadedLine, row: Appointment, language: str) -> Shown:
    """This appointment in that language."""
    zone = zone_of(session, line, row.person_id)
    starts, ends = (reading(at, zone) for at in (row.starts_at, row.ends_at))
    when = f"{written_moment(starts, language)}, {written_until(ends, starts, language)}"
    return Shown(
        when=f"{when[:1].upper()}{when[1:]}",
        way=way_words(row.channel, row.place, line.document.appointments, language),
        code=" ".join(code_of(row.id)),
        key=page_key(row.id),
        said=row.said,
        linked=row.linked,
    )
