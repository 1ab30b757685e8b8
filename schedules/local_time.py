"""From what a clock on the wall shows to the instant it shows it, across changes of clocks."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) at which a clock in `zone` shows `wall` or later.

    At a repeated hour this is the first occurrence; for a time that the clocks skip it is the first
    instant after the gap. A later wall time never gives an earlier instant, so periods that touch
    on the wall touch in time as well.

    Raises ValueError when `wall` carries a time zone: local times are read in the roster's zone.
    """
    if wall.tzinfo is not None:
        raise ValueError(
            f"{wall} is not a local time: give it without a time zone, and the zone beside."
        )
    found = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if _shown(found, zone) == wall:
        return found
    return _end_of_gap(wall, zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which this day begins in `zone`."""
    return instant(datetime.combine(day, time()), zone)


def reading(at: datetime, zone: ZoneInfo) -> datetime:
    """What a clock in `zone` shows at the instant `at`, as a local time without a zone.

    Raises ValueError when `at` is naive.
    """
    return _shown(aware(at), zone)


def minute(at: datetime, zone: ZoneInfo) -> datetime:
    """The same, to the minute: what was noted at some second is told without it."""
    return reading(at, zone).replace(second=0, microsecond=0)


def aware(at: datetime) -> datetime:
    """`at` itself; raises ValueError when it is naive and so names no instant."""
    if at.utcoffset() is None:
        raise ValueError(
            f"{at} names no instant: give it a time zone, such as UTC or ZoneInfo('Europe/Paris')."
        )
    return at


def _shown(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    # PEP 495: of a skipped time, fold=1 falls before the change of clocks and fold=0 after it.
    before, after = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (1, 0))
    before = before.replace(microsecond=0)  # clocks change on whole seconds
    seconds = range(int((after - before).total_seconds()) + 1)
    gap_ends = bisect_left(
        seconds, wall, key=lambda passed: _shown(before + timedelta(seconds=passed), zone)
    )
    return before + timedelta(seconds=gap_ends)
