"""Names of what a publication holds: those of today's lists, also for codes that have left them
since."""

from __future__ import annotations

from collections.abc import Mapping

from hotline.publishing.released import Cell, ReleasedTable
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.dimensions import DIMENSIONS, Dimension
from hotline.statistics.summary import SERVICE_LEVELS
from hotline.taxonomies import Wording

ALL_TOGETHER = Wording("Ensemble", "All")
NOT_SHOWN = Wording("non montré", "not shown")
UNITS = {
    "percent": Wording("%", "%"),
    "human": Wording("s", "s"),
    "minutes": Wording("min", "min"),
}
MEASURE_NAMES = {
    "connected_percent": Wording(
        "Part des appels où une personne a répondu", "Share of calls in which somebody answered"
    ),
    "median_seconds_to_human": Wording(
        "Attente avant une voix humaine : une fois sur deux, au plus",
        "Wait for a human voice: one time in two, at most",
    ),
    "ninety_percent_seconds_to_human": Wording(
        "… neuf fois sur dix, au plus", "… nine times in ten, at most"
    ),
    "ninety_nine_percent_seconds_to_human": Wording(
        "… quatre-vingt-dix-neuf fois sur cent, au plus",
        "… ninety-nine times in a hundred, at most",
    ),
    **{
        f"within_{seconds}_seconds_percent": Wording(
            f"Voix humaine entendue en {seconds} s au plus, parmi les appels où une personne a"
            " répondu",
            f"Human voice heard within {seconds} s, of calls in which somebody answered",
        )
        for seconds in SERVICE_LEVELS
    },
    "mean_talk_minutes": Wording("Durée moyenne de la conversation", "Mean length of the talk"),
    "median_talk_minutes": Wording("Durée médiane de la conversation", "Median length of the talk"),
    "over_60_minutes_percent": Wording(
        "Conversations d'une heure et plus", "Talks of an hour and more"
    ),
}
"""In the order that they are told."""


def unit(measure: str) -> Wording:
    """What a measure is counted in."""
    return UNITS[measure.rpartition("_")[2]]


def code_name(dimension: Dimension, code: str) -> Wording:
    """What a code is called; an empty one is all of them."""
    if not code:
        return ALL_TOGETHER
    names = dimension.names()
    if code in names:
        return names[code]
    entry = dimension.entry(code)
    return entry.name if entry else Wording(code, code)


def cell_names(table: ReleasedTable, cell: Cell) -> tuple[Wording, Wording]:
    """What a cell's row and column are called; the column is empty where there are none."""
    of = CATALOGUE[table.key]
    row, column = cell
    across = Wording("", "") if of.columns is None else code_name(of.columns, column)
    return code_name(of.rows, row), across


def codes_in(table: ReleasedTable) -> dict[str, list[str]]:
    """By the key of each of its dimensions, the codes that it has, in order; not the margins."""
    found: dict[str, list[str]] = {}
    for place, dimension in enumerate(CATALOGUE[table.key].dimensions):
        codes = dict.fromkeys(cell[place] for cell in table.cells)
        found[dimension.key] = [code for code in codes if code]
    return found


def dimensions_in(tables: Mapping[str, ReleasedTable]) -> dict[str, list[str]]:
    """The same for several tables together, in the order of all dimensions."""
    found: dict[str, dict[str, None]] = {}
    for table in tables.values():
        for key, codes in codes_in(table).items():
            found.setdefault(key, {}).update(dict.fromkeys(codes))
    return {key: [*found[key]] for key in DIMENSIONS if key in found}
