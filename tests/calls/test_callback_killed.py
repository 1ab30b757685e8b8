"""Whatever happens to the processes that call back: begun once, rung once, and nobody forgotten."""

from __future__ import annotations

from functools import partial
from itertools import count

import pytest

from app import create_service
from hotline.callbacks.reaching import take_to_ring
from hotline.callbacks.tables import Callback
from hotline.callbacks.trying import begin
from hotline.calling_back import ring_caller
from hotline.calls.ending import end_call
from hotline.dialling import dispatch
from hotline.errands import AtOnce
from hotline.jobs.callbacks import call_back
from hotline.service import Hotline
from simulator.behaviours import Scripted
from tests.calls.called_back import asks, line_that_calls_back, picks_up, requests
from tests.races import at_once
from tests.readiness.schedulers import killed, killed_at
from tests.world import CALLER, World

pytestmark = pytest.mark.untold

PLACES = ("callbacks", "calling_back.py", "dialling.py", "jobs/callbacks.py", "calls/")
ROUNDS = 12


def promised(world: World) -> str:
    """A request that is due in a minute; the jobs have their turn when a test gives it to them."""
    world.load(line_that_calls_back())
    code = asks(world, window="2")
    world.jobs.cancel()
    world.clock.run_for(5 * 3600)
    return code


def workers(world: World, how_many: int = 3) -> list[Hotline]:
    """Services with their own connections and locks, as in processes of their own."""
    clock = world.clock.now
    return [create_service(world.settings, clock=clock, errands=AtOnce()) for _ in range(how_many)]


def request(world: World) -> Callback:
    (row,) = requests(world)
    return row


def forgets_the_try(world: World) -> None:
    """The request is due again, as if nobody had begun it."""
    ended = None
    with world.service.database.writing() as session:
        row = session.get_one(Callback, request(world).id)
        if row.call_id is not None:
            ended = end_call(session, row.call_id, world.clock.now())
        row.state, row.rung_at, row.try_at = "asked", None, world.clock.now()
    if ended is not None:
        dispatch(world.service, ended[1])


def test_two_schedulers_begin_it_once_and_ring_once(world: World) -> None:
    promised(world)
    crowd = workers(world)

    def begun(service: Hotline) -> bool:
        with service.database.writing() as session:
            return begin(session, number, world.clock.now(), service.new_id) is not None

    def taken(service: Hotline) -> bool:
        with service.database.writing() as session:
            return take_to_ring(session, number, world.clock.now()) is not None

    number = request(world).id
    for _ in range(ROUNDS):
        assert sorted(at_once([partial(begun, one) for one in crowd])) == [False, False, True]
        assert sorted(at_once([partial(taken, one) for one in crowd])) == [False, False, True]
        forgets_the_try(world)
    for one in crowd:
        one.database.close()


def test_killed_between_any_two_lines_of_beginning_it_is_begun_once(world: World) -> None:
    promised(world)
    anne = world.phone_of("anne")
    for line in count(1, 31):
        if not killed_at(line, partial(call_back, world.service), killed, PLACES):
            break
        world.starts_jobs()
        anne.rings(within=40)
        assert [phone for phone in world.carrier.phones.values() if phone.ringing] == [anne], line
        world.jobs.cancel()
        forgets_the_try(world)
        anne.stops_ringing(within=5)
    assert line > 50


def test_killed_between_any_two_lines_of_ringing_them_they_are_reached(world: World) -> None:
    code = promised(world)
    caller = world.carrier.phone(CALLER)
    world.phone_of("anne").behaviour = Scripted({"Entraide": "1", "encore": "1"}, thinks=1)
    rung = 0

    def dying(service: Hotline, callback_id: int) -> None:
        nonlocal rung
        rung += 1
        killed_at(1 + 4 * (rung - 1), partial(ring_caller, service, callback_id), killed, PLACES)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hotline.dialling.ring_caller", dying)
        world.starts_jobs()
        caller.rings(within=300)
    assert rung > 5
    picks_up(caller, code).talks_with(world.phone_of("anne"))
    caller.hangs_up()
    world.phone_of("anne").hangs_up()
    world.assert_all_is_quiet()
    assert requests(world) == []
