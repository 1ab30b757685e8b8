"""Errands: requests to the carrier, done beside the webhook that asked for them.

A webhook never waits for the carrier's REST API. Every errand is written in the database before it
is started, so a worker may die at any moment: the next heartbeat, or a job, does it again.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from hotline.logs import logger

log = logger(__name__)


class Errands(Protocol):
    """Somewhere to run an errand."""

    def run(self, errand: Callable[[], None]) -> None:
        """Starts it; its failure is logged and never reaches the webhook that asked for it."""

    def finish(self) -> None:
        """Waits for the errands under way (at shutdown)."""


class BesideWebhooks:
    """A few threads of this process."""

    def __init__(self, threads: int = 8) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="errand")

    def run(self, errand: Callable[[], None]) -> None:
        self._threads.submit(_guarded, errand)

    def finish(self) -> None:
        self._threads.shutdown(wait=True)


class AtOnce:
    """In the caller's own thread: for jobs, commands and virtual time."""

    def run(self, errand: Callable[[], None]) -> None:
        _guarded(errand)

    def finish(self) -> None:
        """Nothing is ever under way."""


def _guarded(errand: Callable[[], None]) -> None:
    try:
        errand()
    except Exception:
        # Neither its thread nor the webhook that asked for it may go down with it.
        log.exception("errand-failed")
