"""Counts of cases with names, as tables in the order people read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from hotline.cases.counted import BANDS, LATER, NEVER, Counted, Figure
from hotline.cases.words import ASKED_BY, CHANNELS, OUTCOMES
from hotline.taxonomies import Wording, professions


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row; `month` is "2026-11", or empty where the months are taken together."""

    month: str
    code: str
    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Cases sorted by one thing; what was never counted has no row."""

    key: str
    title: str
    columns: Mapping[str, str]
    """What each of the values is: by key, its title."""
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class CaseReport:
    """The cases of some months, told in one language."""

    new: int
    in_time_percent: float | None
    """Of those opened in these months of which it is known whether they were answered in time."""
    tables: tuple[CaseTable, ...]


def case_report(counts: Counted, language: str) -> CaseReport:
    """Names what was counted; rounds to one decimal."""
    total: dict[tuple[Figure, str], int] = defaultdict(int)
    for (_, figure, code), count in counts.items():
        total[figure, code] += count
    in_time, late = total[Figure.IN_TIME, "yes"], total[Figure.IN_TIME, "no"]
    known = in_time + late
    return CaseReport(
        new=sum(count for (figure, _), count in total.items() if figure is Figure.NEW_FOR),
        in_time_percent=round(100 * in_time / known, 1) if known else None,
        tables=tuple(_table(shape, counts, language) for shape in _shapes()),
    )


@dataclass(frozen=True, slots=True)
class _Shape:
    key: str
    title: Wording
    names: Mapping[str, Wording]
    columns: Mapping[Figure, tuple[str, Wording]]
    by_month: bool = False


_NEW = ("new", Wording("Nouvelles", "New"))
_ONGOING = ("ongoing", Wording("En cours", "Ongoing"))
_CASES = ("cases", Wording("Demandes", "Cases"))


def _shapes() -> tuple[_Shape, ...]:
    return (
        _Shape(
            "profession",
            Wording("Métier", "Profession"),
            {profession.code: profession.name for profession in professions().values()},
            {Figure.NEW_PROFESSION: _NEW, Figure.ONGOING_PROFESSION: _ONGOING},
            by_month=True,
        ),
        _Shape(
            "asked_by",
            Wording("Reçue par", "Came by"),
            ASKED_BY,
            {Figure.NEW_ASKED_BY: _NEW, Figure.ONGOING_ASKED_BY: _ONGOING},
            by_month=True,
        ),
        _Shape("for", Wording("Pour qui", "For whom"), _FOR, {Figure.NEW_FOR: _NEW}),
        _Shape(
            "first_contact",
            Wording("Premier contact après", "First contact after"),
            _HOURS,
            {Figure.FIRST_CONTACT: _CASES},
        ),
        _Shape(
            "in_time",
            Wording("Dans le délai", "Within the limit"),
            _IN_TIME,
            {Figure.IN_TIME: _CASES},
        ),
        _Shape("outcome", Wording("Issue", "Outcome"), OUTCOMES, {Figure.OUTCOME: _CASES}),
        _Shape(
            "channel",
            Wording("Contacts", "Contacts"),
            CHANNELS,
            {
                Figure.CONTACTS: ("contacts", Wording("Contacts", "Contacts")),
                Figure.MINUTES: ("minutes", Wording("Minutes", "Minutes")),
            },
        ),
    )


_FOR = {
    "self": Wording("pour soi", "for oneself"),
    "other": Wording("pour quelqu'un d'autre", "for somebody else"),
}
_HOURS = {
    **{name: Wording(f"{name} h", f"{name} h") for _, name in BANDS},
    LATER: Wording("72 h et plus", "72 h and more"),
    NEVER: Wording("jamais", "never"),
}
_IN_TIME = {"yes": Wording("oui", "yes"), "no": Wording("non", "no")}


def _table(shape: _Shape, counts: Counted, language: str) -> CaseTable:
    figures = list(shape.columns)
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(figures))
    for (month, figure, code), count in counts.items():
        if figure in shape.columns:
            when = f"{month:%Y-%m}" if shape.by_month else ""
            sums[when, code][figures.index(figure)] += count
    order = {code: place for place, code in enumerate(shape.names)}
    keys = sorted(sums, key=lambda key: (key[0], order.get(key[1], len(order)), key[1]))
    rows = (
        CaseRow(
            month,
            code,
            shape.names[code].read_in(language) if code in shape.names else code,
            tuple(sums[month, code]),
        )
        for month, code in keys
    )
    columns = {key: name.read_in(language) for key, name in shape.columns.values()}
    return CaseTable(shape.key, shape.title.read_in(language), columns, tuple(rows))
