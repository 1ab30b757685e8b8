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


def as_json(report: Report) -> str:
    """One object: the period, the numbers, and a list of {code, name, calls} per breakdown."""
    fields: dict[str, Any] = asdict(report)
    breakdowns = fields.pop("breakdowns")
    fields["from"] = fields.pop("first").isoformat()
    fields["to"] = fields.pop("last").isoformat()
    fields |= {f"by_{part['key']}": part["rows"] for part in breakdowns}
    return json.dumps(fields, ensure_ascii=False, indent=2)


def as_csv(report: Report) -> str:
    """One number a row: line, from, to, figure, code, name, value; empty when there is none."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("line", "from", "to", "figure", "code", "name", "value"))
    period = (report.line, report.first.isoformat(), report.last.isoformat())
    for figure in SUMMARY:
        writer.writerow((*period, figure, "", "", getattr(report, figure)))
    for part in report.breakdowns:
        for row in part.rows:
            writer.writerow((*period, f"by_{part.key}", row.code, row.name, row.calls))
    return text.getvalue()
