"""`make bench` goes through a whole call and says what it measured."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_call_is_measured_from_greeting_to_wrap_up() -> None:
    command = [sys.executable, "-m", "benchmarks.webhooks"]
    few = os.environ | {"BENCHMARK_CALLS": "2"}
    told = subprocess.run(command, cwd=ROOT, env=few, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "2 calls, one at a time, 38 webhooks" in told.stdout
    for step in ("bare Flask, one insert", "incoming", "wait", "connected", "reason heard"):
        assert re.search(rf"(?m)^{step} +\d+\.\d +\d+\.\d +\d+\.\d +\d+\.\d +[\d-]+$", told.stdout)
