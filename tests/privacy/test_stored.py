"""Each table and, of what is about callers, each column is known: what it is, why, for how long."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import LargeBinary

from hotline.every_table import Base
from hotline.privacy.entries import Holds, Stored
from hotline.privacy.purposes import WHY, About, Purpose
from hotline.privacy.stored import (
    STORED,
    encrypted_in,
    fingerprints_in,
    left_out_of_backups,
    table_of,
)

OF_CALLERS = [entry for entry in STORED if entry.about is About.CALLER]
RECOGNISED = ("fingerprint", "token_hash", "lookup", "_print")
"""How columns are called that hold a fingerprint."""


def test_every_table_has_one_entry() -> None:
    assert Counter(entry.table for entry in STORED) == Counter([*Base.metadata.tables])


@pytest.mark.parametrize("entry", OF_CALLERS, ids=lambda entry: entry.table)
def test_every_column_about_callers_is_told_of_once(entry: Stored) -> None:
    told = Counter(column for held in entry.columns for column in entry.holds(held))
    assert told == Counter([*table_of(entry).columns.keys()])


@pytest.mark.parametrize("entry", STORED, ids=lambda entry: entry.table)
def test_what_an_entry_says_of_columns_is_so(entry: Stored) -> None:
    columns = table_of(entry).columns
    assert {name for held in entry.columns for name in entry.holds(held)} <= {*columns.keys()}
    assert entry.since is None or entry.since in columns
    assert entry.ends is None or entry.ends.column in columns
    if entry.about is About.CALLER:
        assert {*entry.holds(Holds.ENCRYPTED)} == {*encrypted_in(entry)}
    recognised = {c.name for c in columns if c.name.endswith(RECOGNISED)}
    assert recognised <= {*fingerprints_in(entry)}
    secret = {name for name, c in columns.items() if isinstance(c.type, LargeBinary)} - {"sound"}
    assert secret <= {*entry.holds(Holds.SEALED), *entry.holds(Holds.KEY)}
    for wording in (entry.what, entry.kept):
        assert wording.read_in("fr")
        assert wording.read_in("en")


def test_every_purpose_has_its_words() -> None:
    assert {*WHY} == {*Purpose}


def test_what_is_destroyed_at_its_end_is_in_no_backup() -> None:
    assert left_out_of_backups() == {"callback", "block", "short_lived_key"}
