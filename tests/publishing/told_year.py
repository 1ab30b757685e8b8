"""A publication that took no time to make, for what is written from one: every table of the
catalogue, its numbers rounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from hotline.publishing.measures import MEASURES
from hotline.publishing.protecting import BASE, FEW
from hotline.publishing.quantities import exact_values
from hotline.publishing.released import Release, ReleasedTable
from tests.publishing.invented import invented_year


@cache
def told_year(year: int = 2025, calls: int = 900) -> Release:
    """So many calls. Its small numbers are left out, but could be worked out: it is a trial's."""
    counted = invented_year(calls, year)
    tables = {
        key: ReleasedTable(
            key, _rounded(counted[key].n), {cell: _rounded(count) for cell, count in cells.items()}
        )
        for key, cells in exact_values(counted).items()
    }
    return Release(
        line="entraide",
        name="Entraide",
        time_zone="Europe/Paris",
        year=year,
        made_on=date(year + 1, 1, 15),
        lists_version=1,
        calls=_rounded(calls),
        tables=tables,
        measures=dict(zip(MEASURES, (85, 25, 45, 80, 70, 91, 96, 31, 24, 9), strict=True)),
    )


def nothing_told(release: Release) -> Release:
    """The same, of so few calls that no number can be told."""
    return replace(
        release,
        calls=None,
        tables={
            key: ReleasedTable(key, None, dict.fromkeys(table.cells))
            for key, table in release.tables.items()
        },
        measures=dict.fromkeys(release.measures),
    )


def _rounded(count: int) -> int | None:
    return None if count < FEW else round(count / BASE) * BASE
