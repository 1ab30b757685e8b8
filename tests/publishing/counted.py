"""A year of calls that are facts already, as forgetting leaves them."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from hotline.publishing.protecting import protected
from hotline.publishing.released import Release
from hotline.publishing.tables import Publication
from hotline.publishing.written import as_json
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.counting import Counts
from hotline.statistics.tables import DurationCount, Fact, SeverityCount

FEW = ("outcome", "profession", "month", "talk", "severity")


def few_tables(patch: pytest.MonkeyPatch) -> None:
    """Lines have these tables alone: they are made in no time."""
    patch.setattr(
        "hotline.publishing.exact.tables_of", lambda _line: tuple(CATALOGUE[key] for key in FEW)
    )


PROFESSIONS = ("IDE", "MED", "PHA", "UNK")
REASONS = ("W-BURN", "P-ANX", "UNK")


def a_counted_year(session: Session, line: str, year: int, calls: int = 300) -> None:
    """So many calls spread over a year, most of them answered."""
    chance = random.Random(year)
    durations: Counter[tuple[date, str, int]] = Counter()
    severities: Counter[tuple[date, int]] = Counter()
    facts: list[dict[str, Any]] = []
    for nth in range(calls):
        day = date(year, 1, 1) + timedelta(days=chance.randrange(365))
        answered = chance.random() < 0.85
        facts.append(
            {
                "key": f"{year}{nth:028}",
                "line": line,
                "day": day,
                "hour": chance.randrange(24),
                "language": "fr",
                "profession": chance.choices(PROFESSIONS, (60, 30, 9, 1))[0],
                "territory": chance.choices(("FR", "974", None), (80, 15, 5))[0],
                "kind_wanted": "psychologist",
                "kind_obtained": "psychologist" if answered else None,
                "outcome": "CONNECTED" if answered else "GONE-WAIT",
                "talk_band": "15-30" if answered else None,
                "reason": chance.choices(REASONS)[0] if answered else "UNK",
            }
        )
        if answered:
            durations[day, "to-human", chance.randrange(3, 70)] += 1
            durations[day, "talk", chance.randrange(900, 1800)] += 1
            severities[day.replace(day=1), chance.randint(1, 5)] += 1
    session.execute(insert(Fact), facts)
    session.execute(
        insert(DurationCount),
        [
            {"line": line, "day": day, "measure": measure, "seconds": seconds, "calls": count}
            for (day, measure, seconds), count in durations.items()
        ],
    )
    session.execute(
        insert(SeverityCount),
        [
            {"line": line, "month": month, "severity": severity, "calls": count}
            for (month, severity), count in severities.items()
        ],
    )


def a_published_year(session: Session, line: str, year: int, made_at: datetime) -> Release:
    """A publication of two tables, one of them with columns, in which small numbers are missing."""
    crossed = {("1", "night"): 40, ("1", "morning"): 3, ("7", "night"): 57, ("7", "evening"): 20}
    exact = {
        "outcome": Counts(120, Counter({("CONNECTED", ""): 91, ("SILENT", ""): 29})),
        "weekday_part": Counts(120, Counter(crossed)),
    }
    release = Release(
        line=line,
        name="La ligne",
        time_zone="Europe/Paris",
        year=year,
        made_on=made_at.date(),
        lists_version=1,
        calls=120,
        tables=protected(exact),
        measures={"median_seconds_to_human": 25, "mean_talk_minutes": None},
    )
    session.add(
        Publication(
            line=line, year=year, made_at=made_at, made_by="command", content=as_json(release)
        )
    )
    return release
