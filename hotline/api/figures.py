"""The figures of a month that is over, with small numbers left out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from hotline.api.operations import Asked, Operation, Operations
from hotline.api.problems import wrong
from hotline.api.values import Answer, Question
from hotline.lines.fields import YEARS
from hotline.service import hotline
from hotline.statistics.few import FEW, without_few
from hotline.statistics.figures import figures
from hotline.statistics.report import Breakdown, report
from hotline.taxonomies import Wording
from hotline.tokens.scopes import Scope

_NOT_OVER = Wording(
    "Ce mois n'est pas terminé : demandez-en un plus ancien.",
    "That month is not over: ask for an earlier one.",
)


def _is_likely(value: str) -> str:
    if int(value[:4]) not in YEARS:
        raise PydanticCustomError("year", "an unlikely year")
    return value


_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
Month = Annotated[str, Field(pattern=_PATTERN), AfterValidator(_is_likely)]


class OfMonth(Question):
    """Which month."""

    month: Month = Field(description="Such as 2026-10; one that is over, in the line's time.")


class CountTold(Answer):
    """How many, by the code of a list; null when they are too few to be told."""

    code: str
    name: str
    count: int | None


class BreakdownTold(Answer):
    """What is counted, sorted by one thing."""

    key: str
    title: str
    of: int | None
    rows: list[CountTold]


class Figures(Answer):
    """A month's calls. Null: too few to be told, or nothing was measured."""

    month: str
    few: int
    """Counts below it are null."""
    calls: int | None
    connected: int | None
    median_seconds_to_human: int | None
    ninety_percent_seconds_to_human: int | None
    mean_talk_minutes: float | None
    breakdowns: list[BreakdownTold]


def statistics(asked: Asked, question: OfMonth) -> Figures:
    """Counted as the line's own pages count them."""
    first = date.fromisoformat(f"{question.month}-01")
    next_month = (first + timedelta(days=31)).replace(day=1)
    if asked.line.document.local_time(asked.now).date() < next_month:
        raise wrong(("month", _NOT_OVER))
    last = next_month - timedelta(days=1)
    with hotline().database.reading() as session:
        counted = figures(session, asked.line, first, last)
    told = report(asked.line, first, last, counted, asked.language)
    # The times of a handful of calls would be those of somebody.
    times = told.connected >= FEW
    return Figures(
        month=question.month,
        few=FEW,
        calls=_count(told.calls),
        connected=_count(told.connected),
        median_seconds_to_human=told.median_seconds_to_human if times else None,
        ninety_percent_seconds_to_human=told.ninety_percent_seconds_to_human if times else None,
        mean_talk_minutes=told.mean_talk_minutes if times else None,
        breakdowns=[_breakdown(part) for part in told.breakdowns],
    )


def _breakdown(part: Breakdown) -> BreakdownTold:
    counts = without_few({row.code: row.calls for row in part.rows})
    return BreakdownTold(
        key=part.key,
        title=part.title,
        of=_count(part.of),
        rows=[CountTold(code=row.code, name=row.name, count=counts[row.code]) for row in part.rows],
    )


def _count(number: int) -> int | None:
    return None if 0 < number < FEW else number


OPERATIONS: Operations = {
    ("GET", "/lines/<line>/statistics"): Operation(
        statistics,
        Scope.STATISTICS,
        Wording("Les chiffres d'un mois", "A month's figures"),
        OfMonth,
        answers={200: Figures},
    ),
}
