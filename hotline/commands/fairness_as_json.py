"""The fairness report as JSON.

One object: `line`, `from`, `until` (days, both included); `shares`, each with `team`,
`role`, `contract`, `person`, `people` (how many do the same), and for `hours`, `nights`, `sundays`,
`holidays` what they have, as well as `means`; `night_hours`, `sunday_hours`, `holiday_hours`;
`calls`, by person, with `calls`, `minutes`, `severe`, of whole months; `broken`, each with
`person`, `rule`, `from`, `until`, `asked_hours` and `found_hours`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hotline.lines.service import LoadedLine
from hotline.rosters.fairness import Fairness
from schedules.fairness import MEASURES, Share


def everything(line: LoadedLine, found: Fairness) -> dict[str, Any]:
    """Everything that the report tells, in values of JSON."""
    return {
        "line": line.document.line.slug,
        "from": found.first.isoformat(),
        "until": found.last.isoformat(),
        "shares": [_share(share, found) for share in found.shares],
        "calls": [
            {
                "person": found.contracts[person].slug,
                "calls": answered.calls,
                "minutes": answered.minutes,
                "severe": answered.severe,
            }
            for person, answered in found.answered.items()
        ],
        "broken": [
            {
                "person": found.contracts[broken.person].slug,
                "rule": broken.rule,
                "from": broken.start.isoformat(),
                "until": broken.end.isoformat(),
                "asked_hours": _hours(broken.asked),
                "found_hours": _hours(broken.found),
            }
            for broken in found.broken
        ],
    }


def _share(share: Share, found: Fairness) -> dict[str, Any]:
    return {
        "team": share.team,
        "role": share.role,
        "contract": share.contract,
        "person": found.contracts[share.person].slug,
        "people": share.people,
        **{measure: round(float(getattr(share.load, measure)), 2) for measure in MEASURES},
        "means": {measure: round(float(share.means[measure]), 2) for measure in MEASURES},
        "night_hours": _hours(share.load.time.night),
        "sunday_hours": _hours(share.load.time.sunday),
        "holiday_hours": _hours(share.load.time.holiday),
    }


def _hours(length: timedelta) -> float:
    return round(length / timedelta(hours=1), 2)
