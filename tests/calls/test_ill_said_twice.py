"""« Mes permanences », key 3, said twice or at the same instant: it is one absence."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import select

from hotline.lines.service import line_by_id
from hotline.people.service import people_by_ids
from hotline.responders.absent import cannot_come
from hotline.rosters.tables import Decision
from hotline.service import Hotline
from hotline.swaps.tables import SwapOffer
from tests.calls.own_menu import (
    absences,
    assert_nothing_is_left,
    code_of,
    is_ill,
    my_menu,
    with_own_menu,
)
from tests.calls.test_answers_lost import tells_all_twice
from tests.calls.test_ill import TEN, TOLD
from tests.conftest import WorldMaker
from tests.races import NOW, Instant, at_once
from tests.world import World


@pytest.fixture
def world(make_world: WorldMaker) -> World:
    """Ten o'clock on a Sunday evening: Anne is on until eight."""
    return with_own_menu(make_world(start=TEN))


def test_told_twice_it_is_one_absence_and_one_text(world: World) -> None:
    tells_all_twice(world)
    is_ill(world).hangs_up()
    world.wait(60)
    assert absences(world) == 1
    assert world.phone_of("chloe").texts.count(TOLD) == 1
    with world.service.database.reading() as session:
        assert len(session.scalars(select(SwapOffer)).all()) == 1
    assert_nothing_is_left(world)


def test_from_two_telephones_at_once_it_is_one_absence(world: World) -> None:
    phones = [my_menu(world, "anne", from_="anonymous")]
    digits = code_of(world, "anne")
    other = world.dials("anonymous", "+33199001299")
    other.hears("Tapez votre code")
    other.presses(f"{digits}#")
    other.hears("tapez 1")
    phones.append(other)
    for phone in phones:
        phone.presses("3")
    for phone in phones:
        phone.hears("Pour dire que vous ne pouvez pas l'assurer, tapez 1.")
    for phone in phones:
        phone.presses("1")
    for phone in phones:
        phone.hears("C'est noté, la coordination est prévenue.")
        phone.hangs_up()
    assert absences(world) == 1
    assert_nothing_is_left(world)


def says_so(worker: Hotline, line_id: int, person_id: int) -> bool:
    with worker.database.writing() as session:
        line = line_by_id(session, line_id)
        assert line is not None
        anne = people_by_ids(session, [person_id])[person_id]
        duty = ("psychologists-first", datetime(2026, 11, 21, 8, 0))  # noqa: DTZ001 - a local time
        told = cannot_come(session, line, anne, duty, now=NOW, new_id=worker.new_id)
    assert told is not None
    return told != []


def test_workers_at_the_same_instant_note_it_once(instant: Instant) -> None:
    noted = at_once(
        [
            partial(says_so, worker, instant.line_id, instant.people["anne"])
            for worker in instant.workers
        ]
    )
    assert sorted(noted) == [False, False, True]
    with instant.database.reading() as session:
        (absence,) = session.scalars(select(Decision)).all()
    assert (absence.kind, absence.person_id) == ("absence", instant.people["anne"])
