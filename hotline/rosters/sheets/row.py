"""One row of a sheet, read cell by cell: the shift it says, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from hotline.lines.file import ShiftEntry
from hotline.people.names import Named, Names, plain
from hotline.rosters.incoming import (
    IMPORT,
    Mistake,
    Refusal,
    member,
    refused_times,
    shift_slug,
)
from hotline.rosters.sheets.columns import Column, Header
from hotline.rosters.sheets.grid import Cell
from hotline.rosters.sheets.moments import day_in, moment_in, time_in
from hotline.rosters.teams import TeamNamed
from hotline.taxonomies import Wording

T = TypeVar("T")

_EMPTY = Wording("il n'y a rien ; écrivez {form}.", "there is nothing; write {form}.")
_NOT_READ = Wording(
    "« {text} » ne se lit pas ; écrivez {form}.", '"{text}" cannot be read; write {form}.'
)
_NO_TEAM = Wording(
    "l'équipe n'est pas dite ; ajoutez --team ou une colonne « équipe » : {known}.",
    'the team is not said; add --team or a column "team": {known}.',
)
_UNKNOWN_TEAM = Wording(
    "il n'y a pas d'équipe « {text} » ; équipes : {known}.",
    'there is no team "{text}"; teams: {known}.',
)
_NO_ROLE = Wording(
    "le rôle n'est pas dit ; ajoutez --role ou une colonne « rôle » : {known}.",
    'the role is not said; add --role or a column "role": {known}.',
)
_UNKNOWN_ROLE = Wording(
    "l'équipe n'a pas de rôle « {text} » ; rôles : {known}.",
    'the team has no role "{text}"; roles: {known}.',
)
_MOMENT = "24/12/2026 20:00"
_DAY = "24/12/2026"
_TIME = "20:00"
_NAME = "Anne Petit"


class RowRead:
    """A row; what is wrong with its cells joins the mistakes of the others."""

    def __init__(
        self, header: Header, number: int, cells: tuple[Cell, ...], mistakes: list[Mistake]
    ) -> None:
        self._header = header
        self._number = number
        self._cells = cells
        self._mistakes = mistakes

    def shift(
        self, names: Names, teams: Mapping[str, TeamNamed], team: str | None, role: str | None
    ) -> ShiftEntry | None:
        """None when something in the row is wrong."""
        where = self._team(teams, team)
        who = self._person(names, where)
        what = self._role(where, role) if where else None
        times = self._times(where.zone if where else ZoneInfo("UTC"))
        if where is None or who is None or what is None or times is None:
            return None
        start, end = times
        return ShiftEntry(
            slug=shift_slug(IMPORT, where.slug, what, who.slug, start.isoformat()),
            team=where.slug,
            role=what,
            person=who.slug,
            start=start,
            end=end,
        )

    def wrong(self, column: Column, wording: Wording, **values: str) -> None:
        """Notes a mistake in the cell of this column, or where it would be."""
        if column in self._header.places:
            place = self._header.place(self._number, column)
        else:
            place = Wording(f"ligne {self._number}", f"line {self._number}")
        self._mistakes.append(Mistake(place, wording, values))

    def _cell(self, column: Column) -> Cell:
        place = self._header.places.get(column)
        return self._cells[place] if place is not None and place < len(self._cells) else None

    def _person(self, names: Names, team: TeamNamed | None) -> Named | None:
        written = self._cell(Column.PERSON)
        if written is None:
            self.wrong(Column.PERSON, _EMPTY, form=_NAME)
            return None
        found = names.find(str(written))
        person = member(found, team.slug, team.kind) if team else found
        if isinstance(person, Refusal):
            self.wrong(Column.PERSON, person.wording, **person.values)
        return person if isinstance(person, Named) else None

    def _team(self, teams: Mapping[str, TeamNamed], default: str | None) -> TeamNamed | None:
        written = self._cell(Column.TEAM)
        known = ", ".join(teams)
        if written is None:
            if default is None:
                self.wrong(Column.TEAM, _NO_TEAM, known=known)
            return None if default is None else teams[default]
        text = str(written)
        for team in teams.values():
            if plain(text) in {plain(name) for name in (team.slug, *team.names)}:
                return team
        self.wrong(Column.TEAM, _UNKNOWN_TEAM, text=text, known=known)
        return None

    def _role(self, team: TeamNamed, default: str | None) -> str | None:
        written = self._cell(Column.ROLE)
        known = ", ".join(team.roles)
        text = default if written is None else str(written)
        if text is None and len(team.roles) == 1:
            return team.roles[0]
        role = next((role for role in team.roles if text and plain(role) == plain(text)), None)
        if text is None:
            self.wrong(Column.ROLE, _NO_ROLE, known=known)
        elif role is None:
            self.wrong(Column.ROLE, _UNKNOWN_ROLE, text=text, known=known)
        return role

    def _times(self, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
        if Column.START in self._header.places and Column.END in self._header.places:
            start = self._read(Column.START, lambda cell: moment_in(cell, zone), _MOMENT)
            end = self._read(Column.END, lambda cell: moment_in(cell, zone), _MOMENT)
            last = Column.END
        else:
            day = self._read(Column.DAY, day_in, _DAY)
            begins = self._read(Column.FROM, time_in, _TIME)
            ends = self._read(Column.TO, time_in, _TIME)
            if day is None or begins is None or ends is None:
                return None
            midnight = datetime.combine(day, datetime.min.time())
            start = midnight + begins
            end = midnight + ends + timedelta(days=ends <= begins)
            last = Column.TO
        if start is None or end is None:
            return None
        if refusal := refused_times(start, end, zone):
            self.wrong(last, refusal.wording, **refusal.values)
            return None
        return start, end

    def _read(self, column: Column, read: Callable[[Cell], T | None], form: str) -> T | None:
        cell = self._cell(column)
        found = None if cell is None else read(cell)
        if cell is None:
            self.wrong(column, _EMPTY, form=form)
        elif found is None:
            self.wrong(column, _NOT_READ, text=str(cell), form=form)
        return found
