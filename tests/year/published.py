"""What the line SPS has published of its years, carried over by hand, each with its year.

The simulated year is drawn to look like these. They are shares of all calls unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")

CALLS_A_YEAR = 7000  # 2024: 7,005, 19 a day
NIGHT = 0.30  # 2024
SUNDAY = 0.11  # 2022
OVER_A_MINUTE = 0.69  # 2022: 4,840 of 6,987
MEAN_MINUTES = 29  # 2024, of those
OVER_AN_HOUR = 0.08  # 2024, of those
ANTILLES = 0.18  # 2022: 1,268 calls
SUICIDAL_THOUGHTS = 98  # 2021, calls of severity 4
IMMINENT_DANGER = 10  # 2021, calls of severity 5

PROFESSIONS: Mapping[str, float] = {"IDE": 25, "AS": 17, "MED": 14}
"""2024, percent: nurses, care assistants, doctors."""

REASONS: Mapping[str, float] = {
    "W-BURN": 26,
    "R-ORI": 12,
    "L-HIER": 11,
    # The source leaves open whether these two are 7 % each or together.
    "W-COND": 7,
    "P-HEA": 7,
}
"""2017, percent: burnout, referral requests, conflict with management, conditions, health."""

ORIENTATIONS: Mapping[str, float] = {"PSYCHOLOGIST": 23, "GP": 9, "PSYCHIATRIST": 7, "WORK": 5}
"""2022, percent."""


def with_others(published: Mapping[Key, float], others: Mapping[Key, float]) -> dict[Key, float]:
    """The published percentages, and the rest of a hundred shared out as these others."""
    left = (100 - sum(published.values())) / sum(others.values())
    return {**published, **{code: share * left for code, share in others.items()}}
