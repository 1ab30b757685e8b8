"""The word that two are joined is lost, both times it is asked for: the end of the talk tells."""

from __future__ import annotations

import pytest

from simulator.phones import Phone
from tests.world import World

pytestmark = pytest.mark.untold


@pytest.fixture(params=["caller-first", "at-once", "responder-first"])
def deaf(request: pytest.FixtureRequest, world: World) -> World:
    """Hears of no bridge; the ends of both sides come in any order."""
    live = world.carrier.live
    live.caller_action_first = request.param != "responder-first"
    live.seconds_between_actions = 0.0 if request.param == "at-once" else 3.0
    world.carrier.faults.webhook = lambda _kind, url, _told: (
        "dead" if url.endswith("/connected") else None
    )
    return world


def they_talk(world: World, seconds: float, lost: str = "nothing") -> tuple[Phone, Phone]:
    """A caller and Anne, for so long; then all is well again, but for the word that is `lost`."""
    caller = world.nurse_waits()
    anne = world.accepts("anne")
    caller.talks_with(anne)
    world.wait(seconds)
    world.carrier.faults.webhook = lambda _kind, url, _told: "dead" if lost in url else None
    return caller, anne


def all_is_well(world: World) -> None:
    """From now on; what went wrong before is known."""
    world.carrier.faults.webhook = None
    world.carrier.problems.clear()


@pytest.mark.parametrize(
    ("seconds", "lost"), [(4, "nothing"), (46, "nothing"), (46, "bridge-over")]
)
def test_a_talk_cut_by_the_responder_counts_and_its_caller_is_first_in_line(
    deaf: World, seconds: int, lost: str
) -> None:
    caller, anne = they_talk(deaf, seconds, lost)
    anne.hangs_up()
    deaf.wait(3.5)
    all_is_well(deaf)
    other = deaf.nurse_waits("+33612000001")
    caller.talks_with(deaf.accepts("bruno"), within=60)
    call = deaf.calls()[0]
    assert call.connected_at is not None
    assert call.connected_at < call.queued_at  # type: ignore[operator]  # back in line since
    for phone in (caller, other):
        phone.hangs_up()
    deaf.assert_all_is_quiet()
    assert deaf.results()[0] in {("anne", "cut"), ("anne", "talked")}
    assert next(leg.talk_seconds for leg in deaf.legs()) in range(seconds - 1, seconds + 5)


@pytest.mark.parametrize("lost", ["nothing", "bridge-over"])
def test_a_talk_that_the_caller_ends_counts(deaf: World, lost: str) -> None:
    caller, anne = they_talk(deaf, 30, lost)
    caller.hangs_up()
    deaf.wait(10)
    anne.hangs_up()
    all_is_well(deaf)
    deaf.assert_all_is_quiet()
    (call,), (leg,) = deaf.calls(), deaf.legs()
    assert (call.outcome, leg.result) == ("CONNECTED", "talked")
    assert leg.talk_seconds in range(29, 35)


def test_star_holds_the_caller_as_ever(deaf: World) -> None:
    caller, anne = they_talk(deaf, 30)
    anne.presses("*")
    anne.hears("reste en ligne")
    all_is_well(deaf)
    anne.presses("1")
    caller.talks_with(anne, within=60)
    caller.hangs_up()
    anne.hears("L'appel est terminé")
    anne.hangs_up()
    deaf.assert_all_is_quiet()
    assert deaf.call().outcome == "CONNECTED"


@pytest.mark.parametrize("leaves", ["caller", "responder"])
def test_without_the_api_it_is_the_same(world: World, leaves: str) -> None:
    world.carrier.faults.rest = lambda _method, _path, _form: "refuse"
    world.carrier.faults.webhook = lambda _kind, url, _told: "dead" if "/whisper" in url else None
    caller, anne = world.nurse_waits(), world.phone_of("anne")
    anne.rings(within=60).answers()
    caller.talks_with(anne)
    world.wait(30)
    all_is_well(world)
    world.carrier.faults.rest = None
    if leaves == "responder":
        anne.hangs_up()
        caller.hears("Nous appelons", within=60)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.calls()[0].outcome == "CONNECTED"
    assert max(leg.talk_seconds for leg in world.legs()) in range(29, 35)
