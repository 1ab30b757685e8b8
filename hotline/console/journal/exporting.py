"""The journal as a file: with numbers in place of names, since files stay where they are put."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, abort

from hotline.accounts.keeping import accounts_of
from hotline.console.answering import ODS, attached
from hotline.console.here import Here
from hotline.console.journal.asked import asked
from hotline.journal.reading import all_entries
from hotline.service import hotline
from hotline.sheets import Sheet, as_csv, as_ods

MOST_IN_CSV, MOST_IN_ODS = 50_000, 2_000
"""Entries in one file; whoever needs more asks for a shorter time. A spreadsheet of two thousand
takes a few seconds to write, and somebody waits for it."""
COLUMNS = ("id", "at", "who", "what", "kind", "object", "before", "after")


def as_csv_file(here: Here) -> Response:
    """Codes and numbers, times in UTC, before and after as JSON."""
    # Spreadsheets know by the mark before it that it is UTF-8.
    body = as_csv(_sheet(here, MOST_IN_CSV)).encode("utf-8-sig")
    return _file(here, body, "text/csv; charset=utf-8", "csv")


def as_ods_file(here: Here) -> Response:
    """The same as a spreadsheet."""
    return _file(
        here,
        as_ods([_sheet(here, MOST_IN_ODS)]),
        ODS,
        "ods",
    )


def _sheet(here: Here, most: int) -> Sheet:
    with hotline().database.reading() as session:
        accounts = {account.id for account, _ in accounts_of(session, here.line.id)}
        looked_for = asked(here, accounts)
        if looked_for.problems:
            abort(404)  # its page says what is wrong: no file is offered there
        rows = all_entries(session, here.line.id, looked_for.search, most)
    return Sheet(
        "journal",
        COLUMNS,
        [
            (
                row.id,
                f"{row.at:%Y-%m-%dT%H:%M:%SZ}",
                row.author,
                row.what,
                row.kind,
                row.object_id,
                _in_json(row.before),
                _in_json(row.after),
            )
            for row in rows
        ],
    )


def _in_json(value: Mapping[str, Any] | None) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _file(here: Here, body: bytes, kind: str, ending: str) -> Response:
    return attached(body, kind, f"journal-{here.line.document.line.slug}.{ending}")
