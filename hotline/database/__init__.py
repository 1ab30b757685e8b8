"""Engine, units of work and column types; the tables live beside their services."""

from hotline.database.types import Base, Encrypted, UtcDateTime
from hotline.database.work import Database, changed

__all__ = ["Base", "Database", "Encrypted", "UtcDateTime", "changed"]
