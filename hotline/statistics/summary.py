"""The numbers that stand above the tables: calls, and how long they waited and were talked on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hotline.statistics.counting import Counts
from hotline.statistics.figures import Figures

SERVICE_LEVELS = (30, 60, 90)
"""Seconds within which a human should be heard."""
AN_HOUR = 3600
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Seconds, minutes and percents (one decimal) as the names say; None where nothing was
    measured, or filters do not reach it."""

    calls: int
    connected: int
    """Calls in which a human was heard, whatever they turned out to be."""
    connected_percent: float | None
    gone_in_menu: int
    gone_waiting: int
    gone_ringing: int
    median_seconds_to_human: int | None = None
    ninety_percent_seconds_to_human: int | None = None
    heard_in_30_of_calls: float | None = None
    heard_in_60_of_calls: float | None = None
    heard_in_90_of_calls: float | None = None
    heard_in_30_of_connected: float | None = None
    heard_in_60_of_connected: float | None = None
    heard_in_90_of_connected: float | None = None
    talk_minutes: float | None = None
    mean_talk_minutes: float | None = None
    median_talk_minutes: float | None = None
    over_an_hour: int | None = None
    over_an_hour_percent: float | None = None


def summary(tables: Mapping[str, Counts | None], measured: Figures | None) -> Summary:
    """Of the tables by key. Without what is measured where calls are filtered: durations are tied
    to nothing else."""
    outcomes, talks = tables["outcome"], tables["talk"]
    assert outcomes is not None  # counted of facts, as talks are
    assert talks is not None
    counted = Summary(
        calls=outcomes.n,
        connected=talks.n,
        connected_percent=percent(talks.n, outcomes.n),
        gone_in_menu=outcomes.cells["GONE-MENU", ""],
        gone_waiting=outcomes.cells["GONE-WAIT", ""],
        gone_ringing=outcomes.cells["GONE-RING", ""],
    )
    return counted if measured is None else _with_durations(counted, measured)


def _with_durations(counted: Summary, measured: Figures) -> Summary:
    """Shares within so many seconds are of all calls, and of those connected that were measured:
    what another system had counted has no seconds."""
    mean, median = measured.mean_talk_seconds, measured.median_talk_seconds
    over = measured.talked_from(AN_HOUR)
    within = {seconds: measured.heard_within(seconds) for seconds in SERVICE_LEVELS}
    heard = measured.connected
    return replace(
        counted,
        median_seconds_to_human=measured.median_to_human,
        ninety_percent_seconds_to_human=measured.seconds_for(90),
        heard_in_30_of_calls=percent(within[30], counted.calls),
        heard_in_60_of_calls=percent(within[60], counted.calls),
        heard_in_90_of_calls=percent(within[90], counted.calls),
        heard_in_30_of_connected=percent(within[30], heard),
        heard_in_60_of_connected=percent(within[60], heard),
        heard_in_90_of_connected=percent(within[90], heard),
        talk_minutes=round(measured.talk_seconds / 60, 1),
        mean_talk_minutes=None if mean is None else round(mean / 60, 1),
        median_talk_minutes=None if median is None else round(median / 60, 1),
        over_an_hour=over,
        over_an_hour_percent=percent(over, measured.talk.total()),
    )


def percent(part: int, whole: int) -> float | None:
    """With one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None
