"""What somebody could still take for possible who knows the numbers given away and how they were
made. Whole numbers are searched for by integer programming, so the answer is exact."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

import highspy
import numpy as np

Name = TypeVar("Name", bound=Hashable)
Range = tuple[int, int | None]
"""The least and the most that a number can be; None is no limit."""


class _Solver(highspy.Highs):
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 - the library's name
        """Nobody here wants to be called back; and whoever makes ready for it is greeted by the
        library on standard output, in the middle of what a command writes there."""


class Possible(Generic[Name]):
    """Unknown whole numbers within ranges, bound by sums."""

    def __init__(self, ranges: Mapping[Name, Range]) -> None:
        self._solver = _Solver()
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        # So small a problem is solved sooner than it is made smaller.
        self._solver.setOptionValue("presolve", "off")
        self._names = list(ranges)
        self._column = {name: nth for nth, name in enumerate(self._names)}
        self._range = dict(ranges)
        for least, most in ranges.values():
            self._solver.addVar(least, _or_no_limit(most))

    def bind(self, whole: Name, parts: Iterable[Name], relation: str) -> None:
        """The whole is the sum of its parts (=), at least that (>=) or at most (<=)."""
        columns = [self._column[whole], *(self._column[part] for part in parts)]
        factors = [1.0, *(-1.0 for _ in columns[1:])]
        least = -highspy.kHighsInf if relation == "<=" else 0
        most = highspy.kHighsInf if relation == ">=" else 0
        self._solver.addRow(least, most, len(columns), columns, factors)

    def widen(self, name: Name, to: Range) -> None:
        """What is known of a number becomes less."""
        self._range[name] = to
        self._set(name, to)

    def with_value(self, name: Name, value: int) -> dict[Name, int] | None:
        """Whole numbers that fit together, this one being so; None when there are none."""
        least, most = self._range[name]
        if value < least or (most is not None and value > most):
            return None
        self._set(name, (value, value))
        try:
            fit = self._any()
            if fit is not None and any(number % 1 for number in fit):
                fit = self._whole()
        finally:
            self._set(name, self._range[name])
        return None if fit is None else dict(zip(self._names, map(round, fit), strict=True))

    def _any(self) -> list[float] | None:
        """Numbers that fit, whole or not: most often they are, at a corner of what is possible,
        and found many times faster. None when not even such exist."""
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return [round(number, 6) for number in self._solver.getSolution().col_value]

    def _whole(self) -> list[float] | None:
        """The same, whole: integer programming."""
        self._make(highspy.HighsVarType.kInteger)
        try:
            return self._any()
        finally:
            self._make(highspy.HighsVarType.kContinuous)

    def _make(self, kind: highspy.HighsVarType) -> None:
        every = np.arange(len(self._names), dtype=np.int32)
        kinds = np.full(len(every), int(kind), dtype=np.uint8)
        self._solver.changeColsIntegrality(len(every), every, kinds)

    def _set(self, name: Name, to: Range) -> None:
        least, most = to
        self._solver.changeColBounds(self._column[name], least, _or_no_limit(most))


def _or_no_limit(most: int | None) -> float:
    return highspy.kHighsInf if most is None else most
