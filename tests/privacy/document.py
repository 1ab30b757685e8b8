"""Writes what the code says is stored into docs/privacy.md: python -m tests.privacy.document"""

from __future__ import annotations

from pathlib import Path

from hotline.every_table import Base
from hotline.privacy.document import with_tables

DOCUMENT = Path(__file__).parents[2] / "docs" / "privacy.md"


def main() -> None:
    """Only the tables between the marks are touched."""
    assert Base.metadata.tables
    DOCUMENT.write_text(with_tables(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
