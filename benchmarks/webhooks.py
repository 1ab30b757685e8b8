"""`make bench`: how long each webhook of a whole call takes, against the least Flask could do.

One caller at a time goes through a call, from the greeting to the wrap-up on the keypad, over
signed HTTP; the carrier's API agrees at once, beside the webhooks, as it does in service. After
each call as many requests go to a bare Flask view with one SQLite insert, in the same process
behind the same server (gunicorn, threads), so that both meet the same moods of the machine. What
counts is the ratio: milliseconds differ from one machine to the next.
"""

from __future__ import annotations

import os
import platform
import re
import secrets
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from statistics import quantiles

from benchmarks.carrier import TOKEN, Agreeing, Line, Timed

LINE_FILE = Path(__file__).resolve().parent.parent / "lines" / "entraide.toml"
NUMBER, CALLER, RESPONDER = "+33199001234", "+33612345678", "+33639980001"
CALLS = int(os.environ.get("BENCHMARK_CALLS", "200"))
WARM_UP = min(20, CALLS)
Figures = dict[str, list[Timed]]


def main() -> None:
    """Measures, then prints one line per step."""
    with tempfile.TemporaryDirectory() as folder:
        agreeing = Agreeing()
        with _serving(Path(folder), agreeing.url) as url:
            line = Line(url)
            for nth in range(WARM_UP):
                _whole_call(line, agreeing, nth, defaultdict(list))
            ours: Figures = defaultdict(list)
            bare: list[Timed] = []
            for nth in range(WARM_UP, WARM_UP + CALLS):
                before = sum(map(len, ours.values()))
                _whole_call(line, agreeing, nth, ours)
                webhooks = sum(map(len, ours.values())) - before
                bare += [line.ask("/bare/", _caller(nth)) for _ in range(webhooks)]
    _print(ours, bare)


def _whole_call(line: Line, agreeing: Agreeing, nth: int, figures: Figures) -> None:
    """One call as the carrier tells it: every webhook, in order, with its parameters."""
    caller = _caller(nth)
    queued = caller | {
        "QueueSid": f"QU{nth:032x}",
        "QueuePosition": "1",
        "CallStatus": "in-progress",
    }
    responder = caller | {"CallSid": f"CA{nth:016x}{1:016x}", "From": NUMBER, "To": RESPONDER}

    def ask(step: str, path: str, parameters: dict[str, str], expected: str = "") -> str:
        timed = line.ask(path, parameters)
        if expected not in timed.body:
            raise SystemExit(f"{step} did not answer <{expected}>: {timed.body}")
        figures[step].append(timed)
        return timed.body

    menu = ask("incoming", "/voice/incoming", caller | {"CallStatus": "ringing"}, "Gather")
    call = _one(r"/voice/calls/\w+", menu)
    question = ask("menu", f"{call}/menu/start?attempt=1", queued | {"Digits": "2"}, "Gather")
    kind = _one(r"/voice/calls/\w+/kind", question)
    ask("kind", kind, queued | {"Digits": "1"}, "Enqueue")
    leg = agreeing.next_leg()
    ask("wait", f"{call}/wait", queued | {"QueueTime": "0"}, "Play")
    for seconds in ("8", "16"):
        ask("wait", f"{call}/wait", queued | {"QueueTime": seconds}, "Gather")
    for status in ("initiated", "ringing", "in-progress"):
        ask("leg status", f"{leg}/status", responder | {"CallStatus": status})
    talking = responder | {"CallStatus": "in-progress"}
    ask("whisper", f"{leg}/whisper", talking, "Gather")
    ask("accept", f"{leg}/accept", talking | {"Digits": "1"}, "Gather")
    ask("confirm", f"{leg}/confirm", talking | {"Digits": "1"}, "Queue")
    ask("connected", f"{leg}/connected", queued)
    ended = queued | {"CallStatus": "completed"}
    ask("after queue", f"{call}/after", ended | {"QueueResult": "bridged"})
    ask("caller status", "/voice/status", ended)
    ask("bridge over", f"{leg}/bridge-over?attempt=1", talking, "Gather")
    ask("reason", f"{leg}/reason", talking | {"Digits": "11"}, "Gather")
    ask("reason heard", f"{leg}/reason-heard", talking | {"Digits": "1"}, "Gather")
    ask("leg status", f"{leg}/status", responder | {"CallStatus": "completed"})


def _caller(nth: int) -> dict[str, str]:
    return {
        "CallSid": f"CA{nth:032x}",
        "AccountSid": "AC" + "0" * 32,
        "ApiVersion": "2010-04-01",
        "Direction": "inbound",
        "From": CALLER,
        "To": NUMBER,
    }


def _one(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"No {pattern} in: {text}")
    return found[0]


@contextmanager
def _serving(folder: Path, api_url: str) -> Iterator[str]:
    """Both applications behind one gunicorn process with threads, as `hotline serve` has it."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "HOTLINE_DATABASE_URL": f"sqlite:///{folder / 'hotline.db'}",
        "HOTLINE_PUBLIC_URL": url,
        "HOTLINE_SECRET_KEY": secrets.token_hex(32),
        "HOTLINE_LOOKUP_KEY": secrets.token_hex(32),
        "HOTLINE_ENCRYPTION_KEYS": "A" * 43 + "=",
        "HOTLINE_LOG_LEVEL": "WARNING",
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_URL": api_url,
        "BENCHMARK_BARE_DATABASE": str(folder / "bare.db"),
    }
    # Calls follow each other faster here than any account may dial.
    quick = re.sub(r"(?m)^dials_per_second = \d+", "dials_per_second = 100", LINE_FILE.read_text())
    # And whenever this runs, a nurse is on duty to be asked for.
    windows = r"\[\[rotations\.windows\]\]\n(?:\w+ = .*\n)+"
    (folder / "line.toml").write_text(re.sub(windows, "", quick), encoding="utf-8")
    loading = [sys.executable, "app.py", "load", str(folder / "line.toml")]
    subprocess.run(loading, env=environment, check=True, stdout=subprocess.DEVNULL)
    serving = [sys.executable, "-m", "gunicorn", "benchmarks.served:application()"]
    options = f"--bind 127.0.0.1:{port} --worker-class gthread --threads 16 --keep-alive 75"
    server = subprocess.Popen([*serving, *options.split(), "--log-level=warning"], env=environment)
    try:
        _wait_for(port)
        yield url
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start: see above.")


def _print(ours: Figures, bare: list[Timed]) -> None:
    everything = [timed for step in ours.values() for timed in step]
    libraries = ", ".join(f"{name} {version(name)}" for name in ("flask", "sqlalchemy", "gunicorn"))
    table = [
        f"{CALLS} calls, one at a time, {len(everything)} webhooks; times in milliseconds",
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
        f" load {os.getloadavg()[0]:.1f}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}",
        "",
        f"{'':22}{'p50':>7}{'p99':>7}{'p50/bare':>10}{'p99/bare':>10}{'statements':>12}",
    ]
    floor, floor_99 = _percentiles(bare)
    for name, timed in {"bare Flask, one insert": bare, **ours, "all webhooks": everything}.items():
        half, most = _percentiles(timed)
        ratios = f"{half / floor:10.1f}{most / floor_99:10.1f}"
        table.append(f"{name:22}{half:7.1f}{most:7.1f}{ratios}{_statements(timed):>12}")
    sys.stdout.write("\n".join(table) + "\n")


def _statements(timed: list[Timed]) -> str:
    counts = [one.statements for one in timed]
    fewest, most = min(counts), max(counts)
    return str(most) if fewest == most else f"{fewest}-{most}"


def _percentiles(timed: list[Timed]) -> tuple[float, float]:
    """The median and the 99th percentile, in milliseconds."""
    cuts = quantiles((one.seconds * 1000 for one in timed), n=100, method="inclusive")
    return cuts[49], cuts[98]


if __name__ == "__main__":
    main()
