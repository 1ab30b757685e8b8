"""Wrong codes are counted by all workers together, telephone and pages alike."""

from __future__ import annotations

from functools import partial

import pytest

from app import create_service
from hotline.errands import AtOnce
from hotline.guesses.counting import MOST_WRONG_AN_HOUR, Opens, is_closed, wrong_codes, wrong_so_far
from hotline.lines.service import line_reached_by
from hotline.service import Hotline
from tests.races import at_once
from tests.world import NUMBER, World


@pytest.mark.parametrize("kind", Opens)
def test_two_workers_who_count_at_once_close_together(world: World, kind: Opens) -> None:
    world.jobs.cancel()
    clock = world.clock.now
    workers = [create_service(world.settings, clock=clock, errands=AtOnce()) for _ in range(2)]
    with world.service.database.reading() as session:
        line = line_reached_by(session, NUMBER)
    assert line is not None
    half = MOST_WRONG_AN_HOUR[kind] // 2

    def counts(worker: Hotline) -> None:
        for _ in range(half):
            with worker.database.writing() as session:
                wrong_codes(session, line.id, kind, clock()).entries += 1

    at_once([partial(counts, worker) for worker in workers])
    for worker in workers:
        with worker.database.writing() as session:
            assert is_closed(wrong_codes(session, line.id, kind, clock()))
        with worker.database.reading() as session:
            assert wrong_so_far(session, line.id, kind, clock()) == 2 * half
            others = [other for other in Opens if other != kind]
            assert [wrong_so_far(session, line.id, other, clock()) for other in others] == [0]
        worker.database.close()
