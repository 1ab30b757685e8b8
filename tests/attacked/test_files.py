"""Whatever file is sent: it is read, or refused in words; never a failure, never for long.

A few of them here; `make fuzz` tries as many as one wants (FILES=10000).
"""

from __future__ import annotations

import os
import time
from collections import Counter
from random import Random

import pytest

from tests.attacked.files import kinds, spoilt

FILES = int(os.environ.get("HOTLINE_FUZZ_FILES", "150"))
SEED = int(os.environ.get("HOTLINE_FUZZ_SEED", "2026"))
LONGEST = 12.0
"""Seconds of work for one file, the slowest calendar that is taken included."""
KINDS = kinds()


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.filterwarnings("ignore")
def test_any_file_is_read_or_refused(name: str) -> None:
    kind, chance = KINDS[name], Random(f"{SEED} {name}")
    for right in kind.right:
        kind.reads(right)
    wrong: Counter[str] = Counter()
    first: dict[str, bytes] = {}
    slowest = 0.0
    tried = max(1, FILES // len(KINDS))
    for _ in range(tried):
        content = spoilt(chance, chance.choice(kind.right))
        began = time.process_time()
        try:
            kind.reads(content)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what is looked for
            trace = problem.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
            told = f"{type(problem).__name__} at {place}: {str(problem)[:200]}"
            wrong[told] += 1
            first.setdefault(told, content)
        slowest = max(slowest, time.process_time() - began)
    print(name, SEED, tried, f"slowest {slowest:.1f} s", dict(wrong))  # noqa: T201
    assert not wrong, {told: first[told][:2000] for told in wrong}
    assert slowest < LONGEST
