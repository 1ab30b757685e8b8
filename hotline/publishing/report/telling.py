"""What the report tells, ready to be set: words and numbers, no layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hotline.publishing.naming import MEASURE_NAMES, NOT_SHOWN, code_name, unit
from hotline.publishing.released import Release, ReleasedTable
from hotline.publishing.report import words as say
from hotline.publishing.report.readable import blocks, readable, unbroken
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.counted import NOT_RECORDED
from hotline.statistics.told import NATURAL_ORDER
from hotline.taxonomies import Wording
from hotline.words.moments import month_name

Texts = Mapping[str, str]
"""The line's own words by place (see words.PLACES)."""
NARROW = "\u202f"


def told(
    release: Release,
    texts: Texts,
    language: str,
    *,
    earlier: Sequence[Release] = (),
    draft: bool = False,
    invented: Wording | None = None,
) -> dict[str, Any]:
    """Everything in one language. `earlier` are publications of years before, oldest first."""

    def t(wording: Wording, **values: object) -> str:
        filled = wording.filled(**values) if values else wording
        return unbroken(filled.read_in(language), language)

    made, name = release.made_on, readable(release.name)
    day = f"{made.day} {month_name(made.month, language)} {made.year}"
    methods = [*say.METHODS, *([say.FROM_HISTORY] if release.from_history else [])]
    return {
        "language": language,
        "name": name,
        "year": str(release.year),
        "title": t(say.TITLE, name=name, year=release.year),
        "report": t(say.REPORT),
        "about": t(say.ABOUT),
        "running": t(say.RUNNING, year=release.year),
        "licence": "" if draft else t(say.LICENCE, day=day),
        "invented": t(invented) if invented else "",
        "made": [made.year, made.month, made.day],
        "draft": draft,
        "words": {key: t(wording) for key, wording in say.WORDS.items()},
        "texts": {place: blocks(texts.get(place, "")) for place in say.PLACES},
        "measures": _measures(release, language),
        "chapters": [
            _chapter(t(title), place, [release.tables[key] for key in keys], language)
            for title, place, every in say.CHAPTERS
            if (keys := [key for key in every if key in release.tables])
        ],
        "years": _years([*earlier, release], language),
        "methods": [t(method) for method in methods],
    }


def number(count: int | None, language: str) -> str:
    """« 6 980 », "6,980"; « non montré » for None."""
    if count is None:
        return NOT_SHOWN.read_in(language)
    return f"{count:,}".replace(",", "," if language == "en" else NARROW)


def _percent(share: int | None, language: str) -> str:
    if share is None:
        return ""
    percent = "%" if language == "en" else f"{NARROW}%"
    return f"{share}{percent}" if share else f"<{NARROW}1{percent}"


def _measures(release: Release, language: str) -> list[dict[str, str]]:
    rows = [(say.CALLS, number(release.calls, language))]
    if "talk" in release.tables:
        rows.append((say.ANSWERED, number(release.tables["talk"].n, language)))
    for key, name in MEASURE_NAMES.items():
        if key in release.measures:
            rows.append((name, _with_unit(key, release.measures[key], language)))
    moments = release.tables.get("moment")
    for code, name in say.MOMENTS.items() if moments else ():
        share = moments.share((code, "")) if moments else None
        rows.append((name, _percent(share, language) or NOT_SHOWN.read_in(language)))
    return [
        {"name": unbroken(name.read_in(language), language), "shown": shown} for name, shown in rows
    ]


def _with_unit(key: str, value: int | None, language: str) -> str:
    if value is None:
        return NOT_SHOWN.read_in(language)
    of = unit(key).read_in(language)
    if of == "%":
        return _percent(value, language)
    return f"{value}{NARROW}{of}"


def _chapter(
    title: str, place: str, tables: Sequence[ReleasedTable], language: str
) -> dict[str, Any]:
    """Its sections, and in one sentence the tables of which nothing can be shown."""
    sections = [_section(table, language) for table in tables]
    empty = [section["title"] for section in sections if not section["rows"]]
    hidden = say.NOTHING_SHOWN.filled(names=", ".join(empty)).read_in(language) if empty else ""
    return {
        "title": title,
        "text": place,
        "sections": [section for section in sections if section["rows"]],
        "hidden": unbroken(hidden, language),
    }


def _section(table: ReleasedTable, language: str) -> dict[str, Any]:
    of = CATALOGUE[table.key]
    head, n = of.rows.title.read_in(language), say.OF if table.n is not None else say.OF_FEW
    whose = of.of.name.read_in(language)
    about = n.filled(n=number(table.n, language), of=whose[:1].lower() + whose[1:])
    whole = about.read_in(language)
    if of.rows.overlapping:
        whole += " " + say.OVERLAPS.read_in(language)
    section = {
        "title": of.title.read_in(language),
        "definition": unbroken(of.definition.read_in(language), language),
        "n": unbroken(whole, language),
        "head": head,
    }
    return section | (_bars(table, language) if of.columns is None else _matrix(table, language))


def _bars(table: ReleasedTable, language: str) -> dict[str, Any]:
    of = CATALOGUE[table.key]
    codes = [row for row, _ in table.cells]
    shown = [code for code in codes if table.cells[code, ""] is not None]
    if table.key not in NATURAL_ORDER:
        shown.sort(key=lambda code: (code == NOT_RECORDED, -(table.cells[code, ""] or 0)))
    return {
        "kind": "bars",
        "bar": say.BAR.read_in(language),
        "count": say.COUNT.read_in(language),
        "share": say.SHARE.read_in(language),
        "rows": [
            {
                "name": _capital(code_name(of.rows, code).read_in(language)),
                "count": table.cells[code, ""],
                "shown": number(table.cells[code, ""], language),
                "share": _percent(table.share((code, "")), language),
            }
            for code in shown
        ],
        "hidden": _hidden(
            [code_name(of.rows, code).read_in(language) for code in codes if code not in shown],
            language,
        ),
    }


def _matrix(table: ReleasedTable, language: str) -> dict[str, Any]:
    of = CATALOGUE[table.key]
    assert of.columns is not None
    rows = [row for row, column in table.cells if row and not column]
    columns = [column for row, column in table.cells if column and not row]
    shown = [row for row in rows if table.cells[row, ""] is not None]
    return {
        "kind": "matrix",
        "columns": [_capital(code_name(of.columns, code).read_in(language)) for code in columns],
        "whole": say.ALL.read_in(language),
        "rows": [
            {
                "name": _capital(code_name(of.rows, row).read_in(language)),
                "whole": number(table.cells[row, ""], language),
                "cells": [
                    {
                        "count": table.cells[row, column] or 0,
                        "shown": "–"
                        if table.cells[row, column] is None
                        else number(table.cells[row, column], language),
                    }
                    for column in columns
                ],
            }
            for row in shown
        ],
        "hidden": _hidden(
            [code_name(of.rows, row).read_in(language) for row in rows if row not in shown],
            language,
        ),
    }


def _hidden(names: list[str], language: str) -> str:
    if not names:
        return ""
    few = say.HIDDEN.filled(names=", ".join(names))
    many = say.HIDDEN_MANY.filled(count=len(names))
    told = many if len(names) > say.MANY else few
    return unbroken(told.read_in(language), language)


def _years(releases: Sequence[Release], language: str) -> dict[str, Any]:
    """Calls, then the main reasons that are told in the last of these years; none for one alone."""
    releases = releases[-say.YEARS :]
    if len(releases) < 2:
        return {"columns": [], "rows": []}
    rows = [
        {
            "name": say.CALLS.read_in(language),
            "values": [number(release.calls, language) for release in releases],
        }
    ]
    last = releases[-1].tables.get("reason")
    largest = sorted((last.cells if last else {}).items(), key=lambda one: -(one[1] or 0))
    told_of = [cell for cell, count in largest if count and cell[0] != NOT_RECORDED]
    for cell in told_of[: say.LARGEST]:
        tables = [release.tables.get("reason") for release in releases]
        rows.append(
            {
                "name": code_name(CATALOGUE["reason"].rows, cell[0]).read_in(language),
                "values": [
                    number(table.cells.get(cell) if table else None, language) for table in tables
                ],
            }
        )
    return {"columns": [str(release.year) for release in releases], "rows": rows}


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
