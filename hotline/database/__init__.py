"""Engine, units of work and column types; the tables live beside their services."""

from hotline.database.types import Base, Encrypted, UtcDateTime
from hotline.database.work import Change, Database, add_new, add_to_counter, changed

__all__ = [
    "Base",
    "Change",
    "Database",
    "Encrypted",
    "UtcDateTime",
    "add_new",
    "add_to_counter",
    "changed",
]
