"""The tables of a year as the telephones told it: counted here from records of one call each, by
rules written down again, to be held against those of the service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from tests.year.shape import PARIS
from tests.year.told import Told

Cells = Counter[tuple[str, str]]
Codes = tuple[str, ...]

GROUPS = {"W": "work", "L": "relations", "E": "events", "P": "person", "M": "means", "R": "request"}
CLOCKS = {
    "971": ZoneInfo("America/Guadeloupe"),
    "972": ZoneInfo("America/Martinique"),
    "973": ZoneInfo("America/Cayenne"),
    "974": ZoneInfo("Indian/Reunion"),
}
HOLIDAYS = {
    date(2025, *day)
    for day in (
        (1, 1), (4, 21), (5, 1), (5, 8), (5, 29), (6, 9), (7, 14), (8, 15), (11, 1), (11, 11),
        (12, 25),
    )
}  # fmt: skip
"""Of 2025: service-public.fr/particuliers/vosdroits/F2405."""
ABOLITION = {
    "971": date(2025, 5, 27),
    "972": date(2025, 5, 22),
    "973": date(2025, 6, 10),
    "974": date(2025, 12, 20),
}
"""Of slavery, a public holiday there: article L3422-2 of the Code du travail."""


def _reasons(told: Told) -> Codes:
    return tuple(dict.fromkeys(filter(None, (told.reason, told.second_reason))))


def _group(told: Told) -> Codes:
    return (GROUPS.get(told.reason.partition("-")[0], "other"),)


def _part(told: Told) -> Codes:
    if told.hour < 6 or told.hour >= 21:
        return ("night",)
    return ("morning" if told.hour < 12 else "afternoon" if told.hour < 18 else "evening",)


def _moment(told: Told) -> Codes:
    return _is(datetime.combine(told.day, time(told.hour)), "FR")


def _moment_there(told: Told) -> Codes:
    here = datetime.combine(told.day, time(told.hour), PARIS)
    if told.territory not in CLOCKS:
        return _moment(told)
    return _is(here.astimezone(CLOCKS[told.territory]), told.territory)


def _is(at: datetime, area: str) -> Codes:
    found = {
        "night": at.hour < 6 or at.hour >= 21,
        "sunday": at.isoweekday() == 7,
        "holiday": at.date() in HOLIDAYS or ABOLITION.get(area) == at.date(),
    }
    return tuple(code for code, so in found.items() if so) or ("working",)


def _talk(told: Told) -> Codes:
    minutes = (told.talk_seconds or 0) / 60
    bands = {5: "0-5", 15: "5-15", 30: "15-30", 60: "30-60"}
    return (next((band for most, band in bands.items() if minutes < most), "60+"),)


def _code(name: str) -> Callable[[Told], Codes]:
    def codes(told: Told) -> Codes:
        value = getattr(told, name)
        return ("UNK" if value is None else str(value),)

    return codes


def _follow_up(told: Told) -> Codes:
    return ({None: "UNK", True: "ongoing", False: "new"}[told.ongoing],)


TABLES: dict[str, tuple[bool, tuple[Callable[[Told], Codes], ...]]] = {
    "outcome": (False, (_code("outcome"),)),
    "reason": (True, (_code("reason"),)),
    "reason_group": (True, (_group,)),
    "any_reason": (True, (_reasons,)),
    "profession": (False, (_code("profession"),)),
    "profession_reason": (True, (_code("profession"), _group)),
    "territory": (False, (_code("territory"),)),
    "language": (False, (_code("language"),)),
    "month": (False, (lambda told: (f"{told.day:%m}",),)),
    "weekday_part": (False, (lambda told: (f"{told.day:%u}",), _part)),
    "weekday_hour": (False, (lambda told: (f"{told.day:%u}",), lambda told: (f"{told.hour:02}",))),
    "moment": (False, (_moment,)),
    "moment_there": (False, (_moment_there,)),
    "kind": (False, (_code("kind_wanted"), _code("kind_obtained"))),
    "orientation": (True, (_code("orientation"),)),
    "follow_up": (True, (_follow_up,)),
    "talk": (True, (_talk,)),
    "severity": (True, (_code("severity"),)),
}
"""By the key of the service's catalogue: whether only calls that a human answered are in it, and
what sorts them."""


def counted(key: str, calls: Iterable[Told]) -> tuple[int, Cells]:
    """How many calls a table is about, and its cells."""
    answered, sorts = TABLES[key]
    about = [told for told in calls if not answered or told.talk_seconds is not None]
    return len(about), Counter(cell for told in about for cell in _cells(told, sorts))


def within(calls: Iterable[Told], first: date, last: date) -> Iterator[Told]:
    """Those that began on these days, both included."""
    return (told for told in calls if first <= told.day <= last)


def seconds(calls: Iterable[Told], name: str) -> Counter[int]:
    """How many calls have each of these seconds."""
    return Counter(n for told in calls if (n := getattr(told, name)) is not None)


def days(first: date, count: int) -> list[date]:
    """So many days, one after the other."""
    return [first + timedelta(days=n) for n in range(count)]


def _cells(told: Told, sorts: tuple[Callable[[Told], Codes], ...]) -> Iterator[tuple[str, str]]:
    codes = [sort(told) for sort in sorts]
    yield from product(codes[0], codes[1] if len(codes) > 1 else ("",))
