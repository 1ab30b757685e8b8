"""Draws a year of calls: who calls when, from where, what they do, and what is noted of it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from tests.year import published
from tests.year.published import with_others

PARIS = ZoneInfo("Europe/Paris")
DAYS_OF_2025 = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
NIGHT_HOURS = (21, 22, 23, 0, 1, 2, 3, 4, 5)

MONTHS = dict(zip(range(1, 13), (10, 9, 9, 8, 8, 8, 6, 6, 8, 9, 10, 9), strict=True))
WEEKDAYS = dict(zip(range(7), (16, 16, 15.5, 15, 14.5, 12, 11), strict=True))
"""Monday is 0; Sunday has its published share."""
BY_DAY: Mapping[int, float] = dict(
    zip(range(6, 21), (2, 3, 5, 6, 7, 6, 5, 5, 6, 6, 6, 6, 6, 6, 5), strict=True)
)
BY_NIGHT: Mapping[int, float] = dict(
    zip(NIGHT_HOURS, (7, 6, 5, 3, 2, 1.5, 1.5, 1.5, 2.5), strict=True)
)

FATES = {
    "talk": 65.0,
    "gone in the menu": 19,
    "gone while waiting": 7,
    "nobody comes": 1.5,
    "numbers to dial": 1,
    "danger": 1,
    "silent": 3,
    "out of scope": 1.5,
    "test": 0.7,
    "abuse": 0.3,
}
"""What becomes of a call, if nothing comes between. Some of those who wait or look for numbers are
answered all the same: in the end nearly a third are over within a minute."""
NATURES = {"silent": "SILENT", "out of scope": "OUT", "test": "TEST", "abuse": "ABUSE"}
SHORT = frozenset(NATURES) - {"abuse"}

PROFESSIONS = with_others(
    published.PROFESSIONS,
    {
        "ETU": 6, "PHA": 4, "SF": 3, "MK": 3, "CD": 2, "PSY": 4, "AP": 4, "CAD": 5, "AUT": 9,
        "PRE": 1, "VET": 1, "ASV": 0.5, "UNK": 1.5,
    },
)  # fmt: skip
REASONS = with_others(
    published.REASONS,
    {
        "P-ANX": 7, "W-LOAD": 5, "L-COLL": 4, "L-HAR": 4, "W-ORG": 2, "W-MOTI": 2, "P-DEP": 4,
        "P-SUI": 2, "P-TRA": 2, "P-FAM": 3, "P-GRF": 1, "E-VIOL": 1, "E-ERR": 1, "E-LEG": 1,
        "R-INF": 2, "R-3RD": 1.5, "M-FIN": 1, "W-CAR": 1, "UNK": 2,
    },
)  # fmt: skip
NOTED_ON = {"page": 80, "page, during the talk": 6, "keypad": 9, "never": 4, "too late": 1}
ON_THE_PAGE = (NOTED_ON["page"] + NOTED_ON["page, during the talk"]) / sum(NOTED_ON.values())
"""Only there an orientation can be noted; the published shares are of all calls."""
ORIENTATIONS = with_others(
    {code: share / ON_THE_PAGE for code, share in published.ORIENTATIONS.items()},
    {"NONE": 25, "MUTUAL-AID": 4, "ORDER": 2, "LEGAL-SOCIAL": 3, "EMERGENCY": 0.5, "": 20},
)
"""Nothing where it is left empty."""
ANSWERED = 0.76
"""The share of calls with a note: for numbers that were published as so many a year."""
SEVERITIES: Mapping[int | None, float] = {
    5: published.IMMINENT_DANGER / (published.CALLS_A_YEAR * ANSWERED),
    4: published.SUICIDAL_THOUGHTS / (published.CALLS_A_YEAR * ANSWERED),
    3: 0.16,
    2: 0.32,
    1: 0.26,
    None: 0.24,
}
PLACES = {
    "FR": 70.0,
    "971": 100 * published.ANTILLES / 2,
    "972": 100 * published.ANTILLES / 2,
    "973": 1,
    "974": 3,
    "abroad": 1,
    "withheld": 7,
}
NUMBERS = {
    "FR": "+336{family}{nth:07}",
    "971": "+590690{family}{nth:05}",
    "972": "+596696{family}{nth:05}",
    "973": "+594694{family}{nth:05}",
    "974": "+262692{family}{nth:05}",
    "abroad": "+3247{family}{nth:06}",
}
WITHHELD = ("anonymous", "Restricted", "+266696687", "unknown")
ENDED_BY = {"caller": 88, "responder": 10, "a cut": 2}

MU, SIGMA = 3.133, 0.684
"""Of the logarithm of minutes talked: a mean of 29, and 8 % above 60."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a responder is going to say of a call."""

    on: str
    after: float
    """Seconds from the end of the talk."""
    reason: str
    second_reason: str | None
    orientation: str | None
    ongoing: bool | None
    severity: int | None
    nature: str | None
    twice: bool
    """The form is sent a second time."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One call as it is meant to go."""

    at: datetime
    number: str
    language: str
    profession: str
    kind: str
    """The key that answers whom they want to talk to, if they are asked."""
    fate: str
    talks: float
    """Seconds, if it comes to that."""
    ended_by: str
    note: Note
    seed: str
    """Of what its caller does besides."""


def drawn(seed: int, calls: int, days: Sequence[date], family: int) -> list[Drawn]:
    """So many calls on these days, in order; the same for every family of numbers but for the
    numbers. Each fate comes up at least once where there are calls enough."""
    chance = random.Random(seed)
    hours = {**_share(BY_DAY, 1 - published.NIGHT), **_share(BY_NIGHT, published.NIGHT)}
    cells = list(product(days, hours))
    weights = [MONTHS[day.month] * WEEKDAYS[day.weekday()] * hours[hour] for day, hour in cells]
    moments = sorted(
        datetime.combine(day, time(hour), PARIS).astimezone(UTC)
        + timedelta(milliseconds=chance.randrange(3_600_000))
        for day, hour in chance.choices(cells, weights, k=calls)
    )
    fates = [*FATES][:calls] + chance.choices([*FATES], [*FATES.values()], k=calls)
    fates = fates[:calls]
    chance.shuffle(fates)
    return [
        _call(random.Random(f"{seed} call {nth}"), at, fate, nth, family)
        for nth, (at, fate) in enumerate(zip(moments, fates, strict=True))
    ]


def _share(habit: Mapping[int, float], whole: float) -> dict[int, float]:
    total = sum(habit.values())
    return {key: weight * whole / total for key, weight in habit.items()}


def _one(chance: random.Random, habit: Mapping[published.Key, float]) -> published.Key:
    return chance.choices([*habit], [*habit.values()])[0]


def _call(chance: random.Random, at: datetime, fate: str, nth: int, family: int) -> Drawn:
    place = _one(chance, PLACES)
    withheld = WITHHELD[(nth + family) % len(WITHHELD)]
    number = NUMBERS[place].format(family=family, nth=nth) if place in NUMBERS else withheld
    talks = min(chance.lognormvariate(MU, SIGMA), 210) * 60
    return Drawn(
        at=at,
        number=number,
        language="en" if chance.random() < 0.02 else "fr",
        profession=_one(chance, PROFESSIONS),
        kind=_one(chance, {"1": 6, "2": 3, "": 1}),
        fate=fate,
        talks=chance.uniform(8, 55) if fate in SHORT else talks,
        ended_by=_one(chance, ENDED_BY) if fate in {"talk", "danger"} else "caller",
        note=_note(chance, fate),
        seed=f"{chance.random()}",
    )


def _note(chance: random.Random, fate: str) -> Note:
    reason = _one(chance, REASONS)
    second = _one(chance, REASONS) if chance.random() < 0.3 else None
    severity = _one(chance, SEVERITIES)
    on = _one(chance, NOTED_ON) if fate in {"talk", "danger"} else "page"
    return Note(
        on=on,
        after=30 * 3600 if on == "too late" else chance.uniform(15, 1800),
        reason=reason,
        second_reason=None if second in {reason, "UNK"} else second,
        orientation=_one(chance, ORIENTATIONS) or None,
        ongoing=_one(chance, {False: 5, True: 3, None: 2}),
        severity=severity,
        nature=NATURES.get(fate),
        twice=chance.random() < 0.03,
    )
