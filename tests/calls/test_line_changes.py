"""A new file of the line is loaded during a call: whatever it takes away, the caller is kept."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from hotline.calls.advance import advance
from hotline.lines import loading
from hotline.rosters import pauses
from hotline.rosters.service import OnDuty, people_on_duty
from simulator.phones import Phone
from tests.races import NOW, Instant
from tests.world import LINE_FILE, World

FILE = LINE_FILE.read_text(encoding="utf-8")


def changed(*changes: tuple[str, str]) -> str:
    """The line's file with these words replaced by others."""
    text = FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def vet_is_asked_for_a_kind(world: World) -> Phone:
    caller = world.dials()
    caller.hears("tapez 3")
    caller.presses("3")
    caller.hears("À un confrère ou une consœur, tapez 2")
    return caller


def test_a_plan_that_is_gone_is_replaced_by_the_plan_of_silence(world: World) -> None:
    caller = world.nurse_waits()
    world.phone_of("anne").rings()
    world.load(
        changed(
            ('psychologist = "psychologists"', 'psychologist = "others"'),
            ('plan = "psychologists"', 'plan = "others"'),
            ('slug = "psychologists"\nsteps', 'slug = "others"\nsteps'),
        )
    )
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_caller_cut_from_somebody_without_a_telephone_now_reaches_the_next(world: World) -> None:
    caller = vet_is_asked_for_a_kind(world)
    caller.presses("2")
    fanny = world.phone_of("fanny")
    caller.talks_with(world.accepts("fanny"))
    phones = 'phones = ["+33639980006", "+33639980016"]'
    duty = FILE[FILE.index('\n[[rotations]]\nslug = "vets-fanny"') :]
    world.load(changed((phones, "phones = []"), (duty, "")))
    fanny.hangs_up()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_kind_that_is_no_longer_on_offer_leads_to_the_other(world: World) -> None:
    caller = vet_is_asked_for_a_kind(world)
    world.load(changed(('{ peer = "vets", psych', "{ psych")))
    caller.presses("2")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().kind_wanted == "psychologist"


def test_whoever_leaves_the_line_ends_their_talk_and_is_rung_back_after_a_cut(
    world: World,
) -> None:
    caller = vet_is_asked_for_a_kind(world)
    caller.presses("2")
    fanny = world.phone_of("fanny")
    caller.talks_with(world.accepts("fanny"))
    person = FILE[FILE.index('[[people]]\nslug = "fanny"') : FILE.index("[[rotations]]")]
    duty = FILE[FILE.index('\n[[rotations]]\nslug = "vets-fanny"') :]
    world.load(changed((person, ""), (duty, "")))
    world.wait(60)
    assert caller.is_connected_to(fanny)
    fanny.hangs_up()
    caller.hears("Restez en ligne")
    caller.talks_with(world.accepts("fanny"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_file_loaded_between_two_statements_does_not_stop_a_call(
    on_postgres: Instant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line's people were read before it, its roster after it: somebody new is on duty."""
    one, other, _ = on_postgres.workers
    call = on_postgres.waits()
    newcomer = FILE.replace("anne", "zoe").replace("+33639980001", "+33639980009")

    def after_a_load(session: Session, line_id: int, at: object) -> tuple[OnDuty, ...]:
        with other.database.writing() as loader:
            loading.load(loader, newcomer, NOW)
        return people_on_duty(session, line_id, NOW)

    monkeypatch.setattr(pauses, "people_on_duty", after_a_load)
    with one.database.writing() as session:
        advice = advance(session, call, NOW, new_id=one.new_id, rest=True, speaking=True)
    assert advice is not None
    bruno = on_postgres.people["bruno"]
    assert [leg.person_id for leg in on_postgres.legs().values()] == [bruno]


NURSES = FILE[FILE.index('[[menu.choices]]\nprofession = "IDE"') :]
NURSES = NURSES[: NURSES.index('[[menu.choices]]\nprofession = "VET"')]
MOVED = changed((NURSES, ""), ("[danger]\n", f"{NURSES}[danger]\n"))
"""Nurses come last: 2 is the vets' key now."""


def test_a_profession_that_has_another_key_by_now_is_still_the_callers(world: World) -> None:
    caller = vet_is_asked_for_a_kind(world)
    world.load(MOVED)
    caller.presses("2")
    caller.talks_with(world.accepts("fanny"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert (world.call().profession, world.call().kind_wanted) == ("VET", "peer")


def test_a_key_of_a_page_that_is_no_longer_so_is_asked_for_again(world: World) -> None:
    caller = world.dials()
    caller.hears("Infirmier ou infirmière, tapez 2")
    world.load(MOVED)
    caller.presses("2")
    caller.hears("Infirmier ou infirmière, tapez 3")
    caller.presses("3")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().profession == "IDE"
