"""A publication as it is kept and given to machines: JSON, always the same bytes for the same
numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from hotline.publishing.released import Release, ReleasedTable

_PLAIN = ("line", "name", "time_zone", "year", "lists_version", "calls", "from_history")


def as_json(release: Release) -> str:
    """One object. Of a table: `n`, and a list of cells, each with its `row` and `column` (empty:
    all of them), `calls` and `share_percent` (null: not told)."""
    told = {name: getattr(release, name) for name in _PLAIN}
    told |= {"made_on": release.made_on.isoformat(), "measures": dict(release.measures)}
    told["tables"] = [_table(table) for table in release.tables.values()]
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_json(text: str) -> Release:
    """What `as_json` wrote; rows and columns in the same order."""
    told: Mapping[str, Any] = json.loads(text)
    tables = {
        table["key"]: ReleasedTable(
            table["key"],
            table["n"],
            {(cell["row"], cell["column"]): cell["calls"] for cell in table["cells"]},
        )
        for table in told["tables"]
    }
    return Release(
        **{name: told[name] for name in _PLAIN},
        made_on=date.fromisoformat(told["made_on"]),
        measures=told["measures"],
        tables=tables,
    )


def _table(table: ReleasedTable) -> dict[str, Any]:
    cells = [
        {"row": row, "column": column, "calls": calls, "share_percent": table.share((row, column))}
        for (row, column), calls in table.cells.items()
    ]
    return {"key": table.key, "n": table.n, "cells": cells}
