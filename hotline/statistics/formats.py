"""A report as text for machines: JSON and CSV.

Nothing in them was typed by anyone outside: codes, names of our own lists and numbers, so no cell
can be taken for a formula.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from hotline.cases.report import CaseReport
from hotline.statistics.report import Report

SUMMARY = (
    "calls",
    "connected",
    "connected_percent",
    "median_seconds_to_human",
    "ninety_percent_seconds_to_human",
    "talk_minutes",
    "mean_talk_minutes",
)
"""Fields of a report that are one number each, in the order they are shown."""


def as_json(report: Report, cases: CaseReport | None = None) -> str:
    """One object: the period, the numbers, and a list of {code, name, calls} per breakdown; `cases`
    is one more, with a list of rows per table."""
    fields: dict[str, Any] = asdict(report)
    breakdowns = fields.pop("breakdowns")
    fields["from"] = fields.pop("first").isoformat()
    fields["to"] = fields.pop("last").isoformat()
    fields |= {f"by_{part['key']}": part["rows"] for part in breakdowns}
    if cases is not None:
        fields["cases"] = _case_fields(cases)
    return json.dumps(fields, ensure_ascii=False, indent=2)


def as_csv(report: Report, cases: CaseReport | None = None) -> str:
    """One number a row: line, from, to, figure, code, name, value; empty when there is none.

    Of cases, the figure ends with the month where there is one."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("line", "from", "to", "figure", "code", "name", "value"))
    period = (report.line, report.first.isoformat(), report.last.isoformat())
    for figure in SUMMARY:
        writer.writerow((*period, figure, "", "", getattr(report, figure)))
    for part in report.breakdowns:
        for row in part.rows:
            writer.writerow((*period, f"by_{part.key}", row.code, row.name, row.calls))
    if cases is not None:
        writer.writerow((*period, "cases_new", "", "", cases.new))
        writer.writerow((*period, "cases_in_time_percent", "", "", cases.in_time_percent))
        for table in cases.tables:
            for line in table.rows:
                for column, value in zip(table.columns, line.values, strict=True):
                    figure = "_".join(filter(None, ("cases", table.key, column, line.month)))
                    writer.writerow((*period, figure, line.code, line.name, value))
    return text.getvalue()


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
