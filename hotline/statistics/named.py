"""Names of codes, in the order that they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hotline.statistics.counted import NOT_RECORDED
from hotline.taxonomies import Listed, Wording
from hotline.words.moments import day_name, month_name


def as_listed(entries: Mapping[str, Listed]) -> dict[str, Wording]:
    """The entries under which something can be counted, « Non renseigné » last."""
    names = {code: entry.name for code, entry in entries.items() if entry.into is None}
    if NOT_RECORDED in names:
        names[NOT_RECORDED] = names.pop(NOT_RECORDED)
    return names


@cache
def months() -> dict[str, Wording]:
    """By two digits, 01 first."""
    return {f"{n:02}": Wording(month_name(n, "fr"), month_name(n, "en")) for n in range(1, 13)}


@cache
def weekdays() -> dict[str, Wording]:
    """By their number, 1 for Monday."""
    return {str(n + 1): Wording(day_name(n, "fr"), day_name(n, "en")) for n in range(7)}
