"""The service's own processes, started as systemd starts them, killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
PATIENCE = 90
"""Seconds that a start may take on a slow machine; no test waits longer than it must."""


class Process:
    """One process of the service, with all that it starts, as long as nobody kills it."""

    def __init__(self, words: list[str], environment: dict[str, str], log: Path) -> None:
        self._words, self._log = words, log
        self._environment = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
        self.start()

    def start(self) -> None:
        """Starts it, again if need be."""
        with self._log.open("ab") as log:
            self.popen = subprocess.Popen(
                [sys.executable, *self._words],
                env=self._environment,
                stdout=log,
                stderr=log,
                cwd=self._log.parent,
                start_new_session=True,
            )

    def kill(self) -> None:
        """Without a word, with all that it has started."""
        os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(timeout=20)

    def stop(self) -> int:
        """As systemd does; what it ended with."""
        self.popen.send_signal(signal.SIGTERM)
        return self.popen.wait(timeout=PATIENCE)

    def close(self) -> None:
        """It is gone, whatever became of it."""
        if self.popen.poll() is None:
            self.kill()

    def log(self) -> str:
        """All that it wrote."""
        return self._log.read_text("utf-8")


class Web(Process):
    """`hotline serve` with one worker on a port, without jobs."""

    def __init__(
        self, port: int, environment: dict[str, str], log: Path, drain: float = 0, workers: int = 1
    ) -> None:
        self.url = f"http://127.0.0.1:{port}"
        words = ["-m", "app", "serve", "--no-jobs", "--port", str(port)]
        words += ["--workers", str(workers), "--drain", str(drain)]
        super().__init__(words, environment, log)

    def status(self, path: str) -> int:
        """What it answers to this; 0 when it does not answer."""
        return status(self.url + path)

    def is_up(self, path: str = "/readyz") -> None:
        """Waits until it answers. AssertionError when it does not, or has ended."""
        until = time.monotonic() + PATIENCE
        while self.status(path) != 200:
            assert self.popen.poll() is None, self.log()
            assert time.monotonic() < until, self.log()
            time.sleep(0.05)


def status(address: str) -> int:
    """What is answered there; 0 when nothing is."""
    try:
        with urlopen(address, timeout=5) as answer:
            return int(answer.status)
    except HTTPError as refused:
        refused.close()
        return refused.code
    except (URLError, OSError):
        return 0
