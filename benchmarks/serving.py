"""A service to measure: its database, its line, and gunicorn as `hotline serve` starts it."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.carrier import TOKEN, Line
from benchmarks.cores import CARRIER, SERVICE, keep_to
from hotline.commands.server import THREADS

LINE_FILE = Path(__file__).resolve().parent.parent / "lines" / "entraide.toml"
NUMBER = "+33199001234"


@dataclass(frozen=True, slots=True)
class Served:
    """A service that answers: its address, its process, and what it was started with."""

    url: str
    at: Path
    """Where it listens."""
    process: int
    environment: dict[str, str]

    def line(self) -> Line:
        """A new connection to it."""
        return Line(self.url, self.at)


@contextmanager
def serving(
    folder: Path,
    api_url: str,
    *,
    database: str = "",
    workers: int = 1,
    dials: int = 100,
    patience: float = 3.0,
    together: bool = False,
) -> Iterator[Served]:
    """The demo line on a new SQLite file, or on the `database` of that address, from a folder of
    its own. It may ring so many people in a second, and gives up a request to the carrier after so
    many seconds. All who take turns as psychologists may be on duty `together`. Ready when it is
    handed out."""
    url, at = "http://127.0.0.1:9", folder / "service"
    environment = settings(folder, api_url, url, database) | {
        "HOTLINE_CARRIER_TIMEOUT": f"{patience:g}"
    }
    loaded(folder, environment, dials, together)
    command = [sys.executable, "-m", "gunicorn", "benchmarks.served:application()"]
    options = f"--bind unix:{at} --worker-class gthread --threads {THREADS} --keep-alive 75"
    keep_to(SERVICE)  # what is started stays there
    server = subprocess.Popen(
        [*command, *options.split(), f"--workers={workers}", "--log-level=warning"],
        env=environment,
    )
    keep_to(CARRIER)
    try:
        _wait_for(at)
        served = Served(url, at, server.pid, environment)
        for nth in range(20 * workers):
            served.line().ask("/bare/", {"CallSid": str(nth)})
        yield served
    finally:
        server.terminate()
        server.wait()


def settings(folder: Path, api_url: str, url: str, database: str = "") -> dict[str, str]:
    """An environment in which the service keeps all that it keeps in this folder."""
    return os.environ | {
        "HOTLINE_DATABASE_URL": database or f"sqlite:///{folder / 'hotline.db'}",
        "HOTLINE_SNAPSHOT_DIR": str(folder / "snapshot"),
        "HOTLINE_TRIAL_MINUTES": "0",
        "HOTLINE_PUBLIC_URL": url,
        "HOTLINE_SECRET_KEY": secrets.token_hex(32),
        "HOTLINE_LOOKUP_KEY": secrets.token_hex(32),
        "HOTLINE_ENCRYPTION_KEYS": "A" * 43 + "=",
        "HOTLINE_LOG_LEVEL": "ERROR",
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_URL": api_url,
        "BENCHMARK_BARE_DATABASE": str(folder / "bare.db"),
    }


def loaded(folder: Path, environment: dict[str, str], dials: int, together: bool = False) -> None:
    """Loads the demo line into the database of this environment; makes it if there is none."""
    text = line_text(dials)
    (folder / "line.toml").write_text(on_together(text) if together else text, encoding="utf-8")
    loading = [sys.executable, "app.py", "load", str(folder / "line.toml")]
    subprocess.run(loading, env=environment, check=True, stdout=subprocess.DEVNULL)


def line_text(dials: int) -> str:
    """The demo line, which may ring so many people a second, and whose peers are on at any hour:
    whenever this runs, a nurse is on duty to be asked for."""
    text = LINE_FILE.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^dials_per_second = \d+", f"dials_per_second = {dials}", text)
    return re.sub(r"\[\[rotations\.windows\]\]\n(?:\w+ = .*\n)+", "", text)


def on_together(text: str) -> str:
    """The same line, each of the psychologists' first ones in a rotation of their own."""
    turns = tomllib.loads(text)["rotations"]
    (first,) = (turn for turn in turns if turn["slug"] == "psychologists-first")
    return text + "".join(
        f"""
[[rotations]]
slug = "always-{person}"
team = "psychologists"
role = "first"
people = ["{person}"]
unit = "day"
handover = "00:00"
starts_on = "2024-01-01"
"""
        for person in first["people"]
    )


def _wait_for(at: Path) -> None:
    for _ in range(300):
        if at.exists():
            return
        time.sleep(0.1)
    raise SystemExit("The server did not start: see above.")
