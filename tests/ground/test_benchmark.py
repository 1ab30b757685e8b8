"""`make bench` measures, and prints a table that says what was reached."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measuring import exponent
from benchmarks.table import Row, printed

ROOT = Path(__file__).parents[2]


def test_a_group_is_measured_and_told_with_the_machine_that_it_ran_on() -> None:
    command = [sys.executable, "-m", "benchmarks", "--quick", "--only", "rosters"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert re.search(r"\d+ cores, .*; load \d", told.stdout)
    row = r"(?m)^coverage of 90 days.* \d+ ms .* \d+\.\d\d +≤ 2 +(met|missed)$"
    assert re.search(row, told.stdout)
    assert re.search(r"(?m)^\d of 7 goals met\.$", told.stdout)


def test_a_missed_goal_is_told_with_its_reason_and_a_met_one_without() -> None:
    reached = Row("quick", "1 ms", "1 ms", 1.499, most=1.5, why="quickness")
    missed = Row("slow", "9 ms", "1 ms", 9.0, most=1.5, why="slowness")
    few = Row("few", "1 /s", "2 /s", 0.5, least=0.7, why="fewness")
    table = printed("Three", [reached, missed, few])
    assert "missed: slowness" in table
    assert "missed: fewness" in table
    assert "quickness" not in table


@pytest.mark.parametrize(("power", "shown"), [(0, 0.0), (1, 1.0), (2, 2.0)])
def test_the_exponent_is_that_of_the_growth(power: int, shown: float) -> None:
    sizes = [10, 100, 1000]
    assert exponent(sizes, [size**power * 0.003 for size in sizes]) == pytest.approx(shown)
