"""Fixtures: a line without a carrier on each database, and the commands of a service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

import pytest
from click.testing import Result
from flask.cli import ScriptInfo
from pydantic import SecretStr

from app import cli
from hotline.backups.contents import About
from hotline.backups.making import made
from hotline.backups.putting_back import opened_backup
from hotline.backups.scratch import image_of, in_memory
from hotline.backups.sealing import sealed
from hotline.database import Database
from hotline.database.migrating import migrate
from hotline.service import Hotline
from tests.databases import Postgres, Sqlite
from tests.statistics.past import Past
from tests.world import app_of

BACKUP_KEY = "YmFja3VwIGtleSBiYWNrdXAga2V5IGJhY2t1cCBrZXk="

Elsewhere = Callable[..., Hotline]


@pytest.fixture(scope="session")
def empty_image() -> bytes:
    """All tables, in memory, without a row: what each backup begins with."""
    with in_memory() as database:
        migrate(database)
        return image_of(database)


@pytest.fixture(autouse=True)
def migrated_once(empty_image: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making those tables is most of the work of a backup as small as those of tests."""

    @contextmanager
    def with_tables() -> Iterator[Database]:
        with in_memory(empty_image) as database:
            yield database

    monkeypatch.setattr("hotline.backups.making.in_memory", with_tables)


@pytest.fixture
def past(database_url: str) -> Iterator[Past]:
    """A line on which nobody has called yet."""
    past = Past(database_url)
    past.service = with_settings(past.service)
    yield past
    past.database.close()


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest) -> Iterator[Elsewhere]:
    """Makes a service like another, with a new database of that kind, with its tables or without
    any."""
    with ExitStack() as stack:

        def make(service: Hotline, kind: str, *, tables: bool = False) -> Hotline:
            maker: Sqlite | Postgres = request.getfixturevalue(kind)
            made = maker.database() if tables else maker.empty_database()
            url = stack.enter_context(made)
            database = Database(url)
            stack.callback(database.close)
            return replace(service, database=database)

        yield make


def kind_of(past: Past) -> str:
    """On which kind of database it lives."""
    return "sqlite" if past.database.on_sqlite else "postgres"


def with_settings(service: Hotline, **more: Any) -> Hotline:
    """The same service, able to make backups, with other settings."""
    changed = {"hotline_backup_key": SecretStr(BACKUP_KEY)} | more
    return replace(service, settings=service.settings.model_copy(update=changed))


def runs(service: Hotline, *words: str, language: str = "en") -> Result:
    """What a command prints, and how it ends."""
    app = app_of(service)
    info = ScriptInfo(create_app=lambda: app)
    result = app.test_cli_runner().invoke(cli, [*words, "--language", language], obj=info)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def backup_of(service: Hotline, *, moving: bool = False) -> bytes:
    """The file."""
    return b"".join(sealed(BACKUP_KEY, made(service, moving=moving)[1], service.chance))


def opened_of(service: Hotline, *, moving: bool = False) -> tuple[About, bytes]:
    """What is in it."""
    return opened_backup(backup_of(service, moving=moving), BACKUP_KEY)
