"""`hotline load` and `hotline dump` in a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hotline.commands.dump import dump
from hotline.commands.load import load
from hotline.database import Database
from hotline.database.types import use_keys
from tests.lines.ground import KEYS, SMALL, app_around, everything_in


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The small line in a file."""
    path = tmp_path / "petite.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def loading(database: Database, file: Path, *options: str) -> Result:
    with app_around(database).app_context():
        return CliRunner().invoke(load, [str(file), *options])


def dumping(database: Database, *options: str) -> Result:
    with app_around(database).app_context():
        return CliRunner().invoke(dump, list(options))


def test_loading_tells_what_it_changed_then_that_nothing_is_left_to_change(
    database: Database, file: Path
) -> None:
    first = loading(database, file)
    assert first.exit_code == 0
    assert "Ajout : la personne lea\n" in first.stdout
    assert first.stdout.endswith("La ligne « petite » est chargée.\n")
    before = everything_in(database.engine)
    assert loading(database, file).stdout == "Rien à changer.\n"
    assert loading(database, file, "--language", "en").stdout == "Nothing to change.\n"
    assert everything_in(database.engine) == before


def test_the_first_command_makes_the_tables(tmp_path: Path, file: Path) -> None:
    use_keys(KEYS)
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert loading(database, file).exit_code == 0
    assert everything_in(database.engine)["line"]
    database.close()


def test_a_dry_run_tells_and_changes_nothing(database: Database, file: Path) -> None:
    result = loading(database, file, "--dry-run", "--language", "en")
    assert "Added: the team docs\n" in result.stdout
    assert result.stdout.endswith("Dry run: nothing was changed.\n")
    assert not any(everything_in(database.engine).values())


def test_mistakes_are_all_told_and_nothing_is_changed(database: Database, file: Path) -> None:
    text = SMALL.replace("seconds = 25", "seconds = 4").replace('name = "Max"', "name = 1")
    file.write_text(text, encoding="utf-8")
    result = loading(database, file)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "plans[0].steps[0].seconds est trop petit. Donnez au moins 5." in result.stderr
    assert "people[1].name doit être un texte." in result.stderr
    assert result.stderr.endswith("À corriger : 2. Rien n'a été changé.\n")
    english = loading(database, file, "--language", "en")
    assert english.stderr.endswith("To correct: 2. Nothing was changed.\n")
    assert not any(everything_in(database.engine).values())


def test_a_file_that_is_not_toml_is_refused_with_its_line(database: Database, file: Path) -> None:
    file.write_text(SMALL.replace('name = "Max"', "name Max"), encoding="utf-8")
    line = SMALL[: SMALL.index('name = "Max"')].count("\n") + 1
    result = loading(database, file)
    assert result.exit_code == 1
    assert f"ligne {line} n'est pas du TOML" in result.stderr
    assert f"line {line} is not TOML" in loading(database, file, "--language", "en").stderr


@pytest.mark.parametrize("content", [None, b"\xff\xfe[line]"])
def test_a_file_that_cannot_be_read_is_refused(
    database: Database, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "autre.toml"
    if content is not None:
        path.write_bytes(content)
    result = loading(database, path)
    assert result.exit_code == 1
    assert "autre.toml ne peut pas être lu. Vérifiez le chemin" in result.stderr
    assert "cannot be read" in loading(database, path, "--language", "en").stderr


def test_a_file_saved_by_windows_with_its_mark_is_read(database: Database, file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert loading(database, file).exit_code == 0


def test_advice_is_given_and_the_line_is_loaded(database: Database, file: Path) -> None:
    step = 'team = "docs"\nrole = "first"\nmatch'
    file.write_text(SMALL.replace(step, step.replace("first", "firts")), encoding="utf-8")
    result = loading(database, file)
    assert result.exit_code == 0
    assert "que personne ne tient" in result.stderr
    assert "est chargée" in result.stdout


def test_what_is_dumped_can_be_loaded_again(database: Database, file: Path, tmp_path: Path) -> None:
    loading(database, file)
    for options in ([], ["petite"], ["--with-phones"]):
        result = dumping(database, *options)
        assert result.exit_code == 0
        assert ("+33639980101" in result.stdout) == ("--with-phones" in options)
        copy = tmp_path / "copie.toml"
        copy.write_text(result.stdout, encoding="utf-8")
        assert loading(database, copy).stdout == "Rien à changer.\n"


def test_dumping_a_line_that_is_not_there_says_so(database: Database, file: Path) -> None:
    assert "hotline load FICHIER" in dumping(database).stderr
    loading(database, file)
    result = dumping(database, "nulle")
    assert result.exit_code == 1
    assert result.stderr == "Il n'y a pas de ligne « nulle ». Lignes connues : petite.\n"
    english = dumping(database, "nulle", "--language", "en")
    assert english.stderr == 'There is no line "nulle". Known lines: petite.\n'
