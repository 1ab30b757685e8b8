"""What cannot be restored is told in one clear sentence, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import event, inspect

from hotline.backups.contents import name_of_key, packed, unpacked
from hotline.backups.files import delete_old, name_at, write
from hotline.backups.putting_back import put_back
from hotline.backups.sealing import sealed, unsealed
from hotline.service import Hotline
from tests.backups.conftest import (
    BACKUP_KEY,
    Elsewhere,
    backup_of,
    kind_of,
    opened_of,
    runs,
    with_settings,
)
from tests.statistics.past import NOW, Past

OTHER_KEY = "b3RoZXIga2V5IG90aGVyIGtleSBvdGhlciBrZXkgb3Q="


ON_ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what has nothing to do with the kind of database."""


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def new(past: Past, elsewhere: Elsewhere) -> Hotline:
    """A service whose database has no table yet, of the same kind."""
    return elsewhere(past.service, kind_of(past))


def of_a_later_version(file: bytes) -> bytes:
    about, image = unpacked(unsealed(BACKUP_KEY, file))
    later = packed(replace(about, revision="9999"), image)
    return b"".join(sealed(BACKUP_KEY, later, bytes))


def flipped(file: bytes) -> bytes:
    middle = len(file) // 2
    return file[:middle] + bytes([file[middle] ^ 1]) + file[middle + 1 :]


SENTENCES: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "truncated": (lambda file: file[:-20], "abîmé ou incomplet", "damaged or incomplete"),
    "a byte": (flipped, "prenez-en une autre copie", "take another copy of it"),
    "another kind": (lambda _: b"[line]\n", "n'est pas une sauvegarde", "is no backup"),
    "later": (of_a_later_version, "installez-la d'abord", "install that one first"),
}


@ON_ONE
def test_each_trouble_has_its_sentence_in_both_languages(
    past: Past, new: Hotline, tmp_path: Path
) -> None:
    whole, file = backup_of(past.service), tmp_path / "line.backup"
    for change, french, english in SENTENCES.values():
        file.write_bytes(change(whole))
        for language, sentence in (("fr", french), ("en", english)):
            said = runs(new, "restore", str(file), language=language)
            assert said.exit_code == 1
            assert sentence in said.output
            assert ("Rien n'a été" if language == "fr" else "Nothing was") in said.output
    file.write_bytes(whole)
    told = {
        "HOTLINE_BACKUP_KEY": {"hotline_backup_key": SecretStr(OTHER_KEY)},
        "HOTLINE_BACKUP_KEY is not set": {"hotline_backup_key": SecretStr("")},
        f"{_key_of(past)}. Add them": {"hotline_encryption_keys": SecretStr(OTHER_KEY)},
        "HOTLINE_LOOKUP_KEY": {"hotline_lookup_key": SecretStr("m" * 32)},
    }
    for sentence, settings in told.items():
        said = runs(with_settings(new, **settings), "restore", str(file))
        assert said.exit_code == 1
        assert sentence in said.output
    assert "cannot be read" in runs(new, "restore", str(tmp_path / "none")).output
    assert inspect(new.database.engine).get_table_names() == []
    assert "is not empty" in runs(past.service, "restore", str(file)).output


def _key_of(past: Past) -> str:
    return name_of_key(past.service.settings.hotline_encryption_keys.get_secret_value())


def test_stopped_anywhere_it_has_written_nothing_and_can_be_done_again(
    past: Past, new: Hotline
) -> None:
    about, image = opened_of(past.service)
    left: list[int] = []

    def stops(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if left and statement.startswith("INSERT INTO p"):
            left[0] -= 1
            if left[0] == 0:
                raise Killed

    event.listen(new.database.engine, "before_cursor_execute", stops)
    for nth in (1, 2):
        left[:] = [nth]
        with pytest.raises(Killed):
            put_back(new, about, image)
        assert inspect(new.database.engine).get_table_names() == []
    left.clear()
    assert put_back(new, about, image)["phone"] == about.rows["phone"]


def test_a_backup_that_is_stopped_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "line.backup"
    file.write_bytes(b"before")

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise Killed

    with pytest.raises(Killed):
        write(file, pieces())
    assert [*tmp_path.iterdir()] == [file]
    assert file.read_bytes() == b"before"
    file.with_name("line.backup.tmp").write_bytes(b"of one whose machine was switched off")
    assert write(file, [b"one", b"two"]) == 6
    assert file.read_bytes() == b"onetwo"
    assert [*tmp_path.iterdir()] == [file]


def test_old_ones_go_by_their_date_and_nothing_else_does(tmp_path: Path) -> None:
    days = timedelta(days=1)
    names = [name_at(NOW - age * days) for age in (0, 29, 31, 400)]
    others = ["entraide-20200101-000000.backup.gpg", "notes.txt", "entraide-99999999-000000.backup"]
    half = f"{names[3]}.tmp"
    for name in (*names, *others, half):
        (tmp_path / name).touch()
    gone = delete_old(tmp_path, 30 * days, NOW)
    assert [file.name for file in gone] == [names[3], half, names[2]]
    assert {file.name for file in tmp_path.iterdir()} == {*names[:2], *others}


@ON_ONE
def test_the_command_keeps_a_folder_and_overwrites_nothing(past: Past, tmp_path: Path) -> None:
    old = tmp_path / name_at(NOW - timedelta(days=8))
    old.touch()
    said = runs(past.service, "backup", "--directory", str(tmp_path), "--keep", "7")
    assert said.exit_code == 0, said.output
    assert [file.name for file in tmp_path.iterdir()] == [name_at(NOW)]
    file = str(tmp_path / name_at(NOW))
    assert "is there already" in runs(past.service, "backup", file).output
    assert runs(past.service, "backup", file, "--force").exit_code == 0
    assert "Dites où" in runs(past.service, "backup", language="fr").output
    folder = ("--directory", str(tmp_path))
    assert "not to be kept" in runs(past.service, "backup", *folder, "--moving").output
    nowhere = runs(past.service, "backup", str(tmp_path / "none" / "line.backup"))
    assert "could not be written" in nowhere.output
    # A place that cannot even be looked at.
    assert (
        "could not be written" in runs(past.service, "backup", str(tmp_path / ("x" * 300))).output
    )
    without = with_settings(past.service, hotline_backup_key=SecretStr(""))
    assert "HOTLINE_BACKUP_KEY is not set" in runs(without, "backup", file).output
