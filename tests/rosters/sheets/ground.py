"""Sheets as people save them, and the line they are read for."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from openpyxl.workbook.workbook import Workbook

from hotline.rosters.incoming import Incoming
from hotline.rosters.sheets.grid import rows_of
from hotline.rosters.sheets.shifts import shifts_of_rows
from hotline.rosters.teams import TeamNamed
from tests.calendars.ground import NAMES

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PSYS = TeamNamed(
    "psys",
    "psychologist",
    ZoneInfo("Europe/Paris"),
    ("Psychologues", "Psychologists"),
    ("first", "backup"),
)
NURSES = TeamNamed(
    "nurses",
    "peer",
    ZoneInfo("Indian/Reunion"),
    ("Infirmières et infirmiers", "Nurses"),
    ("first",),
)
wall = datetime.fromisoformat
TEAMS = {"psys": PSYS, "nurses": NURSES}


def csv_of(*lines: str) -> bytes:
    """A CSV as a French spreadsheet saves it."""
    return "\r\n".join((*lines, "")).encode()


def xlsx_of(*rows: Sequence[object]) -> bytes:
    """An Excel workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(content: bytes, team: str | None = "psys", role: str | None = "first") -> Incoming:
    """What comes in from a file, at ten on 22 November 2026 in Paris."""
    return shifts_of_rows(rows_of(content), NAMES, TEAMS, team=team, role=role, now=NOW)


def shown(incoming: Incoming) -> list[str]:
    """Each shift as `psys first anne 24/12 20:00 > 25/12 08:00`."""
    assert incoming.mistakes == (), [mistake.sentence("en") for mistake in incoming.mistakes]
    return [
        f"{one.team} {one.role} {one.person} {one.start:%d/%m %H:%M} > {one.end:%d/%m %H:%M}"
        for one in incoming.shifts
    ]


def told(incoming: Incoming, language: str = "fr") -> list[str]:
    """The sentences on what is to be corrected."""
    return [mistake.sentence(language) for mistake in incoming.mistakes]
