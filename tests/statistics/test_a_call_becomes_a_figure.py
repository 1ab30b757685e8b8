"""One whole call, noted on the page, counted, forgotten here and deleted at the carrier."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlalchemy import select

from hotline.forgetting.tables import Erasure
from hotline.lines.service import line_by_slug
from hotline.notices.tables import Notice
from hotline.statistics.figures import Figures, figures
from hotline.statistics.tables import Fact
from tests.conftest import WorldMaker
from tests.statistics.past import counted_by
from tests.world import LINE_FILE, World

DAY = date(2026, 11, 22)


def figures_of(world: World) -> Figures:
    with world.service.database.reading() as session:
        line = line_by_slug(session, "histoires")
        assert line is not None
        return figures(session, line, DAY, DAY)


def by(world: World, table: str) -> dict[str, int]:
    with world.service.database.reading() as session:
        line = line_by_slug(session, "histoires")
        assert line is not None
        return counted_by(session, line, table, DAY, DAY)


def address_in_the_message(world: World) -> str:
    (message,) = world.carrier.messages
    found = re.search(r"/fiche/\S+", message.body)
    assert found
    return found[0]


def test_a_call_is_counted_then_forgotten_and_the_figures_stay(make_world: WorldMaker) -> None:
    world = make_world()
    # One hour, the shortest a line can choose.
    world.load(LINE_FILE.read_text("utf-8").replace("retention_hours = 24", "retention_hours = 1"))
    caller, anne = world.dials(), world.phone_of("anne")
    caller.hears("Infirmier ou infirmière, tapez 2")
    caller.presses("2")
    anne.rings(within=30)
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("appuyez encore")
    anne.presses("1")
    caller.talks_with(anne, within=30)

    page = address_in_the_message(world)
    browser = world.app.test_client()
    assert "Noter l&#39;appel" in browser.get(page).text  # during the talk
    note = {"reason": "W-BURN", "severity": "4", "ongoing": "new"}
    assert browser.post(page, data=note).status_code == 200

    world.wait(600)
    caller.hangs_up()
    anne.hears("C'est noté")
    world.wait(60)
    counted = figures_of(world)
    assert (counted.calls, counted.connected) == (1, 1)
    assert by(world, "reason") == {"W-BURN": 1}
    assert by(world, "profession") == {"IDE": 1}
    assert 590 <= counted.talk_seconds <= 610

    world.wait(timedelta(hours=1, minutes=10).total_seconds())
    assert world.calls() == []
    assert figures_of(world) == counted
    assert by(world, "reason") == {"W-BURN": 1}
    assert browser.get(page).status_code == 404
    with world.service.database.reading() as session:
        assert session.scalars(select(Fact.reason)).all() == ["W-BURN"]
        assert session.scalars(select(Erasure)).all() == []
        assert session.scalars(select(Notice)).all() == []
    assert [leg.sid for leg in world.carrier.legs if not leg.deleted] == []
    assert [message.sid for message in world.carrier.messages if not message.deleted] == []
