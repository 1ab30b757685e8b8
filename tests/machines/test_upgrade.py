"""Machines are upgraded one by one: the last release's processes work on today's tables."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, select, text

from app import cli
from hotline.database import Database
from hotline.database.migrating import migrate, newest_revision
from hotline.statistics.tables import Fact
from hotline.wrapups.tables import WrapUp
from tests.databases import Postgres, Sqlite
from tests.machines.released import CONTRACTED, ITS_REVISION, LAST_RELEASE, broken, shape
from tests.machines.site import environment
from tests.world import SUNDAY_NIGHT, World

ROOT = Path(__file__).parents[2]
STORY = Path(__file__).parent / "story_of_the_release.py"


def release(folder: Path) -> Path:
    """The last release's code, in a folder; skips where its commit is not to be had."""
    there = ["git", "-C", str(ROOT), "cat-file", "-e", f"{LAST_RELEASE}^{{commit}}"]
    if shutil.which("git") is None or subprocess.run(there, check=False).returncode:
        pytest.skip("the last release's commit is not in this copy")
    packed = folder / "release.tar"
    subprocess.run(["git", "-C", str(ROOT), "archive", "-o", str(packed), LAST_RELEASE], check=True)
    shutil.unpack_archive(packed, folder / "release", filter="data")
    return folder / "release"


def test_a_call_is_answered_by_the_last_release_on_todays_tables(
    postgres: Postgres, tmp_path: Path
) -> None:
    code = release(tmp_path)
    shutil.copy(STORY, code)
    with postgres.database() as url:
        told = subprocess.run(
            [sys.executable, STORY.name, url],
            cwd=code,
            env={**os.environ, "PYTHONPATH": str(code)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr[-3000:]
        world = World(url, start=SUNDAY_NIGHT + timedelta(hours=1), seed=2)
        assert world.call().outcome == "CONNECTED"
        assert world.results() == [("anne", "talked")]
        with world.service.database.reading() as session:
            assert session.scalars(select(WrapUp.reason)).one() == "W-BURN"
        # The new release answers beside it, and what both answered becomes figures.
        caller = world.nurse_waits()
        caller.talks_with(world.accepts("anne"))
        caller.hangs_up()
        world.jobs.cancel()  # nobody needs them in the hours between
        world.wait(25 * 3600)
        world.starts_jobs()
        world.wait(400)
        with world.service.database.reading() as session:
            facts = session.scalars(select(Fact)).all()
            assert [fact.reason for fact in facts].count("W-BURN") == 1
        assert (len(facts), world.calls()) == (2, [])
        world.close()


def test_the_command_tells_what_it_did_and_leaves_newer_tables_alone(sqlite: Sqlite) -> None:
    with sqlite.empty_database() as url:

        def migrates(*words: str) -> tuple[int, str]:
            told = CliRunner().invoke(cli.commands["migrate"], words, env=environment(url))
            return told.exit_code, told.output

        newest = newest_revision()
        assert migrates("--check") == (
            1,
            f"À mettre à niveau / to bring up to date: - → {newest}\n",
        )
        assert migrates() == (0, f"À niveau / up to date: {newest} (avant / before: -)\n")
        assert migrates("--check")[0] == 0
        database = Database(url)
        with database.writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        database.close()
        code, told = migrates()
        assert (code, "The database (9999) is newer" in told) == (0, True)
    away = environment("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    refused = CliRunner().invoke(cli.commands["migrate"], [], env=away)
    assert (refused.exit_code, "does not answer" in refused.output) == (1, True)


def test_the_tables_of_the_last_release_are_only_added_to(sqlite: Sqlite) -> None:
    with sqlite.empty_database() as url:
        database = Database(url)
        migrate(database, ITS_REVISION)
        with database.engine.connect() as connection:
            before = shape(connection)
        migrate(database)
        with database.engine.connect() as connection:
            after = shape(connection)
        database.close()
    assert "call" in before
    assert after.keys() > before.keys()
    found = {*broken(before, after)}
    assert found == {*CONTRACTED}, "expand now, contract one release later: docs/operating.md"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("ALTER TABLE pet DROP COLUMN name", "pet.name is gone"),
        ("ALTER TABLE pet RENAME COLUMN name TO called", "pet.name is gone"),
        ("DROP TABLE pet", "pet is gone"),
        ("ALTER TABLE pet ADD COLUMN age INTEGER", ""),
        ("ALTER TABLE pet ADD COLUMN age INTEGER NOT NULL DEFAULT 1", ""),
        ("CREATE UNIQUE INDEX one_name ON pet (name)", "pet: unique name is new"),
        (
            "ALTER TABLE pet ADD COLUMN owner INTEGER REFERENCES pet (id)",
            "pet: key owner is new",
        ),
        (
            "DROP TABLE pet; CREATE TABLE pet (id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
            " age INTEGER NOT NULL)",
            "pet.name must be given now; pet.age is new and must be given",
        ),
        (
            "DROP TABLE pet; CREATE TABLE pet (id INTEGER PRIMARY KEY, name INTEGER)",
            "pet.name is of another type",
        ),
    ],
)
def test_what_the_last_release_would_fail_on_is_seen(change: str, told: str) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE pet (id INTEGER PRIMARY KEY, name TEXT)"))
        before = shape(connection)
        for statement in change.split(";"):
            connection.execute(text(statement))
        assert "; ".join(broken(before, shape(connection))) == told
    engine.dispose()
