"""A line whose database can be taken away, and given back, at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from hotline.jobs.nets import keep_picture
from hotline.nets.spool import Spooled
from hotline.people.service import phones_of
from hotline.people.tables import Person
from simulator.clock import Event
from simulator.phones import Phone
from tests.world import World


class Database:
    """The database of a world, away while `away` is true; counts what is begun in it."""

    def __init__(self, world: World) -> None:
        self.away = False
        self.pictures: Event | None = None
        self.begun = 0
        self.goes_at: int | None = None
        """The number of the transaction before which it goes away."""
        database = world.service.database
        phones = _phones(world)

        def phone_of(slug: str, nth: int = 0) -> Phone:
            phone = world.carrier.phone(phones[slug][nth])
            phone.label = slug
            return phone

        # Whoever tells the story knows everybody's number, the database away or not.
        world.phone_of = phone_of  # type: ignore[method-assign]
        self._real = {"reading": database.reading, "writing": database.writing}
        for name in self._real:
            setattr(database, name, self._around(name))

    def _around(self, name: str) -> Callable[[], Any]:
        @contextmanager
        def begins() -> Iterator[Session]:
            self.begun += 1
            if self.goes_at is not None and self.begun > self.goes_at:
                self.away = True
            if self.away:
                raise OperationalError("BEGIN", {}, Exception("connection refused"))
            with self._real[name]() as session:
                yield session

        return begins


def _phones(world: World) -> dict[str, tuple[str, ...]]:
    with world.service.database.reading() as session:
        slugs = {row.id: row.slug for row in session.scalars(select(Person))}
        return {slugs[person]: theirs for person, theirs in phones_of(session, slugs).items()}


def keeps_nets(world: World) -> Database:
    """The picture is taken from now on, as the jobs' process does."""
    database = Database(world)
    keep_picture(world.service)
    database.pictures = world.clock.every(15, lambda: keep_picture(world.service), "picture")
    return database


def lets_pass(world: World, database: Database, hours: float) -> None:
    """Hours in which nothing is done, no job either."""
    world.jobs.cancel()
    if database.pictures is not None:
        database.pictures.cancel()
    world.wait(hours * 3600)
    world.starts_jobs()


def spooled(world: World) -> list[Spooled]:
    """What is written down and not in the database yet."""
    spool = world.service.net.spool
    return [found for name in spool.names() if (found := spool.read(name)) is not None]


def opened(world: World) -> str:
    """All that lies beside the database, decrypted."""
    seal = world.service.net.seal
    told = []
    for file in files(world):
        text = file.read_text()
        words = text.split() if text.startswith("gAAAA") else []
        told += [str(seal.opened(word)) for word in words] or [text]
    return "\n".join(told)


def files(world: World) -> list[Path]:
    """Every file beside the database."""
    folder = Path(world.settings.hotline_snapshot_dir)
    return [file for file in folder.rglob("*") if file.is_file()]
