"""What is told of a year beside its tables: how long callers waited, and how long they talked.

Only where enough calls stand behind it, and in whole steps: half of twenty calls is nobody's call.
"""

from __future__ import annotations

from collections.abc import Mapping

from hotline.publishing.protecting import FEW, told
from hotline.publishing.released import ReleasedTable
from hotline.statistics.catalogue import ALL, ANSWERED, CATALOGUE
from hotline.statistics.figures import Durations, quantile
from hotline.statistics.keeping import TALK, TO_HUMAN
from hotline.statistics.summary import SERVICE_LEVELS

ENOUGH = 20
"""Calls behind a median, a mean, nine times in ten, or a share."""
ENOUGH_FOR_99 = 100
SECONDS = 5
"""Steps of a wait: rounded up, so that what is told as heard within it was."""
MEASURES = (
    "connected_percent",
    "median_seconds_to_human",
    "ninety_percent_seconds_to_human",
    "ninety_nine_percent_seconds_to_human",
    *(f"within_{seconds}_seconds_percent" for seconds in SERVICE_LEVELS),
    "mean_talk_minutes",
    "median_talk_minutes",
    "over_60_minutes_percent",
)
"""All of them, in the order that they are told."""
LONG = ("60+", "")


def measures(durations: Durations, tables: Mapping[str, ReleasedTable]) -> dict[str, int | None]:
    """Every measure, by its name; None is not told. Shares are of rounded numbers, so that they
    tell no more than these do."""
    waits, talks = durations[TO_HUMAN], durations[TALK]
    found: dict[str, int | None] = dict.fromkeys(MEASURES)
    populations = {CATALOGUE[key].of.key: table.n for key, table in tables.items()}
    found["connected_percent"] = share(populations.get(ANSWERED.key), populations.get(ALL.key))
    for name, percent, enough in (
        ("median", 50, ENOUGH),
        ("ninety_percent", 90, ENOUGH),
        ("ninety_nine_percent", 99, ENOUGH_FOR_99),
    ):
        if waits.total() >= enough:
            seconds = quantile(waits, percent)
            found[f"{name}_seconds_to_human"] = max(1, -(-seconds // SECONDS)) * SECONDS
    for level in SERVICE_LEVELS:
        within = sum(calls for seconds, calls in waits.items() if seconds <= level)
        found[f"within_{level}_seconds_percent"] = share(told(within), told(waits.total()))
    if talks.total() >= ENOUGH:
        total = sum(seconds * calls for seconds, calls in talks.items())
        found["mean_talk_minutes"] = round(total / talks.total() / 60)
        found["median_talk_minutes"] = round(quantile(talks, 50) / 60)
    if "talk" in tables:
        found["over_60_minutes_percent"] = share(tables["talk"].cells[LONG], tables["talk"].n)
    return found


def share(part: int | None, whole: int | None) -> int | None:
    """Whole percent; None where one of the two is not told, next to nothing is left beside the
    part, or there are too few calls."""
    if part is None or whole is None or whole < ENOUGH or whole - part <= FEW:
        return None
    return round(100 * part / whole) or None
