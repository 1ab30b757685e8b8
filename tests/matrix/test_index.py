"""The matrix knows every step: one that no story reaches is told of here, and joins by a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotline.voice.routes import STEPS
from tests.matrix import cells
from tests.matrix.faults import ANSWERS, CALLBACKS, DATABASE, KILLED, REST, STATUSES, TWICE
from tests.matrix.table import table

ROOT = Path(__file__).parents[2]


def test_every_step_is_reached_by_a_story() -> None:
    unreached = (
        {f"/voice{step}" for step in STEPS} - {*cells.index()["steps"]} - cells.NOT_OF_A_CALL
    )
    assert not unreached, (
        f"{', '.join(sorted(unreached))}: reached by no story. Tell one in tests/calls in "
        "which all goes well, then make matrix-index."
    )


def test_every_step_of_the_index_is_one_of_the_service() -> None:
    assert {*cells.index()["steps"]} <= {f"/voice{step}" for step in STEPS}


def test_every_story_of_the_index_is_told() -> None:
    for cell in cells.sample(cells.index()):
        file, _, test = cell.story.partition("::")
        assert f"def {test.partition('[')[0]}(" in (ROOT / file).read_text(encoding="utf-8")


def test_the_sample_meets_every_row_and_every_fault() -> None:
    chosen = cells.sample(cells.index())
    rows = {fault.where for _, fault in cells.faults(cells.index())}
    assert [cell.fault.where for cell in chosen] == [*dict.fromkeys(c.fault.where for c in chosen)]
    assert {cell.fault.where for cell in chosen} == rows >= {*STATUSES}
    assert {cell.fault.what for cell in chosen} == {
        *(*ANSWERS, TWICE, *DATABASE, *KILLED, *REST, *CALLBACKS)
    }
    assert {cell.database for cell in chosen} == {*cells.DATABASES}


def test_all_slices_together_are_the_whole() -> None:
    whole = cells.whole(cells.index())
    slices = [cell for nth in range(1, 8) for cell in cells.sliced(whole, f"{nth}/7")]
    assert sorted(map(repr, slices)) == sorted(map(repr, whole))
    assert cells.sliced(whole, "") == whole
    with pytest.raises(ValueError, match="no slice 8/7"):
        cells.sliced(whole, "8/7")


def test_the_table_shows_the_worst_of_each_cell_and_why() -> None:
    def result(where: str, outcome: str, id_: str) -> dict[str, str]:
        told = {"where": where, "what": "error", "database": "sqlite", "otherwise": ""}
        return told | {"outcome": outcome, "seconds": "1", "id": id_, "why": "it rang on"}

    lines = table(
        [
            result("/voice/incoming", "passed", "a"),
            result("/voice/incoming", "failed", "b"),
            result("/voice/status", "skipped", "c"),
        ]
    )
    assert [line.split() for line in lines if line.startswith("/")] == [
        ["/incoming", "2F"],
        ["/status", "1-"],
    ]
    assert "sqlite: 3 cells, 1 went well, 1 failed, 1 not met; 3 s." in lines
    assert "failed: b: it rang on" in lines
