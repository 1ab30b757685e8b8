"""[cases] in a line's file: read, checked, kept, and written back."""

from __future__ import annotations

from sqlalchemy import select

from hotline.database import Database
from hotline.lines.difference import difference
from hotline.lines.file import LineFile
from hotline.lines.keeping import kept_line
from hotline.lines.loading import load
from hotline.lines.problems import written
from hotline.lines.reading import read_line
from hotline.lines.tables import Line
from hotline.lines.toml import toml_text
from tests.lines.conftest import database
from tests.lines.ground import NOW, SMALL

__all__ = ["database"]

COORDINATOR = """
[[people]]
slug = "zoe"
name = "Zoé"
kind = "coordinator"
mail = "zoe@example.org"
"""
CASES = '[cases]\nteams = ["docs"]\nmatch = ["profession", "elsewhere"]\ncontact_days = 90\n'
TEXTS = SMALL.replace('"shown"]', '"shown", "texts"]')


def with_cases(text: str = TEXTS, cases: str = CASES) -> str:
    """The small line, which takes cases."""
    return text.replace("[danger]", f"{cases}\n[danger]", 1) + COORDINATOR


def read(text: str) -> LineFile:
    reading = read_line(text)
    assert reading.problems == ()
    assert reading.file is not None
    return reading.file


def test_what_is_left_out_is_what_most_lines_want() -> None:
    cases = read(with_cases(cases='[cases]\nteams = ["docs"]\n')).cases
    assert cases is not None
    assert (cases.answer_within_hours, cases.match) == (48, ("profession",))
    assert (cases.contact_days, cases.retention_days) == (180, 30)
    assert read(SMALL).cases is None


def test_it_comes_back_as_it_was_loaded(database: Database) -> None:
    with database.writing() as session:
        outcome = load(session, with_cases(), NOW)
    assert outcome.file is not None
    with database.reading() as session:
        kept = kept_line(session, "petite", with_phones=True)
        assert kept is not None
        assert kept.cases == outcome.file.cases
        assert "cases" in session.scalars(select(Line.document)).one()
    dumped = kept.model_dump(mode="json", by_alias=True, exclude_none=True)
    assert read(toml_text(dumped)).cases == kept.cases


def test_a_change_of_it_is_told() -> None:
    before, after = read(with_cases()), read(with_cases(cases=CASES.replace("90", "120")))
    (change,) = difference(before, after)
    assert change.sentence("en") == "Changed: the cases (contact_days)"
    (gone,) = difference(before, before.model_copy(update={"cases": None}))
    assert gone.sentence("fr") == "Retrait : les demandes"


def test_a_team_without_anybody_or_of_people_who_cannot_be_told_is_advice() -> None:
    nobody = with_cases(cases='[cases]\nteams = ["empty", "docs"]\n').replace(
        "[[teams]]",
        '[[teams]]\nslug = "empty"\nname = { fr = "Vide", en = "Empty" }\nkind = "peer"\n[[teams]]',
        1,
    )
    (advice,) = read_line(nobody).problems
    assert (advice.code, written(advice.place)) == ("cases_of_nobody", "cases.teams[0]")
    (advice,) = read_line(with_cases(SMALL)).problems
    assert advice.is_advice
    assert "prévenir Inès : donnez-leur un « mail »" in advice.sentence("fr")
    by_mail = with_cases(SMALL.replace('name = "Inès"', 'name = "Inès"\nmail = "i@example.org"'))
    assert read_line(by_mail).problems == ()
