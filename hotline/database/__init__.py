"""Engine, units of work and column types; the tables live beside their services."""

from hotline.database.types import Base, Encrypted, UtcDateTime
from hotline.database.work import Database, add_to_counter, changed

__all__ = ["Base", "Database", "Encrypted", "UtcDateTime", "add_to_counter", "changed"]
