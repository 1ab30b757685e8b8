"""Which column of a sheet holds what, by the words in its first row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hotline.people.names import plain
from hotline.rosters.sheets.grid import Row, letter
from hotline.taxonomies import Wording


class Column(StrEnum):
    """What a column holds."""

    PERSON = "person"
    TEAM = "team"
    ROLE = "role"
    START = "start"
    END = "end"
    DAY = "day"
    FROM = "from"
    TO = "to"


TITLES: Mapping[Column, Wording] = {
    Column.PERSON: Wording("personne", "person"),
    Column.TEAM: Wording("équipe", "team"),
    Column.ROLE: Wording("rôle", "role"),
    Column.START: Wording("début", "start"),
    Column.END: Wording("fin", "end"),
    Column.DAY: Wording("date", "date"),
    Column.FROM: Wording("de", "from"),
    Column.TO: Wording("à", "to"),
}
"""What each is called; these are understood, and the others below."""
_ALSO = {
    "nom": Column.PERSON,
    "name": Column.PERSON,
    "qui": Column.PERSON,
    "who": Column.PERSON,
    "jour": Column.DAY,
    "day": Column.DAY,
    "heure de debut": Column.FROM,
    "heure de fin": Column.TO,
    "jusqu a": Column.TO,
    "until": Column.TO,
}
_KNOWN = {
    plain(text): column for column, title in TITLES.items() for text in (title.fr, title.en)
} | _ALSO
_LOOKED_AT = 10


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns: where each is, as written there, and what is not read."""

    row: int
    places: Mapping[Column, int]
    titles: Mapping[Column, str]
    left_out: tuple[str, ...]

    def place(self, row: int, column: Column) -> Wording:
        """A cell as people find it: line 37, column C "début"."""
        where, title = letter(self.places[column]), self.titles[column]
        return Wording(
            f"ligne {row}, colonne {where} « {title} »", f'line {row}, column {where} "{title}"'
        )


def header_in(rows: list[Row]) -> Header | None:
    """The first row (of ten) that names a person's column; None when there is none."""
    for number, cells in rows[:_LOOKED_AT]:
        texts = [cell if isinstance(cell, str) else "" for cell in cells]
        found = {_KNOWN.get(plain(text)): place for place, text in reversed([*enumerate(texts)])}
        places = {column: place for column, place in found.items() if column is not None}
        if Column.PERSON in places:
            read = set(places.values())
            return Header(
                number,
                places,
                {column: texts[place] for column, place in places.items()},
                tuple(text for place, text in enumerate(texts) if text and place not in read),
            )
    return None
