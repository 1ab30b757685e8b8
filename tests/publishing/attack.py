"""An attack on what was published, by somebody who knows how it was made.

They have every table of a year and the methods that come with it: what is told was rounded to 5,
what is not told is small, or was left out to protect something small. They know what the tables
say about each other. They look for small numbers of which some value from 1 to 4 can be ruled out.
It shares no code with what it attacks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import highspy

from hotline.publishing.released import ReleasedTable
from hotline.taxonomies import reasons

Place = tuple[str, str, str]
"""A table, a row and a column, empty for all."""
ANSWERED = {
    *("reason", "any_reason", "reason_group", "profession_reason", "orientation"),
    *("follow_up", "talk", "severity", "helped"),
}
OVERLAPPING = {"any_reason", "moment", "moment_there"}


class Attack:
    """All that follows from the tables of one year."""

    def __init__(self, tables: Mapping[str, ReleasedTable], small: set[Place]) -> None:
        self.solver = highspy.Highs()
        self.solver.silent()
        self.solver.setOptionValue("presolve", "off")
        self.column: dict[Place, int] = {}
        self.range: dict[Place, tuple[float, float]] = {}
        for key, table in tables.items():
            self._know((key, "", ""), table.n, small)
            for cell, told in table.cells.items():
                self._know((key, *cell), told, small)
        for key, table in tables.items():
            self._inside(key, table)
        self._between(set(tables))

    def could_be(self, place: Place) -> set[int]:
        """Which of 1, 2, 3 and 4 this number could still be."""
        return {value for value in (1, 2, 3, 4) if self._fits(place, value)}

    def _know(self, place: Place, told: int | None, small: set[Place]) -> None:
        if told is not None:
            least, most = max(5.0, told - 2.0), told + 2.0
        elif place in small:
            least, most = 0.0, 4.0
        else:
            least, most = 0.0, highspy.kHighsInf
        self.column[place], self.range[place] = len(self.column), (least, most)
        self.solver.addVar(least, most)
        self.solver.changeColIntegrality(self.column[place], highspy.HighsVarType.kInteger)

    def _adds_up(
        self, whole: Place, parts: Sequence[Place], least: float = 0, most: float = 0
    ) -> None:
        """The whole less its parts is between these two."""
        if not {whole, *parts} <= self.column.keys():
            return
        columns = [self.column[whole], *(self.column[part] for part in parts)]
        factors = [1.0] + [-1.0] * len(parts)
        self.solver.addRow(least, most, len(columns), columns, factors)

    def _inside(self, key: str, table: ReleasedTable) -> None:
        rows = sorted({row for row, column in table.cells if row})
        columns = sorted({column for row, column in table.cells if column})
        whole = (key, "", "")
        if key in OVERLAPPING:
            inf = highspy.kHighsInf
            self._adds_up(whole, [(key, row, "") for row in rows], -inf, 0)
            for row in rows:
                self._adds_up(whole, [(key, row, "")], 0, inf)
            return
        self._adds_up(whole, [(key, row, "") for row in rows])
        if columns:
            self._adds_up(whole, [(key, "", column) for column in columns])
            for row in rows:
                self._adds_up((key, row, ""), [(key, row, column) for column in columns])
            for column in columns:
                self._adds_up((key, "", column), [(key, row, column) for row in rows])

    def _between(self, keys: set[str]) -> None:
        inf = highspy.kHighsInf
        for same in (ANSWERED & keys, keys - ANSWERED):
            for one, other in pairwise(sorted(same)):
                self._adds_up((one, "", ""), [(other, "", "")])
        self._adds_up(("outcome", "", ""), [("reason", "", "")], 0, inf)
        self._adds_up(("outcome", "", ""), [("reason", "", ""), ("kind", "", "UNK")])
        self._adds_up(("reason", "", ""), [("outcome", "CONNECTED", "")], 0, inf)
        self._adds_up(("moment", "night", ""), [("weekday_part", "", "night")])
        self._adds_up(("moment", "sunday", ""), [("weekday_part", "7", "")])
        groups: dict[str, list[Place]] = {}
        for code, reason in reasons().items():
            groups.setdefault(reason.group, []).append(("reason", code, ""))
            self._adds_up(("any_reason", code, ""), [("reason", code, "")], 0, inf)
        for group, members in groups.items():
            self._adds_up(("reason_group", group, ""), members)
            self._adds_up(("reason_group", group, ""), [("profession_reason", "", group)])
        for key, row, column in list(self.column):
            if key == "profession_reason" and row and not column:
                self._adds_up(("profession", row, ""), [(key, row, "")], 0, inf)

    def _fits(self, place: Place, value: int) -> bool:
        least, most = self.range[place]
        if not least <= value <= most:
            return False
        self.solver.changeColBounds(self.column[place], value, value)
        self.solver.run()
        fits = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        self.solver.changeColBounds(self.column[place], least, most)
        return fits
