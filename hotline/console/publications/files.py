"""A published year as files: the same that a command writes."""

from __future__ import annotations

from flask import Response

from hotline.console.answering import ODS, attached
from hotline.console.here import Here
from hotline.console.publications.shown import release_or_404
from hotline.publishing.bundle.files import as_zip, files_of
from hotline.publishing.bundle.sheets import sheets_of, whole_sheet
from hotline.publishing.report.keeping import reports_of
from hotline.publishing.written import as_json
from hotline.service import hotline
from hotline.sheets import as_csv, as_ods


def as_csv_file(here: Here, year: int) -> Response:
    """All tables, one below the other."""
    # Spreadsheets know by the mark before it that it is UTF-8.
    body = as_csv(whole_sheet(release_or_404(here, year))).encode("utf-8-sig")
    return _file(here, year, body, "text/csv; charset=utf-8", "csv")


def as_ods_file(here: Here, year: int) -> Response:
    """A spreadsheet with a sheet a table."""
    release = release_or_404(here, year)
    return _file(here, year, as_ods(sheets_of(release), dated=release.made_on), ODS, "ods")


def as_json_file(here: Here, year: int) -> Response:
    """For machines."""
    body = as_json(release_or_404(here, year)).encode()
    return _file(here, year, body, "application/json", "json")


def as_zip_file(here: Here, year: int) -> Response:
    """Everything: tables, reports, dictionary, methods, licence and checksums."""
    release, service = release_or_404(here, year), hotline()
    demo = service.settings.hotline_demo
    with service.database.reading() as session:
        reports = reports_of(session, here.line, release, demo=demo)
    body = as_zip(files_of(release, reports))
    return _file(here, year, body, "application/zip", "zip")


def _file(here: Here, year: int, body: bytes, kind: str, ending: str) -> Response:
    return attached(body, kind, f"{here.line.document.line.slug}-{year}.{ending}")
