"""A report as text for machines: JSON and CSV.

Nothing in them was typed by anyone outside: codes, names of our own lists and numbers, so no cell
can be taken for a formula.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

from hotline.cases.report import CaseReport
from hotline.statistics.report import Report
from hotline.statistics.summary import Summary
from hotline.statistics.told import TableTold

SUMMARY = tuple(field.name for field in fields(Summary))
"""Numbers above the tables, in the order they are shown."""


def as_json(report: Report, cases: CaseReport | None = None) -> str:
    """One object: the period, the numbers, and a list of {code, name, calls} per table, of tables
    by two things with a column; null where filters do not reach. What is of the second period has
    the same name and `against`. `cases` is one more, with a list of rows per table."""
    told: dict[str, Any] = {
        "line": report.line,
        "name": report.name,
        "time_zone": report.time_zone,
        "from": report.period.first.isoformat(),
        "to": report.period.last.isoformat(),
        "filters": report.filters,
        "years_not_counted": [*report.years_cut, *report.years_unfiltered],
        **asdict(report.summary),
    }
    if report.against and report.summary_against:
        told["against"] = {
            "from": report.against.first.isoformat(),
            "to": report.against.last.isoformat(),
            **asdict(report.summary_against),
        }
    for table in report.tables:
        told[f"n_{table.key}"] = table.n
        told[f"by_{table.key}"] = None if table.n is None else [*_rows(table)]
    if cases is not None:
        told["cases"] = _case_fields(cases)
    return json.dumps(told, ensure_ascii=False, indent=2)


def _rows(table: TableTold) -> Iterator[dict[str, Any]]:
    for row in table.rows:
        against = row.against or (None,) * len(row.counts)
        for (column, name), count, before in zip(
            table.columns or [("", "")], row.counts, against, strict=True
        ):
            told: dict[str, Any] = {"code": row.code, "name": row.name}
            if table.columns:
                told |= {"column": column, "column_name": name}
            yield told | {"calls": count} | ({} if before is None else {"against": before})


def as_csv(report: Report, cases: CaseReport | None = None) -> str:
    """One number a row: line, from, to, figure, code, name, value; empty when there is none. Where
    a table is by two things, code and name hold both, with a slash between; of the second period,
    rows come after, with its days.

    Of cases, the figure ends with the month where there is one."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("line", "from", "to", "figure", "code", "name", "value"))
    period = (report.line, report.period.first.isoformat(), report.period.last.isoformat())
    writer.writerows((*period, *row) for row in _numbers(report.summary, report.tables, "calls"))
    if cases is not None:
        writer.writerow((*period, "cases_new", "", "", cases.new))
        writer.writerow((*period, "cases_in_time_percent", "", "", cases.in_time_percent))
        for table in cases.tables:
            for line in table.rows:
                for column, value in zip(table.columns, line.values, strict=True):
                    figure = "_".join(filter(None, ("cases", table.key, column, line.month)))
                    writer.writerow((*period, figure, line.code, line.name, value))
    if report.against and report.summary_against:
        period = (report.line, report.against.first.isoformat(), report.against.last.isoformat())
        there = _numbers(report.summary_against, report.tables, "against")
        writer.writerows((*period, *row) for row in there)
    return text.getvalue()


def _numbers(
    summary: Summary, tables: Iterable[TableTold], of: str
) -> Iterator[tuple[str, str, str, Any]]:
    for figure in SUMMARY:
        yield figure, "", "", getattr(summary, figure)
    for table in tables:
        yield f"n_{table.key}", "", "", table.n if of == "calls" else table.against_n
        for row in _rows(table):
            code, name = row["code"], row["name"]
            if table.columns:
                code, name = f"{code}/{row['column']}", f"{name} / {row['column_name']}"
            yield f"by_{table.key}", code, name, row[of]


def _case_fields(cases: CaseReport) -> dict[str, Any]:
    return {
        "new": cases.new,
        "in_time_percent": cases.in_time_percent,
        **{
            f"by_{table.key}": [
                ({"month": row.month} if row.month else {})
                | {"code": row.code, "name": row.name}
                | dict(zip(table.columns, row.values, strict=True))
                for row in table.rows
            ]
            for table in cases.tables
        },
    }
