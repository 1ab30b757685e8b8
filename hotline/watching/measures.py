"""What this process has measured since it began: how long steps take, how the carrier answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0)
"""Bounds of the histograms: the carrier gives up after the last (connection overrides)."""


class Measures:
    """Counters and histograms by step and by request; nothing of a call goes in."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._steps = Histogram(
            "hotline_step_seconds",
            "Time to answer one step of a call.",
            ["step", "status"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._requests = Histogram(
            "hotline_carrier_seconds",
            "Time for one request to the carrier, and how it ended.",
            ["result"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._unlogged = Counter(
            "hotline_steps_failed",
            "Steps that ended in an error of ours.",
            ["step"],
            registry=self.registry,
        )

    def answered(self, step: str, status: int, seconds: float) -> None:
        """A step was answered with this HTTP status."""
        self._steps.labels(step, str(status)).observe(seconds)

    def failed(self, step: str) -> None:
        """A step ended in an error that nothing caught."""
        self._unlogged.labels(step).inc()

    @contextmanager
    def asking_the_carrier(self) -> Iterator[None]:
        """Times a request; its result is the kind of exception, or answered."""
        began = perf_counter()
        result = "answered"
        try:
            yield
        except Exception as problem:
            result = type(problem).__name__
            raise
        finally:
            self._requests.labels(result).observe(perf_counter() - began)
