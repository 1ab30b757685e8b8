"""Episodes begin, are told, and end."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from hotline.alarms.episodes import forget_alarms, keep_up
from hotline.alarms.kinds import KINDS, Kind
from hotline.alarms.tables import Alarm
from tests.world import World


def test_what_lasts_less_than_its_patience_is_forgotten(world: World) -> None:
    now, new_id = world.clock.now(), world.service.new_id
    wrong = {(Kind.CARRIER_AWAY, None)}
    patience = KINDS[Kind.CARRIER_AWAY].patience
    with world.service.database.writing() as session:
        assert keep_up(session, wrong, now, new_id) == []
        assert keep_up(session, wrong, now + patience - timedelta(seconds=1), new_id) == []
        assert keep_up(session, set(), now + patience, new_id) == []
        assert session.scalar(select(func.count()).select_from(Alarm)) == 0
        assert keep_up(session, wrong, now, new_id) == []
        (told,) = keep_up(session, wrong, now + patience, new_id)
        assert (told.word, told.since) == ("began", now)
        assert keep_up(session, wrong, now + 2 * patience, new_id) == []
        (over,) = keep_up(session, set(), now + 3 * patience, new_id)
        assert over.word == "ended"
        forget_alarms(session, now + timedelta(days=80))
        assert session.scalar(select(func.count()).select_from(Alarm)) == 1
        forget_alarms(session, now + timedelta(days=91))
        assert session.scalar(select(func.count()).select_from(Alarm)) == 0
