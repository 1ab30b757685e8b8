"""The last release, and what the next may take away from its tables.

While machines are upgraded one by one, processes of the last release work on the tables of the next
one. So a release only adds to them; what nobody uses any more goes one release later.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, inspect

LAST_RELEASE = "dcaa735c1e159acb4465dfa0ee6466e4cb99832e"
"""The commit that runs on machines. Whoever releases writes the new one here, and its newest
migration below."""
ITS_REVISION = "0018"

CONTRACTED: dict[str, str] = {}
"""What is taken away on purpose, as `broken` tells it, and why the last release can do without."""

Shape = dict[str, dict[str, Any]]


def shape(connection: Connection) -> Shape:
    """The tables: their columns, and what must hold in them."""
    looking = inspect(connection)
    return {
        table: {
            "columns": {column["name"]: column for column in looking.get_columns(table)},
            "rules": {
                *(("unique", *u["column_names"]) for u in looking.get_unique_constraints(table)),
                *(
                    ("unique", *i["column_names"])
                    for i in looking.get_indexes(table)
                    if i["unique"]
                ),
                *(("key", *f["constrained_columns"]) for f in looking.get_foreign_keys(table)),
                *(("check", c["sqltext"]) for c in looking.get_check_constraints(table)),
            },
        }
        for table in looking.get_table_names()
    }


def broken(before: Shape, after: Shape) -> Iterator[str]:
    """What a process that knows the tables before could fail on afterwards, a sentence each."""
    for table, was in before.items():
        if table not in after:
            yield f"{table} is gone"
            continue
        now = after[table]
        for name, column in was["columns"].items():
            there = now["columns"].get(name)
            if there is None:
                yield f"{table}.{name} is gone"
            elif str(there["type"]) != str(column["type"]):
                yield f"{table}.{name} is of another type"
            elif column["nullable"] and not there["nullable"]:
                yield f"{table}.{name} must be given now"
        for name in now["columns"].keys() - was["columns"].keys():
            new = now["columns"][name]
            if not new["nullable"] and new["default"] is None:
                yield f"{table}.{name} is new and must be given"
        for kind, *what in sorted(now["rules"] - was["rules"]):
            yield f"{table}: {kind} {', '.join(map(str, what))} is new"
