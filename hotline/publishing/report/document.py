"""The report as a file: typst sets what is told, with its own fonts, the same everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import Literal, cast

import typst

from hotline.publishing.released import Release
from hotline.publishing.report.telling import Texts, told
from hotline.taxonomies import Wording


def report_pdf(
    release: Release,
    texts: Texts,
    language: str,
    earlier: Sequence[Release] = (),
    *,
    draft: bool = False,
    invented: Wording | None = None,
) -> bytes:
    """A tagged PDF (PDF/UA-1) of that publication, in French ("fr") or English; the same bytes each
    time.

    `texts` are the line's own words by place, `earlier` its publications of years before. A draft
    says so on every page. `invented` is said on the first page of figures that are not real.
    """
    return _set(release, texts, language, earlier, draft, invented, "pdf")[0]


def report_pages(
    release: Release, texts: Texts, language: str, earlier: Sequence[Release] = ()
) -> list[bytes]:
    """The same, as one PNG a page: to be looked at."""
    return _set(release, texts, language, earlier, False, None, "png")


def _set(  # noqa: PLR0917 - of the two above only
    release: Release,
    texts: Texts,
    language: str,
    earlier: Sequence[Release],
    draft: bool,
    invented: Wording | None,
    form: Literal["pdf", "png"],
) -> list[bytes]:
    content = told(release, texts, language, earlier=earlier, draft=draft, invented=invented)
    data = json.dumps(content, ensure_ascii=False)
    while True:
        try:
            made = typst.compile(
                (files(__package__) / "report.typ").read_bytes(),
                format=form,
                ignore_system_fonts=True,
                sys_inputs={"told": data},
                pdf_standards=["ua-1"] if form == "pdf" else [],
                timestamp=datetime.combine(release.made_on, time(), UTC),
            )
        except typst.TypstError as problem:
            data = _without_what_has_no_letter(data, str(problem))
        else:
            return cast("list[bytes]", made if isinstance(made, list) else [made])


def _without_what_has_no_letter(data: str, problem: str) -> str:
    """An accessible document may hold nothing that its fonts cannot show, such as a pictogram: that
    is left out. Raises RuntimeError for any other problem, and quotes nothing."""
    found = re.search('the text `"(.+?)"` could not be displayed', problem)
    without = data.translate(dict.fromkeys(map(ord, found[1]))) if found else data
    if without == data:
        raise RuntimeError("the report cannot be set") from None
    return without
