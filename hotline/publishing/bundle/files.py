"""The files of a publication: the same bytes each time they are made."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from hotline.publishing import written
from hotline.publishing.bundle import dictionary
from hotline.publishing.bundle.licences import USUAL, licence_text
from hotline.publishing.bundle.methods import methods
from hotline.publishing.bundle.sheets import sheets_of
from hotline.publishing.released import Release
from hotline.sheets import as_csv, as_ods

Files = Mapping[str, bytes]
"""By name."""
SUMS = "SHA256SUMS"
REPORT_NAMES = {"fr": "rapport-{}.pdf", "en": "report-{}.pdf"}


def files_of(release: Release, reports: Mapping[str, bytes], *, licence: str = USUAL) -> Files:
    """All of them, checksums last; `reports`: the annual report as a PDF, by language. Raises
    KeyError for a licence that is not known."""
    sheets = sheets_of(release)
    texts = {f"{sheet.name}.csv": as_csv(sheet) for sheet in sheets}
    texts |= {
        "tables.json": written.as_json(release),
        "dictionary.json": dictionary.as_json(release),
        "dictionary.csv": as_csv(dictionary.as_sheet(release)),
        "METHODES.md": methods(release, "fr"),
        "METHODS.md": methods(release, "en"),
        "LICENCE": licence_text(licence, release.name, release.year, release.made_on.isoformat()),
    }
    files = {name: text.encode() for name, text in texts.items()}
    files |= {REPORT_NAMES[language].format(release.year): pdf for language, pdf in reports.items()}
    files["tables.ods"] = as_ods(sheets, dated=release.made_on)
    sums = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return {**files, SUMS: "".join(sums).encode()}


def as_zip(files: Files) -> bytes:
    """One archive of them, without the moment it was made."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, content)
    return archive.getvalue()
