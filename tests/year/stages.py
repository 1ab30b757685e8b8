"""A year, or some days of it, lived to its end: what was told and counted on the way, and what is
left behind."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select

from hotline.calls.tables import Call
from hotline.commands.dump import dump
from hotline.commands.fairness import fairness
from hotline.commands.ledger import ledger
from hotline.commands.statistics import statistics
from hotline.lines.service import line_by_slug
from hotline.service import Hotline
from hotline.statistics.catalogue import tables_of
from hotline.statistics.counting import Counting
from hotline.statistics.figures import Figures, figures
from hotline.statistics.tables import Fact
from simulator.numbers import withheld
from tests.soak.day import DEMO
from tests.soak.test_two_sets_of_numbers import every_row, found_of_many, spellings
from tests.world import World
from tests.year.living import Year
from tests.year.shape import drawn
from tests.year.tables import Cells
from tests.year.told import Told

SLUG = "entraide"
SEED = 3308
"""A sample with this one has of everything: a cut, a page sent twice, a note by keypad, English."""


@dataclass(frozen=True)
class Stretch:
    """So many calls on some days, and when to look at what is counted."""

    calls: int
    days: Sequence[date]
    looks: Sequence[datetime]
    """Aware instants; by the last of them all is forgotten."""

    @property
    def period(self) -> tuple[date, date]:
        """The whole months to which the days belong."""
        last = self.days[-1].replace(day=1) + timedelta(days=31)
        return self.days[0].replace(day=1), last.replace(day=1) - timedelta(days=1)


def at(day: date, hour: int) -> datetime:
    """An hour of a day, in UTC."""
    return datetime.combine(day, time(hour), UTC)


@dataclass(frozen=True)
class Counts:
    """What the service counts at one moment."""

    figures: Figures
    tables: Mapping[str, tuple[int, Cells]]
    live: int
    """Calls that are not forgotten yet."""
    facts: int


@dataclass
class Lived:
    """What a stretch of days left behind."""

    looks: list[tuple[list[Told], Counts]] = field(default_factory=list)
    """At each moment, what the telephones had told, and what was counted."""
    numbers: list[str] = field(default_factory=list)
    """The callers' numbers that were not withheld."""
    forms: Counter[tuple[int, str]] = field(default_factory=Counter)
    rows: str = ""
    logs: str = ""
    exports: str = ""
    in_files: set[str] = field(default_factory=set)
    """Numbers and ids of calls that could be read in the database's files at the end."""


def live(url: str, stretch: Stretch, family: int) -> Lived:
    """Lives these days, with callers of this family of numbers, in an empty database."""
    calls = drawn(SEED, stretch.calls, stretch.days, family)
    lived = Lived(numbers=[call.number for call in calls if not withheld(call.number)])
    written = io.StringIO()
    with redirect_stderr(written):
        start = at(stretch.days[0], 0) - timedelta(hours=2)
        world = World(url, line_file=DEMO, start=start, seed=SEED, hotline_log_level="DEBUG")
        year = Year(world, calls)
        for moment in stretch.looks:
            year.lives_until(moment)
            counts = counted(world.service, *stretch.period)
            lived.looks.append((list(year.tally.told()), counts))
        lived.forms.update(year.forms)
        lived.rows, lived.exports = every_row(world), exports(world, *stretch.period)
        lived.in_files = found_of_many(url, year.ids | spellings(lived.numbers))
        world.assert_all_is_quiet()
        world.close()
    lived.logs = written.getvalue()
    return lived


def counted(service: Hotline, first: date, last: date) -> Counts:
    """Every figure and every table of these days, in one view of the database."""
    with service.database.reading() as session:
        line = line_by_slug(session, SLUG)
        assert line is not None
        counting = Counting(session, line, first, last)
        tables = {table.key: counting.table(table) for table in tables_of(line.document)}
        return Counts(
            figures(session, line, first, last),
            {key: (counts.n, counts.cells) for key, counts in tables.items() if counts},
            session.scalars(select(func.count()).select_from(Call)).one(),
            session.scalars(select(func.count()).select_from(Fact)).one(),
        )


def exports(world: World, first: date, last: date) -> str:
    """What the commands tell of these days."""
    runner = world.app.test_cli_runner()
    period = ("--from", f"{first}", "--to", f"{last}")
    asked = [["show", *period, "--format", form] for form in ("table", "json", "csv")]
    shown = [runner.invoke(statistics, words) for words in asked]
    shown.append(runner.invoke(dump, ["--with-phones"]))
    shown.append(runner.invoke(fairness, ["--json"]))
    shown.append(runner.invoke(ledger, ["--month", f"{last:%Y-%m}"]))
    assert [result.exit_code for result in shown] == [0] * len(shown)
    return "\n".join(result.output for result in shown)
