"""A whole past year of calls for the demo, invented: without it its figures would be empty. The
shares are near those that French lines for health professionals publish; nothing is anybody's.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.statistics.counted import NOT_RECORDED, talk_band
from hotline.statistics.keeping import TALK, TO_HUMAN
from hotline.statistics.tables import DurationCount, Fact, SeverityCount

CALLS = (1_600, 1_900)
"""At least, and at most."""

MONTHS = (170, 150, 165, 140, 145, 150, 120, 95, 150, 165, 175, 160)
WEEKDAYS = (17, 16, 16, 15, 15, 11, 10)
HOURS = (
    *(15, 10, 8, 6, 5, 6, 10, 18, 38, 58, 70, 68),
    *(52, 50, 66, 70, 66, 62, 60, 56, 54, 50, 40, 26),
)


def _shares(text: str) -> dict[str, float]:
    """Codes, each with its weight; a dash for nothing."""
    words = text.split()
    return dict(zip(words[::2], map(float, words[1::2]), strict=True))


LANGUAGES = _shares("fr 98.5 en 1.5")
PROFESSIONS = _shares(
    "IDE 270 MED 230 AS 130 ETU 80 PHA 30 PRE 8 SF 25 VET 35 ASV 10 AP 12 MK 20 CD 15 PSY 22"
    " CAD 35 AUT 70 UNK 35"
)
"""Of the demo line's menu."""
TERRITORIES = _shares("FR 860 974 28 971 14 972 12 973 8 976 5 988 4 - 69")
ANSWERED = _shares("CONNECTED 915 SILENT 7 ABUSE 2 OUT 9 TEST 3")
UNANSWERED = _shares(
    "GONE-MENU 31 GONE-WAIT 14 GONE-RING 8 CALLBACK 5 PARTNER 3.5 DANGER 1.5 NOBODY 1"
)
REASONS = _shares(
    "W-BURN 26 R-ORI 12 L-HIER 11 W-COND 7 P-HEA 7 P-ANX 5 P-DEP 4 W-LOAD 4 L-HAR 4 L-COLL 3"
    " W-ORG 2 P-SUI 2 P-FAM 2 L-ISOL 1.5 E-VIOL 1.5 R-INF 1.5 P-TRA 1 P-ADD 1 R-3RD 1 W-MOTI 1"
    " P-GRF 0.7 E-LEG 0.7 M-FIN 0.7 L-RECO 0.7 E-ERR 0.5 M-ADM 0.5 W-CAR 0.5 UNK 4"
)
STUDIES = "W-STUD"
"""The reason of half of the students' calls."""
ORIENTATIONS = _shares(
    "NONE 34 PSYCHOLOGIST 24 GP 12 WORK 11 PSYCHIATRIST 6 MUTUAL-AID 4 LEGAL-SOCIAL 3 ORDER 2"
    " OTHER 2 EMERGENCY 1 - 6"
)
FOLLOW_UP = _shares("new 68 ongoing 27 - 5")
SEVERITIES = _shares("1 14 2 34 3 32 4 7 5 1 - 12")
WANTED = _shares("psychologist 75 peer 25")
ASKED_WHOM = frozenset(PROFESSIONS) - {"ETU", "PSY", "CAD", "AUT", "UNK"}
"""Professions whose callers choose between a psychologist and a peer."""
NO_PEER_FREE = 0.2


def demo_year(session: Session, line: LoadedLine, year: int, seed: int) -> int:
    """Adds the facts, durations and severities of an invented year; the same for the same seed.
    How many calls: none, and nothing is added, where that year has some already.

    For the demo only: nothing in the rows tells that they are invented.
    """
    slug, first = line.document.line.slug, date(year, 1, 1)
    days = DurationCount.day.between(first, date(year, 12, 31))  # they outlast the facts
    if session.scalars(select(DurationCount.day).where(DurationCount.line == slug, days)).first():
        return 0
    chance = random.Random(seed)  # noqa: S311 - invented on purpose
    facts, durations = list[dict[str, object]](), Counter[tuple[date, str, int]]()
    severities = Counter[tuple[date, int]]()
    for day in _days(chance, first):
        to_human, talk, fact = _call(chance)
        facts.append({"key": f"{chance.getrandbits(128):032x}", "line": slug, "day": day} | fact)
        if to_human is not None and talk is not None:
            durations[day, TO_HUMAN, to_human] += 1
            durations[day, TALK, talk] += 1
            severity = _one(chance, SEVERITIES) if fact["reason"] != NOT_RECORDED else None
            if severity is not None:
                severities[day.replace(day=1), int(severity)] += 1
    session.execute(insert(Fact), facts)
    session.execute(
        insert(DurationCount),
        [
            {"line": slug, "day": day, "measure": measure, "seconds": seconds, "calls": calls}
            for (day, measure, seconds), calls in durations.items()
        ],
    )
    session.execute(
        insert(SeverityCount),
        [
            {"line": slug, "month": month, "severity": severity, "calls": calls}
            for (month, severity), calls in severities.items()
        ],
    )
    return len(facts)


def _days(chance: random.Random, first: date) -> Iterator[date]:
    length = (first.replace(year=first.year + 1) - first).days
    days = [first + timedelta(days=n) for n in range(length)]
    weights = [MONTHS[day.month - 1] * WEEKDAYS[day.weekday()] for day in days]
    yield from sorted(chance.choices(days, weights, k=chance.randint(*CALLS)))


def _call(chance: random.Random) -> tuple[int | None, int | None, dict[str, object]]:
    """Seconds to a human, seconds talked, and the rest of a call."""
    outcome = _one(chance, ANSWERED | UNANSWERED)
    profession = NOT_RECORDED if outcome == "GONE-MENU" else _one(chance, PROFESSIONS)
    fact: dict[str, object] = {
        "hour": chance.choices(range(24), HOURS)[0],
        "language": _one(chance, LANGUAGES),
        "profession": profession,
        "territory": _one(chance, TERRITORIES),
        "kind_wanted": _one(chance, WANTED) if profession in ASKED_WHOM else None,
        "outcome": outcome,
        **dict.fromkeys(("kind_obtained", "talk_band", "second_reason", "orientation", "ongoing")),
        "reason": NOT_RECORDED,
    }
    if outcome in UNANSWERED:
        return None, None, fact
    # Most are answered in half a minute, a few wait; talks are half an hour, some above an hour.
    to_human = 12 + int(chance.lognormvariate(2.7, 0.7))
    usual = 1_500 if outcome == "CONNECTED" else 90
    talk = max(15, int(chance.lognormvariate(0, 0.65) * usual))
    kind = fact["kind_wanted"] or "psychologist"
    if kind == "peer" and chance.random() < NO_PEER_FREE:
        kind = "psychologist"
    fact |= {"kind_obtained": kind, "talk_band": talk_band(talk)}
    if outcome == "CONNECTED":
        fact |= _noted(chance, profession)
    return to_human, talk, fact


def _noted(chance: random.Random, profession: str | None) -> dict[str, object]:
    studies = profession == "ETU" and chance.random() < 0.5
    reason = STUDIES if studies else _one(chance, REASONS)
    if reason == NOT_RECORDED:
        return {"reason": reason}
    second = _one(chance, REASONS) if chance.random() < 0.3 else NOT_RECORDED
    return {
        "reason": reason,
        "second_reason": None if second in {reason, NOT_RECORDED} else second,
        "orientation": _one(chance, ORIENTATIONS),
        "ongoing": {"new": False, "ongoing": True}.get(_one(chance, FOLLOW_UP) or ""),
    }


def _one(chance: random.Random, shares: Mapping[str, float]) -> str | None:
    code = chance.choices([*shares], [*shares.values()])[0]
    return None if code == "-" else code
