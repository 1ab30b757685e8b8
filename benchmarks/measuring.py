"""How things are measured: what is compared takes turns within one run; medians of the rounds."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: little to see that it works, or enough to say something."""

    quick: bool

    def of(self, quick: int, full: int) -> int:
        """So many of something."""
        return quick if self.quick else full


def in_turns(rounds: int, *parts: Callable[[], object]) -> list[float]:
    """Seconds of each part, the median of so many rounds. All parts run once in each round, so that
    they meet the same moods of the machine; one round before the first is not counted."""
    for part in parts:
        part()
    seconds: list[list[float]] = [[] for _ in parts]
    for _ in range(rounds):
        for part, so_far in zip(parts, seconds, strict=True):
            so_far.append(timed(part))
    return [median(so_far) for so_far in seconds]


def timed(part: Callable[[], object]) -> float:
    """Seconds that it takes once."""
    start = time.perf_counter()
    part()
    return time.perf_counter() - start


def percentiles(seconds: Sequence[float]) -> tuple[float, float]:
    """The median and the 99th percentile; of at least two."""
    cuts = quantiles(seconds, n=100, method="inclusive")
    return cuts[49], cuts[98]


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """k where the time grows like size to the k: the slope of a straight line through logarithms
    (least squares). 0 is constant, 1 is proportional; log n shows as little more than 0."""
    xs, ys = [math.log(size) for size in sizes], [math.log(one) for one in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((each - x) ** 2 for each in xs)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / across
