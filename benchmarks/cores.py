"""Which core does what: the service and the carrier that asks it do not take each other's time."""

from __future__ import annotations

import os

_allowed = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else []
SERVICE = _allowed[:1] if len(_allowed) > 1 else []
"""Of the service, and of PostgreSQL's own processes, which are the service's database."""
CARRIER = _allowed[-1:] if len(_allowed) > 1 else []
"""Of the carrier: whoever asks and measures."""


def keep_to(cores: list[int]) -> None:
    """This thread, and all that it starts, on these cores from now on; anywhere with none."""
    if cores:
        os.sched_setaffinity(0, cores)


def told() -> str:
    """In words, for the head of the table."""
    if not SERVICE:
        return "nothing kept to a core"
    return f"service on core {SERVICE[0]}, carrier and measuring on core {CARRIER[0]}"
