"""The dictionary of a publication: every table, dimension and code in it, and what it means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hotline.publishing.naming import MEASURE_NAMES, code_name, dimensions_in, unit
from hotline.publishing.released import Release
from hotline.sheets import Cell, Sheet
from hotline.statistics.catalogue import CATALOGUE, Table
from hotline.statistics.dimensions import DIMENSIONS, Dimension
from hotline.taxonomies import Wording, versions

COLUMNS = (
    *("kind", "key", "code", "name_fr", "name_en", "definition_fr", "definition_en"),
    *("calls_counted_fr", "calls_counted_en", "since", "retired", "into"),
)


def as_json(release: Release) -> str:
    """One object: the version of the lists, then tables, dimensions with their codes, measures."""
    told = {
        "line": release.line,
        "year": release.year,
        "lists": {
            "version": release.lists_version,
            "versions": [
                {"number": one.number, "day": one.day.isoformat(), **_both("changes", one.changes)}
                for one in versions()
            ],
        },
        "tables": [_table(CATALOGUE[key]) for key in release.tables],
        "dimensions": [
            _dimension(DIMENSIONS[key], codes)
            for key, codes in dimensions_in(release.tables).items()
        ],
        "measures": [
            {"key": key, **_both("name", name), **_both("unit", unit(key))}
            for key, name in MEASURE_NAMES.items()
            if key in release.measures
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def as_sheet(release: Release) -> Sheet:
    """The same, one thing a row: a table, a dimension, a code of it, or a measure."""
    return Sheet("dictionary", COLUMNS, [*_rows(release)])


def _rows(release: Release) -> Iterator[tuple[Cell, ...]]:
    nothing = (None, None, None)
    for key in release.tables:
        table = CATALOGUE[key]
        counted = (table.of.name.fr, table.of.name.en)
        yield ("table", key, None, *_two(table.title), *_two(table.definition), *counted, *nothing)
    for key, codes in dimensions_in(release.tables).items():
        dimension = DIMENSIONS[key]
        about = (*_two(dimension.title), *_two(dimension.definition), None, None)
        yield ("dimension", key, None, *about, *nothing)
        for code in codes:
            history = _history(dimension, code)
            called = _two(code_name(dimension, code))
            listed = (history.get("since"), history.get("retired"), history.get("into"))
            yield ("code", key, code, *called, None, None, None, None, *listed)
    for key, name in MEASURE_NAMES.items():
        if key in release.measures:
            yield ("measure", key, None, *_two(name), *[None] * 4, *nothing)


def _table(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        **_both("title", table.title),
        **_both("definition", table.definition),
        "calls_counted": table.of.key,
        **_both("calls_counted", table.of.name),
        "rows": table.rows.key,
        "columns": None if table.columns is None else table.columns.key,
        "overlapping": table.rows.overlapping,
    }


def _dimension(dimension: Dimension, codes: list[str]) -> dict[str, Any]:
    return {
        "key": dimension.key,
        **_both("title", dimension.title),
        **_both("definition", dimension.definition),
        "codes": [
            {"code": code, **_both("name", code_name(dimension, code)), **_history(dimension, code)}
            for code in codes
        ],
    }


def _history(dimension: Dimension, code: str) -> dict[str, Any]:
    """With which version of the lists a code came and went, and under which one it is counted."""
    listed = dimension.entry(code)
    if listed is None:
        return {}
    return {"since": listed.since, "retired": listed.retired, "into": listed.into}


def _both(name: str, wording: Wording) -> dict[str, str]:
    return {f"{name}_fr": wording.fr, f"{name}_en": wording.en}


def _two(wording: Wording) -> tuple[str, str]:
    return wording.fr, wording.en
