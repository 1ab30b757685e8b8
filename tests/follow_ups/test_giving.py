"""A code is given once, by whoever holds the call; it waits in the call until it was heard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select, text

from hotline.accompaniments.tables import Accompaniment
from hotline.calls import changes
from hotline.calls.tables import Call, Leg
from hotline.follow_ups.giving import NewCode, give, heard, new_code
from hotline.follow_ups.tables import FollowUp
from routing.outcomes import CallState, LegState
from tests.accompaniments.ground import Ground
from tests.calls.following_up import cheap

CALL, LEG = "c" * 32, "l" * 32


@pytest.fixture
def ground(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    """Anne holds a call."""
    cheap(monkeypatch)
    ground = Ground(database_url)
    now = ground.now
    with ground.service.database.writing() as session:
        call = Call(
            id=CALL,
            carrier_id="CA1",
            line_id=ground.line.id,
            state=CallState.WAITING,
            language="fr",
            started_at=now,
            seen_at=now,
            claimed_by=LEG,
        )
        leg = Leg(
            id=LEG,
            call_id=CALL,
            person_id=ground.people["anne"],
            step=0,
            turn=0,
            ring_seconds=20,
            state=LegState.OFF_BRIDGE,
            planned_at=now,
        )
        session.add(call)
        session.flush()
        session.add(leg)
    yield ground
    ground.close()


def gives(ground: Ground, new: NewCode, nth: int = 1) -> bool:
    with ground.service.database.writing() as session:
        return give(
            session,
            ground.line,
            session.get_one(Call, CALL),
            session.get_one(Leg, LEG),
            new,
            nth=nth,
            today=ground.now.date(),
            chance=ground.service.chance,
        )


def kept(ground: Ground) -> tuple[int, int, str | None]:
    """How many codes and records there are, and the code that waits."""
    with ground.service.database.reading() as session:
        codes = len(session.scalars(select(FollowUp)).all())
        records = len(session.scalars(select(Accompaniment)).all())
        return codes, records, session.get_one(Call, CALL).code_given


def test_told_twice_it_is_given_once(ground: Ground) -> None:
    first, second = new_code(ground.service.chance), new_code(ground.service.chance)
    assert gives(ground, first)
    assert not gives(ground, second)
    assert kept(ground) == (1, 1, first.code)


def test_a_code_that_exists_is_not_given_again(ground: Ground) -> None:
    new = new_code(ground.service.chance)
    assert gives(ground, new)
    assert not gives(ground, new, nth=2)
    assert kept(ground) == (1, 1, None)


def test_nobody_gives_a_code_in_a_call_that_is_over_or_somebody_elses(ground: Ground) -> None:
    new = new_code(ground.service.chance)
    with ground.service.database.writing() as session:
        changes.end(session, CALL, "talked", ground.now)
    assert not gives(ground, new)
    assert kept(ground) == (0, 0, None)


def test_it_waits_encrypted_and_is_dropped_once_it_was_heard(ground: Ground) -> None:
    new = new_code(ground.service.chance)
    gives(ground, new)
    with ground.service.database.reading() as session:
        raw = session.execute(text('SELECT code_given FROM "call"')).scalar_one()
    assert new.code not in raw
    with ground.service.database.writing() as session:
        assert not heard(session, CALL, 2)
        assert heard(session, CALL, 1)
    assert kept(ground) == (1, 1, None)
