"""A backup is put back: checked first, brought up to date and forgotten in memory, then written in
one transaction into a database in which there is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, delete, select, update

from hotline.backups.contents import About, name_of_key, unpacked
from hotline.backups.copying import copy_rows, go_on_from, tables_as_written
from hotline.backups.held import MEANINGLESS
from hotline.backups.scratch import in_memory
from hotline.backups.sealing import Trouble, Unreadable, unsealed
from hotline.cases.desk import Desk
from hotline.cases.looking_after import expire, expired_contacts
from hotline.database.migrating import has_own_tables, is_known, migrate, migrate_within
from hotline.forgetting.retention import forget_due_calls
from hotline.jobs.accompaniments import end_follow_ups
from hotline.jobs.cases import forget_cases
from hotline.jobs.each import each_line
from hotline.jobs.schedule import drop_old_blocks
from hotline.jobs.years import collapse_years
from hotline.lines.service import LoadedLine
from hotline.notices.tables import Notice
from hotline.service import Hotline
from hotline.settings import Settings, split_keys

GIVEN_SINCE = 1000
"""Numbers that may have been given between the backup and the loss, at most: whoever was told one
of these never finds something else under it."""

TOO_OLD_TO_SEND = timedelta(hours=2)
"""What waited to be sent for longer would have been given up: see `hotline.notices.service`."""


class NotEmpty(Exception):
    """There is something in this database already."""


class NewerDatabase(Exception):
    """A later version of the software has made the tables of this database."""


class KeysMissing(Exception):
    """Something in the backup is encrypted under keys that this service does not have."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class OtherLookupKey(Exception):
    """The service would not find again the telephones and addresses that it knows."""


def opened_backup(file: bytes, key: str) -> tuple[About, bytes]:
    """What it tells of itself, and its database. Raises Unreadable."""
    about, image = unpacked(unsealed(key, file))
    if not is_known(about.revision):
        raise Unreadable(Trouble.TOO_NEW)
    return about, image


def check_keys(about: About, settings: Settings) -> None:
    """Raises KeysMissing or OtherLookupKey when this service could not read all that is in it."""
    has = {name_of_key(key) for key in split_keys(settings.hotline_encryption_keys)}
    missing = [name for name in about.keys if name not in has]
    if missing:
        raise KeysMissing(missing)
    if about.lookup_key != name_of_key(settings.hotline_lookup_key.get_secret_value()):
        raise OtherLookupKey


def put_back(service: Hotline, about: About, image: bytes) -> dict[str, int]:
    """Writes it, whole or not at all, without what is past its time by now; how many rows, by
    table. Raises NotEmpty or NewerDatabase."""
    with in_memory(image) as copy:
        migrate(copy)
        _forget(replace(service, database=copy))
        with copy.reading() as source, service.database.migrating() as target:
            migrate_within(target)
            if not has_own_tables(target):
                raise NewerDatabase
            if not is_empty(target):
                raise NotEmpty
            for name in MEANINGLESS:
                target.execute(delete(_TABLES[name]))
            rows = copy_rows(source.connection(), target)
            since = 0 if about.moving else GIVEN_SINCE
            go_on_from(target, {name: last + since for name, last in about.numbers.items()})
    return {name: count for name, count in rows.items() if count}


def is_empty(connection: Connection) -> bool:
    """Whether nothing is in it, but for what a service writes that has no line yet."""
    return not any(
        connection.execute(select(table).limit(1)).first()
        for table in _TABLES.values()
        if table.name not in MEANINGLESS
    )


def _forget(service: Hotline) -> None:
    """What the jobs would have forgotten since; nobody is told anything of it here."""
    stale = service.now() - TOO_OLD_TO_SEND
    with service.database.writing() as session:
        session.execute(
            update(Notice)
            .where(Notice.try_at.is_not(None), Notice.planned_at < stale)
            .values(try_at=None, body=None)
        )
    forget_due_calls(service)
    drop_old_blocks(service)
    forget_cases(service)
    end_follow_ups(service)
    collapse_years(service)
    each_line(service, lambda line: _end_contacts(service, line))


def _end_contacts(service: Hotline, line: LoadedLine) -> None:
    now = service.now()
    with service.database.writing() as session:
        for case_id in expired_contacts(session, line.id, now):
            expire(Desk(session, line, now, service.new_id, service.url), case_id)


_TABLES = {table.name: table for table in tables_as_written()}
