"""All that is stored: one entry for each table of the database, in one table.

The report, the document for data protection and the backup read it here. A table without an entry,
or a column of one about callers, is a failing test.
"""

from __future__ import annotations

from sqlalchemy import Table

from hotline.database import Base, Encrypted
from hotline.privacy.entries import Holds, Stored
from hotline.privacy.of_callers import OF_CALLERS
from hotline.privacy.of_others import COUNTERS, OF_ACCOUNTS, OF_THE_LINE
from hotline.privacy.of_responders import OF_RESPONDERS

STORED: tuple[Stored, ...] = (
    *OF_CALLERS,
    *OF_RESPONDERS,
    *OF_ACCOUNTS,
    *COUNTERS,
    *OF_THE_LINE,
)


def table_of(entry: Stored) -> Table:
    """The table itself."""
    return Base.metadata.tables[entry.table]


def encrypted_in(entry: Stored) -> tuple[str, ...]:
    """The columns that are encrypted with the service's keys, in their order."""
    return tuple(c.name for c in table_of(entry).columns if isinstance(c.type, Encrypted))


def fingerprints_in(entry: Stored) -> tuple[str, ...]:
    """The columns that can be recognised and not read."""
    return entry.holds(Holds.FINGERPRINT)


def sealed_in(entry: Stored) -> tuple[str, ...]:
    """The columns that only whoever has the passphrase, or the code, opens."""
    return entry.holds(Holds.SEALED)


def left_out_of_backups() -> frozenset[str]:
    """The tables that no backup holds, by name."""
    return frozenset(entry.table for entry in STORED if not entry.in_backups)
