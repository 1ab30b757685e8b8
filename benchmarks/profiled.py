"""`make profile`: where the three slowest webhooks spend their time.

The same calls as in `webhooks`, without a server between: in this process, one step after the
other, each under Python's profiler. What the profiler costs makes small functions look slower than
they are: it shows where to look, and the table how much it is. Only this thread's time of a core
counts, which other programs on the machine do not change.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import queue
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from time import thread_time

from app import create_app, create_service
from benchmarks.calls import whole_call
from benchmarks.carrier import TOKEN, Agreeing
from benchmarks.serving import loaded, settings
from hotline.settings import load_settings
from simulator.signature import signature

URL = "http://127.0.0.1:9"
HOTTEST = 3
LINES = 25


class Afterwards:
    """Errands of the webhooks, done once the profiler has looked away."""

    def __init__(self) -> None:
        self._errands: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def run(self, errand: Callable[[], None]) -> None:
        self._errands.put(errand)

    def finish(self) -> None:
        """Does all of them."""
        while not self._errands.empty():
            self._errands.get()()


def main(calls: int = 20) -> None:
    """Prints the profiles of the steps that took longest at their median."""
    with tempfile.TemporaryDirectory() as folder:
        agreeing, errands = Agreeing(), Afterwards()
        os.environ.update(settings(Path(folder), agreeing.url, URL))
        loaded(Path(folder), dict(os.environ), dials=100)
        client = create_app(create_service(load_settings(), errands=errands)).test_client()
        profiles: dict[str, cProfile.Profile] = defaultdict(lambda: cProfile.Profile(thread_time))
        asked: Counter[str] = Counter()

        def send(step: str, path: str, parameters: dict[str, str]) -> str:
            headers = {"X-Twilio-Signature": signature(TOKEN, URL + path, parameters.items())}
            profiles[step].enable()
            answer = client.post(path, data=parameters, headers=headers)
            profiles[step].disable()
            asked[step] += 1
            errands.finish()
            return answer.text

        for nth in range(-5, calls):
            if nth == 0:
                profiles.clear()
                asked.clear()
            whole_call(send, agreeing, nth + 1000)
        took = {step: pstats.Stats(profile) for step, profile in profiles.items()}
        each = {step: _total(stats) / asked[step] for step, stats in took.items()}
        for step in sorted(each, key=each.__getitem__, reverse=True)[:HOTTEST]:
            _say(f"== {step}: {1000 * each[step]:.1f} ms each under the profiler")
            _say(_printed(profiles[step]))


def _total(stats: pstats.Stats) -> float:
    total: float = stats.total_tt  # type: ignore[attr-defined]  # typeshed does not know it
    return total


def _printed(profile: cProfile.Profile) -> str:
    told = StringIO()
    stats = pstats.Stats(profile, stream=told).strip_dirs()
    stats.sort_stats("cumulative").print_stats(r"^(?!.*(?:built-in|werkzeug))", LINES)
    stats.sort_stats("tottime").print_stats(LINES)
    return told.getvalue()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
