"""Shifts from the rows of a sheet; every cell that is wrong is told, not only the first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hotline.lines.file import ShiftEntry
from hotline.people.names import Names
from hotline.rosters.incoming import (
    Incoming,
    Mistake,
)
from hotline.rosters.sheets.columns import Column, Header, header_in
from hotline.rosters.sheets.grid import Row
from hotline.rosters.sheets.row import RowRead
from hotline.rosters.teams import TeamNamed
from hotline.taxonomies import Wording
from schedules.local_time import instant

_FILE = Wording("le fichier", "the file")
_NO_HEADER = Wording(
    "aucune ligne ne nomme les colonnes ; écrivez d'abord : personne, équipe, rôle, début, fin.",
    "no row names the columns; write first: person, team, role, start, end.",
)
_NO_TIMES = Wording(
    "il manque des colonnes ; écrivez « début » et « fin », ou « date », « de » et « à ».",
    'columns are missing; write "start" and "end", or "date", "from" and "to".',
)
_TWICE = Wording(
    "la même personne commence déjà à cette heure à la ligne {row} ; gardez l'une des deux.",
    "the same person already starts at that time in line {row}; keep one of the two.",
)


def shifts_of_rows(
    rows: list[Row],
    names: Names,
    teams: Mapping[str, TeamNamed],
    *,
    team: str | None = None,
    role: str | None = None,
    now: datetime,
) -> Incoming:
    """Every row below the header as a shift, in the local time of its team.

    `team` and `role` (slugs) are those of rows that say none. Rows that were over at the aware
    instant `now` are counted, not kept. All mistakes are told, in the order of the rows.
    """
    header = header_in(rows)
    if header is None:
        return Incoming((), (Mistake(_FILE, _NO_HEADER),))
    if not _has_times(header):
        place = Wording(f"ligne {header.row}", f"line {header.row}")
        return Incoming((), (Mistake(place, _NO_TIMES),))
    shifts: dict[str, tuple[int, ShiftEntry]] = {}
    mistakes: list[Mistake] = []
    over = 0
    for number, cells in rows:
        if number <= header.row:
            continue
        row = RowRead(header, number, cells, mistakes)
        shift = row.shift(names, teams, team, role)
        if shift is None:
            continue
        if shift.slug in shifts:
            row.wrong(Column.PERSON, _TWICE, row=str(shifts[shift.slug][0]))
        elif instant(shift.end, teams[shift.team].zone) <= now:
            over += 1
        else:
            shifts[shift.slug] = number, shift
    return Incoming(
        shifts=tuple(shift for _, shift in shifts.values()),
        mistakes=tuple(mistakes),
        over=over,
        columns=header.left_out,
    )


def _has_times(header: Header) -> bool:
    return {Column.START, Column.END} <= header.places.keys() or (
        {Column.DAY, Column.FROM, Column.TO} <= header.places.keys()
    )
