"""The figures of a year with up to a million facts, filtered: beside DuckDB over the same facts.

Ours are counted as the page « Chiffres » counts them: every table of the catalogue, each checked
against the line's codes. DuckDB counts by the same columns from a Parquet file, on one core.
"""

from __future__ import annotations

import csv
import itertools
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from benchmarks.measuring import Effort, exponent, in_turns
from benchmarks.serving import line_text
from benchmarks.table import Row
from hotline.database import Database
from hotline.database.migrating import migrate
from hotline.database.types import Keys, use_keys
from hotline.lines import loading
from hotline.lines.service import LoadedLine, line_by_slug
from hotline.statistics.catalogue import tables_of
from hotline.statistics.filtering import read_filters
from hotline.statistics.periods import Period
from hotline.statistics.report import report
from hotline.statistics.tables import Fact

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31))
FILTER = [("profession", "MED"), ("language", "fr")]
AT_ONCE = 10_000
NOTHING = "-"
PROFESSIONS = ("MED", "IDE", "PHA", "SF", "VET", "MK", "")
WHY = "a database of rows hands over every fact that passes, where DuckDB counts columns"


def rows(effort: Effort) -> Iterator[Row]:
    """From a thousand to a million."""
    sizes = [effort.of(10, 1_000) * times for times in (1, 10, 100, 1_000)]
    took: list[float] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            ours, theirs = _counted(Path(folder), size)
        took.append(ours)
        if size in sizes[-2:]:
            whole = f"figures of a year, filtered, {size:,} facts"
            yield Row(
                whole, f"{ours:.2f} s", f"DuckDB {theirs:.2f} s", ours / theirs, most=3, why=WHY
            )
            yield Row(f"{whole}, in seconds", f"{ours:.2f} s", "", ours, most=1, why=WHY)
    yield Row(
        "figures, exponent of the number of facts",
        ", ".join(f"{one:.3f}" for one in took) + " s",
        "",
        exponent(sizes, took),
        most=1.1,
    )


def _counted(folder: Path, size: int) -> tuple[float, float]:
    use_keys(Keys(["A" * 43 + "="], "b" * 64))
    database = Database(f"sqlite:///{folder / 'facts.db'}")
    migrate(database)
    with database.writing() as session:
        loading.load(session, line_text(dials=1), datetime(2025, 1, 1, tzinfo=UTC))
    _write_facts(database, folder / "facts.csv", size)
    with database.reading() as session:
        line = line_by_slug(session, "entraide")
    assert line is not None
    filters = read_filters(line.document, FILTER)
    duck, queries = _parquet(folder), _queries(line)

    def ours() -> object:
        with database.reading() as session:
            return report(session, line, PERIOD, "fr", filters=filters)

    def theirs() -> object:
        return [duck.execute(query).fetchall() for query in queries]

    found = in_turns(1, ours, theirs)
    database.close()
    return found[0], found[1]


def _write_facts(database: Database, file: Path, size: int) -> None:
    """The same facts into the database, and into a file that DuckDB reads."""
    chance = random.Random(1)  # noqa: S311 - facts to count, not a secret
    numbers = iter(range(size))
    with file.open("w", encoding="utf-8", newline="") as to:
        written = csv.DictWriter(to, [column.name for column in Fact.__table__.columns])
        written.writeheader()
        while chunk := [_fact(nth, chance) for nth in itertools.islice(numbers, AT_ONCE)]:
            with database.writing() as session:
                session.execute(insert(Fact), chunk)
            written.writerows(
                {name: NOTHING if value is None else value for name, value in fact.items()}
                for fact in chunk
            )


def _fact(nth: int, chance: random.Random) -> dict[str, Any]:
    answered = chance.random() < 0.8
    return {
        "key": f"{nth:032x}",
        "line": "entraide",
        "day": PERIOD.first + timedelta(days=chance.randrange(365)),
        "hour": chance.randrange(24),
        "language": chance.choice(("fr", "fr", "fr", "en")),
        "profession": chance.choice(PROFESSIONS),
        "territory": chance.choice(("FR", "FR", "FR", "974", "971", None)),
        "kind_wanted": chance.choice(("psychologist", "peer", None)),
        "kind_obtained": chance.choice(("psychologist", "peer")) if answered else None,
        "outcome": "human" if answered else chance.choice(("hung-up", "nobody")),
        "talk_band": chance.choice(("0-5", "5-15", "15-30", "30-60")) if answered else None,
        "reason": chance.choice(("11", "12", "21", "31", "")) if answered else "",
        "second_reason": None,
        "orientation": chance.choice((None, "doctor", "order")),
        "ongoing": chance.choice((None, True, False)),
    }


def _parquet(folder: Path) -> DuckDBPyConnection:
    # Installed by `make bench` alone; the other groups, and their tests, do without.
    duck: DuckDBPyConnection = import_module("duckdb").connect()
    duck.execute("SET threads = 1")
    file = str(folder / "facts.parquet")
    duck.read_csv(str(folder / "facts.csv"), na_values=NOTHING).write_parquet(file)
    duck.read_parquet(file).create_view("fact")
    return duck


def _queries(line: LoadedLine) -> list[str]:
    """What each table of the catalogue is counted by, with the same days and filters."""
    found = []
    for table in tables_of(line.document):
        parts = (*(c for part in table.dimensions for c in part.columns), *table.of.columns)
        known = [c for c in dict.fromkeys(parts) if c in Fact.__table__.columns]
        if table.counter is None:
            found.append(
                f"SELECT {', '.join(known)}, count(*) FROM fact"  # noqa: S608 - our own words
                f" WHERE day BETWEEN '{PERIOD.first}' AND '{PERIOD.last}'"
                f" AND profession = 'MED' AND language = 'fr' GROUP BY {', '.join(known)}"
            )
    return found
