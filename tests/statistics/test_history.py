"""Past years of another system: taken over whole or not at all, told line by line when wrong."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from hotline.commands.statistics import statistics
from hotline.journal.tables import Entry
from hotline.publishing.tables import Publication
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.counting import Counts
from hotline.statistics.history.filling import years_in
from hotline.statistics.history.mistakes import Wrong
from hotline.statistics.history.reading import COLUMNS, folded, table_names, told_in
from hotline.statistics.history.template import template
from hotline.statistics.tables import CatalogueCount
from tests.statistics.past import Past, Talk

HEAD = "year,table,row,column,calls"
LINES = (
    "2024,calls,*,,100",
    "2024,answered,*,,80",
    "2024,month,01,,60",
    "2024,Mois,Mars,,40",
    "2024,reason,W-BURN,,30",
    "2024,reason,Anxiété,,20",
    "2024,profession_reason,MED,work,25",
    "2024,any_reason,W-BURN,,70",
    "2024,Issue,Connected,,100",
)
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def read(*lines: str, head: str = HEAD, this_year: int = 2026) -> dict[int, dict[str, Counts]]:
    return years_in(told_in("\n".join([head, *lines]).encode(), this_year), ())


def refused(*lines: str, head: str = HEAD, own: Sequence[int] = ()) -> list[str]:
    """What is said of these lines, in English."""
    with pytest.raises(Wrong) as problem:
        years_in(told_in("\n".join([head, *lines]).encode(), 2026), own)
    return [one.read_in("en") for one in problem.value.mistakes]


def run(past: Past, *options: str) -> Result:
    """Runs the command."""
    app = Flask(__name__)
    app.extensions["hotline"] = past.service
    return app.test_cli_runner().invoke(statistics, ["import-history", *options])


def file_of(folder: Path, *lines: str) -> str:
    file = folder / "history.csv"
    file.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return str(file)


def test_what_is_not_told_is_not_recorded_in_every_table_that_can_say_so() -> None:
    (tables,) = read(*LINES).values()
    assert tables["month"] == Counts(100, Counter({("01", ""): 60, ("03", ""): 40}))
    assert tables["reason"] == Counts(
        80, Counter({("W-BURN", ""): 30, ("P-ANX", ""): 20, ("UNK", ""): 30})
    )
    assert tables["profession_reason"].cells["UNK", "other"] == 55
    assert tables["any_reason"] == Counts(80, Counter({("W-BURN", ""): 70}))
    assert tables["territory"] == Counts(100, Counter({("UNK", ""): 100}))
    assert tables["severity"] == Counts(80, Counter({("UNK", ""): 80}))
    assert not {"kind", "weekday_part", "talk", "moment"} & set(tables)  # nothing stands for it


def test_months_alone_are_a_years_curve() -> None:
    (tables,) = read("2024,month,01,,7", "2024,month,02,,5").values()
    assert tables["month"].n == 12
    assert "reason" not in tables  # how many were answered is not known


def test_a_french_spreadsheet_is_read_as_well() -> None:
    lines = ("2024;Mois;Janvier;;1 200", "2024;month;2;;0", "2024;month;mars;;")
    (tables,) = read(*lines, head="\ufeffAnnée;Tableau;Ligne;Colonne;Appels").values()
    assert tables["month"] == Counts(1200, Counter({("01", ""): 1200, ("02", ""): 0}))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["2024,moon,01,,5"], "Line 2: There is no table “moon”. There are: calls, answered, "),
        (["2024,month,13,,5"], "Line 2: “13” is not in “Month”. It has: 01 (January), 02 "),
        (["2024,reason,W-BURN,work,5"], "Line 2: “Main reason” has no columns"),
        (["2024,profession_reason,MED,,5"], "Line 2: “” is not in “Group of the main reason”"),
        (["2024,calls,01,,5"], "Line 2: “All calls” has one row only"),
        (["2024,month,01,,-5"], "Line 2: “-5” is not a number of calls"),
        (["2024,month,01,,many"], "Line 2: “many” is not a number of calls"),
        (["2024,month,01,,1.5"], "Line 2: “1.5” is not a number of calls"),
        (["2024,month,01,," + "9" * 5000], "is not a number of calls"),
        (["9" * 5000 + ",month,01,,5"], "is not a year"),
        (["24,month,01,,5"], "Line 2: “24” is not a year"),
        (["2026,month,01,,5"], "Line 2: The year 2026 is not over"),
        (["2024,month,01,,5", "2024,Mois,janvier,,6"], "Line 3: Told on line 2 already"),
        (["2024,reason,W-BURN,,5"], "Line 2: Year 2024: say how many calls there were in all"),
        (["2024,calls,*,,5", "2024,month,01,,6"], "“Month”: its rows come to 6 calls, of 5"),
        (["2024,calls,*,,5", "2024,month,01,,4"], "1 of 5 calls are not in it"),
        (["2024,calls,*,,5", "2024,month,*,,6"], "Line 3: The total is 6 here, and 5 on line 2"),
        (["2024,calls,*,,5", "2024,answered,*,,6"], "more calls answered (6) than calls (5)"),
        (["2024,calls,*,,9", "2024,moment,night,,10"], "Line 3: Year 2024, “Nights, Sundays"),
        ([], "Line 1: This file tells no number"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(lines: list[str], said: str) -> None:
    (told,) = refused(*lines)
    assert said in told


def test_every_mistake_is_told_at_once() -> None:
    told = refused("2024,moon,01,,5", "2023,month,01,,-1", "20,month,99,,x")
    assert [one.partition(":")[0] for one in told] == [
        "Line 2",
        "Line 3",
        *["Line 4"] * 3,
    ]
    assert "missing: column" in refused("2024,month,01,5", head="year,table,row,calls")[0]


def test_a_year_with_calls_of_its_own_is_told_how_many_were_answered() -> None:
    (told,) = refused("2024,month,01,,5", own=[2024])
    assert "the line has calls of its own too" in told


def test_every_name_leads_to_one_code() -> None:
    for names in (table_names(), *(d.names() for t in CATALOGUE.values() for d in t.dimensions)):
        for language in ("fr", "en"):
            said = [folded(name.read_in(language)) for name in names.values()]
            assert len(said) == len({*said})


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_template_is_what_is_read(past: Past, language: str) -> None:
    shown = run(past, "--template", "--language", language)
    assert shown.exit_code == 0, shown.output
    rows = [*csv.DictReader(io.StringIO(shown.output))]
    assert tuple(rows[0]) == COLUMNS
    assert {row["year"] for row in rows} == {"2025"}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([*list(row.values())[:4], "0"] for row in rows)
    told = told_in(text.getvalue().encode(), 2026)
    assert len(told) == len(template(past.line.document, 2025, language).rows)


def test_it_counts_beside_what_the_line_counted_itself(past: Past, tmp_path: Path) -> None:
    past.forget(past.ended(datetime(2024, 1, 9, 9, tzinfo=UTC), Talk("anne", 300)))
    file = file_of(tmp_path, *LINES)
    assert run(past, file, "--dry-run").exit_code == 0
    assert past.count(CatalogueCount) == 0
    shown = run(past, file, "--language", "en")
    assert shown.exit_code == 0, shown.output
    assert "2024: 100 calls" in shown.output
    counted = past.counted("month", *YEAR)
    assert counted == Counts(101, Counter({("01", ""): 61, ("03", ""): 40}))
    assert past.counted("severity", *YEAR) == Counts(81, Counter({("UNK", ""): 81}))
    with past.database.reading() as session:
        entry = session.scalars(select(Entry).filter_by(what="history-taken-over")).one()
        assert entry.after == {"years": [2024]}


def test_a_year_is_taken_over_once_or_replaced(past: Past, tmp_path: Path) -> None:
    file = file_of(tmp_path, *LINES)
    assert run(past, file).exit_code == 0
    again = run(past, file)
    assert again.exit_code == 1
    assert "Ligne 2 : L'année 2024 est déjà reprise" in again.output
    assert run(past, file, "--replace").exit_code == 0
    assert past.counted("month", *YEAR) == Counts(100, Counter({("01", ""): 60, ("03", ""): 40}))
    other = file_of(tmp_path, "2023,month,01,,10", "2024,month,01,,10", "2024,month,01,,11")
    assert run(past, other, "--replace").exit_code == 1
    assert past.counted("month", date(2023, 1, 1), YEAR[1]) == past.counted("month", *YEAR)


def test_a_published_year_changes_no_more(past: Past, tmp_path: Path) -> None:
    slug = past.line.document.line.slug
    with past.database.writing() as session:
        session.add(
            Publication(line=slug, year=2024, made_at=past.now, made_by="command", content="{}")
        )
    shown = run(past, file_of(tmp_path, *LINES), "--replace", "--language", "en")
    assert shown.exit_code == 1
    assert "Line 2: The year 2024 is published" in shown.output
    assert past.count(CatalogueCount) == 0
