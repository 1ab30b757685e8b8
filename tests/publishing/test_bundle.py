"""The files of a publication: read back they are what was released, and always the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from odfdo import Document

from hotline.commands.statistics import statistics
from hotline.publishing.bundle.files import SUMS, as_zip, files_of
from hotline.publishing.bundle.folder import NotEmpty, write_folder
from hotline.publishing.bundle.licences import LICENCES, licence_text
from hotline.publishing.bundle.methods import methods
from hotline.publishing.making import release_of
from hotline.publishing.measures import MEASURES
from hotline.publishing.naming import MEASURE_NAMES, code_name, unit
from hotline.publishing.released import Release
from hotline.publishing.written import from_json
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.dimensions import DIMENSIONS, PROFESSION
from hotline.taxonomies import Profession, Wording
from tests.databases import Sqlite
from tests.publishing.counted import a_counted_year, few_tables
from tests.statistics.past import Past

YEAR = 2025
COLUMNS = (
    *("table", "row_code", "row_fr", "row_en", "column_code", "column_fr", "column_en"),
    *("calls", "share_percent", "status"),
)
REPORTS = {"fr": b"un rapport", "en": b"a report"}


@pytest.fixture(scope="module")
def whole(sqlite: Sqlite) -> Iterator[Past]:
    """A line whose last year is published, with every table."""
    with sqlite.database() as url:
        past = Past(url)
        with past.database.writing() as session:
            a_counted_year(session, past.line.document.line.slug, YEAR)
        yield past
        past.database.close()


@pytest.fixture(scope="module")
def release(whole: Past) -> Release:
    return release_of(whole.database, whole.line, YEAR, whole.now).release


@pytest.fixture(scope="module")
def files(release: Release) -> dict[str, bytes]:
    return {**files_of(release, REPORTS)}


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(files[name].decode("utf-8")))]


def number(text: str) -> int | None:
    return int(text) if text else None


def test_each_table_read_back_is_what_was_released(
    release: Release, files: dict[str, bytes]
) -> None:
    for key, table in release.tables.items():
        read = rows(files, f"{key}.csv")
        assert tuple(read[0]) == COLUMNS
        cells = {(row["row_code"], row["column_code"]): row for row in read}
        assert len(cells) == len(read)
        assert number(cells.pop(("", ""))["calls"]) == table.n
        assert {cell: number(row["calls"]) for cell, row in cells.items()} == table.cells
        for cell, row in cells.items():
            assert number(row["share_percent"]) == table.share(cell)
            assert row["status"] == ("" if row["calls"] else "not shown")
            assert row["table"] == key
            assert row["row_fr"]
    assert from_json(files["tables.json"].decode()) == release
    measures = {row["measure"]: number(row["value"]) for row in rows(files, "measures.csv")}
    assert measures == release.measures


def test_the_spreadsheet_holds_the_same_tables(release: Release, files: dict[str, bytes]) -> None:
    book = Document(io.BytesIO(files["tables.ods"]))
    assert [table.name for table in book.body.tables] == ["measures", *release.tables]
    (kind,) = [table for table in book.body.tables if table.name == "profession"]
    told = [*kind.iter_values()]
    assert [str(cell or "") for cell in told[2]] == [*rows(files, "profession.csv")[1].values()]


def test_the_dictionary_tells_every_table_dimension_and_code(
    release: Release, files: dict[str, bytes]
) -> None:
    told = json.loads(files["dictionary.json"])
    assert [table["key"] for table in told["tables"]] == [*release.tables]
    codes = {one["key"]: {c["code"] for c in one["codes"]} for one in told["dimensions"]}
    for key, table in release.tables.items():
        for place, dimension in enumerate(CATALOGUE[key].dimensions):
            assert codes[dimension.key] == {cell[place] for cell in table.cells} - {""}
    assert {measure["key"] for measure in told["measures"]} == {*MEASURES}
    profession = next(one for one in told["dimensions"] if one["key"] == "profession")
    assert profession["codes"][0].keys() >= {"name_fr", "name_en", "since", "retired", "into"}
    assert told["lists"]["version"] == release.lists_version
    flat = rows(files, "dictionary.csv")
    assert {row["key"] for row in flat if row["kind"] == "table"} == {*release.tables}
    assert {(row["key"], row["code"]) for row in flat if row["kind"] == "code"} == {
        (key, code) for key, found in codes.items() for code in found
    }
    assert all(row["definition_fr"] for row in flat if row["kind"] in {"table", "dimension"})


def test_a_code_that_has_left_its_list_keeps_its_name() -> None:
    gone = Profession(
        code="OLD",
        name=Wording("Ancien", "Former"),
        retired=2,
        into="MED",
        spoken=Wording("", ""),
        peers=None,
    )
    of_then = replace(PROFESSION, list_of=lambda: {"OLD": gone})
    assert code_name(of_then, "OLD") == Wording("Ancien", "Former")
    assert code_name(PROFESSION, "") == Wording("Ensemble", "All")
    assert code_name(DIMENSIONS["hour"], "07") == Wording("7 h", "07:00")


def test_the_same_publication_is_always_the_same_bytes(
    release: Release, files: dict[str, bytes]
) -> None:
    again = files_of(release, REPORTS)
    assert again == files
    assert as_zip(again) == as_zip(files)
    assert b"2026-11-22T00:00:00" in zipfile.ZipFile(io.BytesIO(files["tables.ods"])).read(
        "meta.xml"
    )


def test_the_checksums_are_those_of_every_file(files: dict[str, bytes]) -> None:
    lines = [line.split("  ") for line in files[SUMS].decode().splitlines()]
    sums = {name: told for told, name in lines}
    assert {*sums} == {*files} - {SUMS}
    for name, told in sums.items():
        assert hashlib.sha256(files[name]).hexdigest() == told


def test_methods_and_licence_are_in_both_languages(release: Release) -> None:
    assert "inférieur à 5" in methods(release, "fr")
    assert "nearest multiple of 5" in methods(release, "en")
    assert "21:00 to 6:00" in methods(release, "en")
    assert "{" not in methods(release, "fr") + methods(release, "en")
    assert "another system" not in methods(release, "en")
    licences = {code: licence_text(code, "L", YEAR, "2026-11-22") for code in LICENCES}
    assert "Licence Ouverte / Open Licence, version 2.0 (Etalab)" in licences["etalab-2.0"]
    assert "ODbL" in licences["odbl-1.0"]
    assert {*MEASURE_NAMES} == {*MEASURES}
    assert {unit(measure).en for measure in MEASURES} == {"%", "s", "min"}


def publish(past: Past, *options: str, command: str = "publish") -> Result:
    """Runs the command, in English."""
    app = Flask(__name__)
    app.extensions["hotline"] = past.service
    given = [command, *options, "--language", "en"]
    return app.test_cli_runner().invoke(statistics, given)


@pytest.fixture
def some(past: Past, monkeypatch: pytest.MonkeyPatch) -> Past:
    """A line whose last year has few tables, on each database."""
    few_tables(monkeypatch)
    with past.database.writing() as session:
        a_counted_year(session, past.line.document.line.slug, YEAR)
    return past


def test_the_command_writes_all_of_it_and_the_same_again(some: Past, tmp_path: Path) -> None:
    options = ("--year", str(YEAR), "--output")
    first = publish(some, *options, str(tmp_path / "new" / "one"))
    assert first.exit_code == 0, first.output
    assert "will change no more" in first.output
    (tmp_path / "two").mkdir()
    second = publish(some, *options, str(tmp_path / "two"))
    assert "as they were closed on 2026-11-22" in second.output
    one, two = (
        {file.name: file.read_bytes() for file in folder.iterdir()}
        for folder in (tmp_path / "new" / "one", tmp_path / "two")
    )
    assert one == two
    assert {"outcome.csv", "tables.ods", "METHODES.md", "LICENCE", SUMS} <= {*one}
    assert one["rapport-2025.pdf"].startswith(b"%PDF-")
    assert one["rapport-2025.pdf"] != one["report-2025.pdf"]
    assert (
        "2025: closed on 2026-11-22, by a command." in publish(some, command="publications").output
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--year", "2026"], "can be published from 2027-01-03 on"),
        (["--year", "2019"], "No call of 2019 is known"),
        (["--year", "2019", "--withdraw"], "There is no publication of 2019"),
    ],
)
def test_what_cannot_be_published_is_told(
    some: Past, tmp_path: Path, options: list[str], said: str
) -> None:
    answer = publish(some, *options, "--output", str(tmp_path / "out"))
    assert answer.exit_code == 1
    assert said in answer.output
    assert not (tmp_path / "out").exists()
    assert "No year is published" in publish(some, command="publications").output


def test_withdrawing_says_what_cannot_be_taken_back(some: Past, tmp_path: Path) -> None:
    assert "--output FOLDER" in publish(some, "--year", str(YEAR)).output
    publish(some, "--year", str(YEAR), "--output", str(tmp_path / "out"))
    answer = publish(some, "--year", str(YEAR), "--withdraw")
    assert answer.exit_code == 0
    assert "cannot be taken back" in answer.output


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    for folder in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(NotEmpty):
            write_folder({"a": b"1"}, folder)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_is_whole_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no/where"):
        write_folder({"a": b"1", "no/where": b"2"}, tmp_path / "out")
    assert [*tmp_path.iterdir()] == []
