"""A peer of another profession is never a surprise: only callers who say yes reach one."""

from __future__ import annotations

from simulator.phones import Phone
from tests.calls.plans import FILE
from tests.world import World

VETS = FILE[FILE.index('[[rotations]]\nslug = "vets-fanny"') :]
PEERS = '{ team = "vets", role = "first", match = ["profession"], seconds = 20 },\n'
LINE = FILE.replace(VETS, "").replace(
    PEERS, f'{PEERS}  {{ kind = "peer", match = ["agreed"], ring = "waves", wave = 2 }},\n'
)
"""No vet is on duty; the plan of vets goes on with any other peer, for callers who agree."""


def vet_is_asked(world: World) -> Phone:
    assert LINE.count("agreed") == 1
    world.load(LINE)
    caller = world.dials()
    caller.hears("tapez 3")
    caller.presses("3")
    caller.hears("Personne de votre métier n'est de permanence")
    caller.hears("d'un autre métier, tapez 2")
    return caller


def test_a_vet_who_says_yes_reaches_a_doctor(world: World) -> None:
    caller = vet_is_asked(world)
    caller.presses("2")
    world.phone_of("emma").rings()
    assert not world.phone_of("anne").ringing
    caller.talks_with(world.accepts("denis"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_vet_who_says_no_reaches_a_psychologist(world: World) -> None:
    caller = vet_is_asked(world)
    caller.presses("1")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert dict(world.results()).keys() == {"anne"}


def test_a_vet_who_says_nothing_reaches_a_psychologist(world: World) -> None:
    caller = vet_is_asked(world)
    caller.hears("je vous passe quelqu'un", within=60)
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert dict(world.results()).keys() == {"anne"}


def test_a_vet_who_said_yes_to_busy_doctors_goes_on_to_a_psychologist(world: World) -> None:
    caller = vet_is_asked(world)
    caller.presses("2")
    for slug in ("denis", "emma"):
        phone = world.phone_of(slug).rings()
        phone.answers()
        phone.hears("appuyez sur 1")
        phone.presses("2")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
