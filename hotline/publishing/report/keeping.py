"""Keeps the line's own words, and makes the report of a year with them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.lines.tables import Line
from hotline.publishing.keeping import kept_release, publications
from hotline.publishing.released import Release
from hotline.publishing.report.document import report_pdf
from hotline.publishing.report.words import PLACES
from hotline.publishing.tables import ReportText
from hotline.taxonomies import Wording

LANGUAGES = ("fr", "en")
LONGEST = 8000
"""Characters at one place: two pages."""
INVENTED = Wording(
    "Chiffres inventés pour l'essai : ils ne disent rien d'une ligne réelle.",
    "Figures invented for the trial: they tell nothing of a real line.",
)


def texts_of(session: Session, line: LoadedLine, year: int, language: str) -> dict[str, str]:
    """By place; what was not written is left out."""
    mine = select(ReportText).where(
        ReportText.line == line.document.line.slug,
        ReportText.year == year,
        ReportText.language == language,
    )
    return {row.place: row.body for row in session.scalars(mine) if row.place in PLACES}


def keep_texts(
    session: Session, line: LoadedLine, year: int, language: str, texts: Mapping[str, str]
) -> list[str]:
    """Keeps these words, by place; empty ones are taken away, and other places stay as they are.
    The places that changed."""
    # Two who save at once save one after the other.
    session.execute(select(Line.id).where(Line.id == line.id).with_for_update(key_share=True))
    before, changed = texts_of(session, line, year, language), []
    for place in PLACES.keys() & texts.keys():
        body = texts[place].replace("\r\n", "\n").strip()
        if body == before.get(place, ""):
            continue
        changed.append(place)
        key = {"line": line.document.line.slug, "year": year, "language": language, "place": place}
        session.execute(delete(ReportText).filter_by(**key))
        if body:
            session.add(ReportText(**key, body=body))
    session.flush()
    return [place for place in PLACES if place in changed]


def report_of(
    session: Session, line: LoadedLine, release: Release, language: str, *, demo: bool, draft: bool
) -> bytes:
    """The report of that year, with the publications of the years before it: a PDF."""
    years = sorted(row.year for row in publications(session, line) if row.year < release.year)
    earlier = [kept for year in years if (kept := kept_release(session, line, year))]
    return report_pdf(
        release,
        texts_of(session, line, release.year, language),
        language,
        earlier,
        draft=draft,
        invented=INVENTED if demo else None,
    )


def reports_of(
    session: Session, line: LoadedLine, release: Release, *, demo: bool
) -> dict[str, bytes]:
    """The report of a publication in each language."""
    return {
        language: report_of(session, line, release, language, demo=demo, draft=False)
        for language in LANGUAGES
    }
