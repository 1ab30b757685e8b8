"""Every webhook of a call is answered by another process: nothing of a call is kept in memory."""

from __future__ import annotations

from datetime import date

import pytest

from hotline.lines.service import line_by_slug
from hotline.statistics.figures import figures
from tests.processes import NewProcesses
from tests.statistics.past import counted_by
from tests.world import World

pytestmark = pytest.mark.untold


@pytest.fixture
def processes(world: World) -> NewProcesses:
    """The world's service, one process a request from now on."""
    processes = NewProcesses(world.settings, world.clock.now)
    world.app.wsgi_app = processes  # type: ignore[method-assign]  # where Flask wants it
    return processes


def assert_each_webhook_had_its_own(processes: NewProcesses, world: World) -> None:
    webhooks = world.carrier.webhooks.log
    assert [sent.path for sent in webhooks if not 200 <= sent.status < 300] == []
    assert len(processes.answered_by) == len(webhooks) > 10
    assert len(set(processes.answered_by)) == len(webhooks)


def test_a_call_is_answered_connected_noted_and_counted(
    world: World, processes: NewProcesses
) -> None:
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.wait(600)
    caller.hangs_up()
    anne = world.phone_of("anne")
    anne.hears("L'appel est terminé")
    anne.presses("11")
    anne.hears("Épuisement professionnel")
    anne.presses("1")
    anne.hears("C'est noté")
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "talked")]
    with world.service.database.reading() as session:
        line = line_by_slug(session, "histoires")
        assert line is not None
        day = date(2026, 11, 22)
        counted = figures(session, line, day, day)
        assert counted_by(session, line, "reason", day, day) == {"W-BURN": 1}
    assert (counted.calls, counted.connected) == (1, 1)
    assert 590 <= counted.talk_seconds <= 610
    assert_each_webhook_had_its_own(processes, world)


def test_a_cut_talk_goes_on_with_the_same_person(world: World, processes: NewProcesses) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.wait(300)
    anne.hangs_up()
    caller.hears("Restez en ligne", within=5)
    anne.rings(within=15)
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("La personne avec qui vous parliez")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "cut"), ("anne", "talked")]
    assert world.call().outcome == "CONNECTED"
    assert_each_webhook_had_its_own(processes, world)
