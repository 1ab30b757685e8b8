"""Logs as allow-lists: a field nobody listed here never reaches a log."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

import structlog

from hotline.clock import Clock, system_clock

FIELDS = frozenset(
    """attempts call callback code count error event job kind leg level line other outcome path
    result state timestamp trace""".split()  # noqa: SIM905 - read as words, not as a column of quotes
)
"""What may be written: our own opaque ids, codes, counts and times, and lines' slugs. No number,
name or text."""

logger = structlog.get_logger
"""`logger(__name__).info("leg-sent", leg=leg.id)`: the event is a fixed word, never a sentence."""


def set_up_logs(level: str, clock: Clock = system_clock) -> None:
    """Sends allowed fields as JSON lines to standard error, timed by the service's own clock; the
    libraries' own logs stay off."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            _timed_by(clock),
            _where_not_what,
            only_listed_fields,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    # Their lines carry request bodies, addresses and phone numbers; "app" is Flask's.
    for name in ("app", "twilio", "twilio.http_client", "urllib3", "werkzeug", "apscheduler"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _timed_by(clock: Clock) -> Callable[..., MutableMapping[str, Any]]:
    def timed(
        _logger: Any, _method: str, line: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        line["timestamp"] = clock().isoformat(timespec="microseconds")
        return line

    return timed


def only_listed_fields(
    _logger: Any, _method: str, line: MutableMapping[str, Any]
) -> Mapping[str, Any]:
    """Drops every field that is not in FIELDS."""
    return {name: value for name, value in line.items() if name in FIELDS}


def _where_not_what(
    _logger: Any, _method: str, line: MutableMapping[str, Any]
) -> Mapping[str, Any]:
    """Replaces an exception by its kind and its places: messages can quote what a caller sent."""
    if line.pop("exc_info", None):
        kind, _, trace = sys.exc_info()
        line["error"] = kind.__name__ if kind else "?"
        frames = traceback.extract_tb(trace)[-6:]
        line["trace"] = [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno}" for frame in frames]
    return line
