"""Everyone on duty is in conversation: the first one free is rung, never twice at once."""

from __future__ import annotations

from tests.world import World


def test_the_first_person_free_is_rung(world: World) -> None:
    talking = []
    for number, slug in enumerate(("anne", "bruno", "chloe")):
        caller = world.nurse_waits(f"+3361200000{number}")
        caller.talks_with(world.accepts(slug))
        talking.append(caller)
    late = world.nurse_waits()
    late.hears("Personne n'est libre à l'instant", within=40)
    assert not any(world.phone_of(slug).ringing for slug in ("anne", "bruno", "chloe"))
    talking[1].hangs_up()
    bruno = world.phone_of("bruno")
    bruno.hears("L'appel est terminé")
    bruno.hangs_up()
    # Their wrap-up is owed: others are rung first, but there is nobody else.
    late.talks_with(world.accepts("bruno"), within=60)
    for caller in (*talking, late):
        caller.hangs_up()
    world.assert_all_is_quiet()
    assert len({leg.person_id for leg in world.legs()}) == 3


def test_an_owed_wrap_up_lets_the_others_be_rung_first(world: World) -> None:
    first = world.nurse_waits()
    first.talks_with(world.accepts("anne"))
    first.hangs_up()
    world.phone_of("anne").hears("L'appel est terminé")
    world.phone_of("anne").hangs_up()
    second = world.nurse_waits("+33612000001")
    world.phone_of("bruno").rings(within=10)
    assert not world.phone_of("anne").ringing
    second.talks_with(world.accepts("bruno"))
    second.hangs_up()
    world.assert_all_is_quiet()


def test_after_ten_minutes_an_owed_wrap_up_holds_nobody_back(world: World) -> None:
    first = world.nurse_waits()
    first.talks_with(world.accepts("anne"))
    first.hangs_up()
    world.phone_of("anne").hears("L'appel est terminé")
    world.phone_of("anne").hangs_up()
    world.wait(601)
    second = world.nurse_waits("+33612000001")
    second.talks_with(world.accepts("anne"))
    second.hangs_up()
    world.assert_all_is_quiet()
