"""`hotline statistics report`, on each database."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from hotline.journal.tables import Entry
from hotline.publishing.report.keeping import texts_of
from hotline.publishing.tables import Publication
from tests.publishing.counted import a_counted_year, few_tables
from tests.publishing.test_bundle import publish
from tests.statistics.past import Past

YEAR = 2025


@pytest.fixture
def counted(past: Past, monkeypatch: pytest.MonkeyPatch) -> Past:
    """A line whose last year has few tables, quickly made."""
    few_tables(monkeypatch)
    with past.database.writing() as session:
        a_counted_year(session, past.line.document.line.slug, YEAR)
    return past


def test_it_writes_the_report_and_keeps_the_words_it_was_given(
    counted: Past, tmp_path: Path
) -> None:
    file, words = tmp_path / "report.pdf", tmp_path / "words.toml"
    options = ("--year", str(YEAR), "--output", str(file))
    words.write_text('foreword = """\nThank you.\n"""\nclosing = "So long."\n', encoding="utf-8")
    done = publish(counted, *options, "--texts", str(words), command="report")
    assert done.exit_code == 0, done.output
    assert "It is a draft" in done.output
    draft = file.read_bytes()
    assert draft.startswith(b"%PDF")
    words.write_text('closing = ""\nreasons = "Many."', encoding="utf-8")
    publish(counted, *options, "--texts", str(words), command="report")
    with counted.database.reading() as session:
        kept = texts_of(session, counted.line, YEAR, "en")
        assert kept == {"foreword": "Thank you.", "reasons": "Many."}
        assert texts_of(session, counted.line, YEAR, "fr") == {}
        assert session.scalars(select(Publication)).all() == []
        entries = session.scalars(select(Entry).filter_by(what="report-written")).all()
        assert [entry.author for entry in entries] == ["command", "command"]
    publish(counted, "--year", str(YEAR), "--output", str(tmp_path / "all"))
    done = publish(counted, *options, command="report")
    assert "draft" not in done.output
    assert file.read_bytes() not in (b"", draft)
    assert (tmp_path / "all" / f"report-{YEAR}.pdf").read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    "wrong", ["place = ", 'elsewhere = "x"', "foreword = 3", '[foreword]\na="x"']
)
def test_words_that_are_no_words_are_refused_and_none_is_kept(
    sqlite_past: Past, tmp_path: Path, wrong: str
) -> None:
    words = tmp_path / "words.toml"
    words.write_text(f'closing = "x"\n{wrong}', encoding="utf-8")
    options = ("--year", str(YEAR), "--output", str(tmp_path / "r.pdf"), "--texts", str(words))
    done = publish(sqlite_past, *options, command="report")
    assert done.exit_code == 1
    assert "foreword, changed, reasons" in done.output
    assert not (tmp_path / "r.pdf").exists()
    with sqlite_past.database.reading() as session:
        assert texts_of(session, sqlite_past.line, YEAR, "en") == {}


def test_a_year_of_which_nothing_is_known_or_that_is_not_over_has_none(
    sqlite_past: Past, tmp_path: Path
) -> None:
    for year, said in ((2020, "No call of 2020"), (2026, "from 2027-01-0")):
        options = ("--year", str(year), "--output", str(tmp_path / "r.pdf"))
        done = publish(sqlite_past, *options, command="report")
        assert done.exit_code == 1
        assert said in done.output
    assert [*tmp_path.iterdir()] == []
