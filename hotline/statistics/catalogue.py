"""The tables that a line has: a fixed list. The page, the exports and what is published show the
same ones, and a year whose facts are gone is kept as these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hotline.lines.document import LineDocument
from hotline.statistics import dimensions as by
from hotline.statistics.dimensions import Dimension
from hotline.statistics.tables import HelpedCount, SeverityCount
from hotline.taxonomies import Wording


@dataclass(frozen=True, slots=True)
class Population:
    """Which calls a table is about."""

    key: str
    name: Wording
    columns: tuple[str, ...] = ()
    includes: Callable[..., bool] = lambda: True
    """From the values of these columns."""


ALL = Population("all", Wording("Tous les appels", "All calls"))
ANSWERED = Population(
    "answered",
    Wording("Appels où une personne a répondu", "Calls in which somebody answered"),
    ("talk_band",),
    lambda band: band is not None,
)


@dataclass(frozen=True, slots=True)
class Table:
    """Calls sorted by one dimension, or by two."""

    key: str
    rows: Dimension
    columns: Dimension | None = None
    of: Population = ALL
    published: bool = True
    """Whether it is in what leaves the line."""
    counter: type[SeverityCount] | type[HelpedCount] | None = None
    """Where it is counted apart from facts: by whole months, and never filtered."""

    @property
    def title(self) -> Wording:
        """What it is called."""
        if self.columns is None:
            return self.rows.title
        return Wording("{rows} × {columns}", "{rows} × {columns}").filled(
            rows=self.rows.title, columns=self.columns.title
        )

    @property
    def definition(self) -> Wording:
        """What exactly is counted in it."""
        if self.columns is None:
            return self.rows.definition
        return Wording("{rows} {columns}", "{rows} {columns}").filled(
            rows=self.rows.definition, columns=self.columns.definition
        )

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """One or two."""
        return (self.rows,) if self.columns is None else (self.rows, self.columns)

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns of a call that say where it counts, each once."""
        read = (*(c for part in self.dimensions for c in part.columns), *self.of.columns)
        return tuple(dict.fromkeys(read))

    def asked(self, line: LineDocument) -> bool:
        """Whether this line has it."""
        return all(dimension.asked(line) for dimension in self.dimensions)


CATALOGUE: dict[str, Table] = {
    table.key: table
    for table in (
        Table("outcome", by.OUTCOME),
        Table("reason", by.REASON, of=ANSWERED),
        Table("reason_group", by.REASON_GROUP, of=ANSWERED),
        Table("any_reason", by.ANY_REASON, of=ANSWERED),
        Table("profession", by.PROFESSION),
        Table("profession_reason", by.PROFESSION, by.REASON_GROUP, of=ANSWERED),
        Table("territory", by.TERRITORY),
        Table("department", by.DEPARTMENT, published=False),
        Table("language", by.LANGUAGE),
        Table("month", by.MONTH),
        Table("weekday_part", by.WEEKDAY, by.PART_OF_DAY),
        Table("weekday_hour", by.WEEKDAY, by.HOUR, published=False),
        Table("moment", by.MOMENT),
        Table("moment_there", by.MOMENT_THERE),
        Table("kind", by.KIND_WANTED, by.KIND_OBTAINED),
        Table("orientation", by.ORIENTATION, of=ANSWERED),
        Table("follow_up", by.FOLLOW_UP, of=ANSWERED),
        Table("talk", by.TALK, of=ANSWERED),
        Table("severity", by.SEVERITY, of=ANSWERED, counter=SeverityCount),
        Table("helped", by.HELPED, of=ANSWERED, counter=HelpedCount),
    )
}
"""By key. Départements are few callers each: they stay with the line."""


def tables_of(line: LineDocument) -> tuple[Table, ...]:
    """Those that this line has: what nobody asks there is left out."""
    return tuple(table for table in CATALOGUE.values() if table.asked(line))
