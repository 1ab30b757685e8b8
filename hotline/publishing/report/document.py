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
from hotline.publishing.report.readable import is_european
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
    for left in reversed(range(_ROUNDS)):
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
            data = _without_what_has_no_letter(data, str(problem), every=left == 1)
        else:
            return cast("list[bytes]", made if isinstance(made, list) else [made])
    raise RuntimeError("the report cannot be set")


_ROUNDS = 10
"""Each of them takes half a second; the last one holds letters and signs of Europe alone."""
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def _without_what_has_no_letter(data: str, problem: str, *, every: bool) -> str:
    """An accessible document may hold nothing that its fonts cannot show: the signs that the
    problem names are left out, or every one that fonts may lack. Raises RuntimeError for any other
    problem, and quotes nothing."""
    found = re.search('the text `"(.+?)"` could not be displayed', problem)
    if found is None:
        raise RuntimeError("the report cannot be set") from None
    named = _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), found[1])
    # What is ASCII can be shown by itself, and is what holds the data together.
    missing = {sign for sign in named if not sign.isascii()}
    if every or not missing:
        missing = {sign for sign in data if not is_european(sign)}
    return data.translate(dict.fromkeys(map(ord, missing)))
