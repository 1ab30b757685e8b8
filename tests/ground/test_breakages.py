"""The breakages of `make breakages` can still be made, and their tests exist."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.breakages import BREAKAGES, ROOT, Breakage


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage.rule)
def test_what_is_to_be_broken_is_there_and_so_is_the_test_that_sees_it(breakage: Breakage) -> None:
    code = (ROOT / breakage.file).read_text(encoding="utf-8")
    assert code.count(breakage.old) == 1
    ast.parse(code.replace(breakage.old, breakage.new))
    file, _, name = breakage.test.partition("::")
    told = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    tests = {node.name for node in told.body if isinstance(node, ast.FunctionDef)}
    assert name.partition("[")[0] in tests


def test_each_of_these_tests_can_be_run_under_its_whole_name() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider"]
    tests = [breakage.test for breakage in BREAKAGES]
    found = subprocess.run([*command, *tests], cwd=ROOT, capture_output=True, check=False)
    assert found.returncode == 0, found.stdout.decode()
