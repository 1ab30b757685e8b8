"""An invented year: calls whose codes are drawn, most of them from few, and its tables."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache

from hotline.statistics.catalogue import ANSWERED, CATALOGUE, Table
from hotline.statistics.counting import Counts
from hotline.taxonomies import reasons

PUBLISHED = {key: table for key, table in CATALOGUE.items() if table.published}
Codes = dict[str, tuple[str, ...]]
"""By dimension, under which codes a call counts."""


def invented_year(calls: int, seed: int) -> dict[str, Counts]:
    """The exact tables of so many calls."""
    chance = random.Random(seed)
    cells: dict[str, Counter[tuple[str, str]]] = {key: Counter() for key in PUBLISHED}
    n = Counter[str]()
    for _ in range(calls):
        call = _call(chance)
        for key, table in PUBLISHED.items():
            if table.of is ANSWERED and call["kind_obtained"] == ("UNK",):
                continue
            n[key] += 1
            cells[key].update(_cells(table, call))
    return {key: Counts(n[key], cells[key]) for key in PUBLISHED}


def _call(chance: random.Random) -> Codes:
    def one(dimension: str) -> str:
        codes, weights = _likely()[dimension]
        return chance.choices(codes, weights)[0]

    call: Codes = {dimension: (one(dimension),) for dimension in _likely()}
    answered = call["kind_obtained"] != ("UNK",)
    gone = "GONE-WAIT" if call["outcome"] == ("CONNECTED",) else call["outcome"][0]
    call["outcome"] = ("CONNECTED" if answered else gone,)
    call["reason_group"] = (reasons()[call["reason"][0]].group,)
    call["any_reason"] = tuple({call["reason"][0], one("reason")})
    true = {
        "night": call["part_of_day"] == ("night",),
        "sunday": call["weekday"] == ("7",),
        "holiday": chance.random() < 0.03,
    }
    call["moment"] = tuple(name for name, is_so in true.items() if is_so) or ("working",)
    call["moment_there"] = call["moment"]
    return call


def _cells(table: Table, call: Codes) -> Iterator[tuple[str, str]]:
    for row in call[table.rows.key]:
        yield row, call[table.columns.key][0] if table.columns else ""


@cache
def _likely() -> dict[str, tuple[list[str], list[float]]]:
    """By dimension, its codes in an order of their own, each rarer than the one before."""
    found = {}
    for dimension in {d.key: d for t in PUBLISHED.values() for d in t.dimensions}.values():
        codes = sorted(dimension.names())
        random.Random(dimension.key).shuffle(codes)
        found[dimension.key] = codes, [1 / (place + 1) ** 1.3 for place in range(len(codes))]
    return found
