"""The experiments of a rehearsal, in the order in which they are held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hotline.going_live.bench import Answers, Bench
from hotline.going_live.experiments import bridging, failing, reached, ringing
from hotline.going_live.points import Point


@dataclass(frozen=True, slots=True)
class Experiment:
    """What it settles, which telephones it rings, and how it is held."""

    points: tuple[Point, ...]
    telephones: str
    hold: Callable[[Bench], Answers]


EXPERIMENTS = (
    Experiment((Point.LINE_IS_REACHED,), "", reached.reached),
    Experiment(
        (Point.STAR_KEEPS_CALLER, Point.CALLER_ACTION_FIRST, Point.SECONDS_BETWEEN_ACTIONS),
        "ab",
        bridging.star,
    ),
    Experiment((Point.RESPONDER_LOST,), "ab", bridging.responder_lost),
    Experiment((Point.QUEUE_URL_FAILURE,), "ab", bridging.queue_url_failure),
    Experiment((Point.WAIT_FAILURE,), "a", failing.wait_failure),
    Experiment((Point.WHISPER_FAILURE,), "ab", failing.whisper_failure),
    Experiment((Point.ACTION_FAILURE,), "a", failing.action_failure),
    Experiment((Point.CREATE_TIMEOUT_BUFFER,), "b", ringing.create_timeout),
    Experiment((Point.DIAL_TIMEOUT_BUFFER,), "ab", ringing.dial_timeout),
    Experiment((Point.MACHINES_ARE_TOLD,), "b", ringing.machine),
    Experiment((Point.DELETED_AT_ONCE,), "b", ringing.deletion),
    Experiment((Point.FIRST_PICKUP_WINS,), "abc", ringing.first_pickup),
)
