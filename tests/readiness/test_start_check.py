"""At the start of a duty its person is called and confirms; without an answer others are told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from hotline.commands.readiness import readiness
from hotline.jobs.duty_starts import check_starts
from hotline.lines.problems import written
from hotline.lines.reading import read_line
from hotline.people.readiness import Unreachable, unreachable
from hotline.people.tables import Person
from hotline.readiness.tables import StartCheck
from hotline.rosters.pauses import Cause, pause
from simulator.behaviours import NoAnswer, Scripted, Voicemail
from simulator.phones import Phone
from tests.calls.plans import rings as rings_for
from tests.conftest import WorldMaker
from tests.readiness.ahead import FILE, GAELLE, PARIS, paris, shift
from tests.world import World

NAME = 'name = { fr = "Psychologues", en = "Psychologists" }\n'
EVENING = shift("gaelle", "2026-11-28T20:00", "2026-11-29T08:00")


def checked(file: str) -> str:
    """That line, which asks psychologists in the second role to confirm."""
    assert NAME in file
    return file.replace(NAME, f'{NAME}start_check = ["second"]\n', 1)


CHECKED = checked(FILE)


def evening(world: World, *more: str, file: str = CHECKED) -> Phone:
    """Just before eight, when Gaëlle's night begins."""
    world.clock.run_until(paris("2026-11-28T19:59"))
    world.load("".join((file, GAELLE, *more)))
    return world.phone_of("gaelle")


@pytest.fixture
def world(make_world: WorldMaker) -> World:
    """An evening, a minute before eight."""
    return make_world(start=paris("2026-11-28T19:58"))


def checks(world: World) -> Sequence[StartCheck]:
    with world.service.database.reading() as session:
        return session.scalars(select(StartCheck).order_by(StartCheck.starts_at)).all()


def states(world: World) -> list[str]:
    return [check.state for check in checks(world)]


def rings(phone: Phone) -> int:
    return sum(heard.kind == "ring" for heard in phone.transcript)


def test_one_confirms_and_nobody_else_hears_of_it(world: World) -> None:
    gaelle = evening(world, EVENING)
    gaelle.rings(within=90).answers()
    gaelle.hears("Entraide. Votre permanence commence, jusqu'au dimanche 29 novembre à 8 heures.")
    gaelle.hears("Pour confirmer, tapez 1")
    gaelle.presses("1")
    gaelle.hears("C'est noté. Bonne permanence.")
    gaelle.is_hung_up()
    world.wait(600)
    assert rings(gaelle) == 1
    assert states(world) == ["confirmed"]
    assert all("confirm" not in text for text in world.phone_of("chloe").texts)
    assert checks(world)[0].starts_at == paris("2026-11-28T20:00")


def test_another_key_hears_it_again(world: World) -> None:
    gaelle = evening(world, EVENING)
    gaelle.rings(within=90).answers()
    gaelle.hears("Pour confirmer")
    gaelle.presses("5")
    gaelle.hears("Votre permanence commence")
    gaelle.presses("1")
    gaelle.hears("Bonne permanence")


@pytest.mark.parametrize("behaviour", [NoAnswer(), Voicemail(after=10, records_seconds=5)])
def test_without_an_answer_the_team_and_the_coordinator_are_told(
    world: World, behaviour: NoAnswer | Voicemail
) -> None:
    gaelle = evening(world, EVENING)
    gaelle.behaviour = behaviour
    told = "Ligne des histoires : Gaelle n'a pas confirmé sa permanence de 20:00 (Psychologues)."
    for other in ("chloe", "bruno", "anne"):
        assert world.phone_of(other).receives_text("pas confirmé", within=300) == told
    assert rings(gaelle) == 3
    minutes = (world.clock.now() - paris("2026-11-28T20:00")).total_seconds() / 60
    assert 2 < minutes < 4
    world.wait(600)
    assert rings(gaelle) == 3
    assert states(world) == ["unanswered"]
    assert world.phone_of("denis").texts == []


def test_a_line_that_is_called_hears_it_by_call(world: World) -> None:
    calls = CHECKED.replace("[line]\n", '[line]\nalerts = ["call"]\n', 1)
    gaelle = evening(world, EVENING, file=calls)
    gaelle.behaviour = NoAnswer()
    chloe = world.phone_of("chloe").rings(within=300)
    chloe.answers()
    chloe.hears("Entraide, alerte. Gaelle n'a pas confirmé sa permanence de 20 heures.")
    chloe.presses("1")
    chloe.hears("C'est noté")


def test_late_is_better_than_never(world: World) -> None:
    gaelle = evening(world, EVENING)
    for _ in range(3):
        gaelle.rings(within=90)
        if rings(gaelle) < 3:
            gaelle.stops_ringing()
    gaelle.answers()
    gaelle.hears("Pour confirmer")
    gaelle.presses("1")
    gaelle.hears("Bonne permanence")
    world.wait(300)
    assert states(world) == ["confirmed"]


def test_during_a_call_nobody_is_rung_and_it_is_asked_afterwards(world: World) -> None:
    early = shift("gaelle", "2026-11-28T19:00", "2026-11-28T20:00").replace("second", "early")
    file = rings_for('team = "psychologists", role = "early"')
    gaelle = evening(world, early, EVENING, file=checked(file))
    caller = world.nurse_waits()
    world.accepts("gaelle").talks_with(caller)
    world.clock.run_until(paris("2026-11-28T20:05"))
    assert states(world) == ["asked"]
    assert rings(gaelle) == 1
    gaelle.hangs_up()
    caller.hangs_up()
    gaelle.rings(within=90).answers()
    gaelle.hears("Votre permanence commence")
    gaelle.presses("1")
    gaelle.hears("Bonne permanence")


def test_in_a_pause_nobody_is_rung_and_it_is_asked_afterwards(world: World) -> None:
    gaelle = evening(world, EVENING)
    with world.service.database.writing() as session:
        person = session.scalars(select(Person.id).filter_by(slug="gaelle")).one()
        start, end = paris("2026-11-28T19:59"), paris("2026-11-28T20:20")
        pause(session, person, since=start, until=end, cause=Cause.NOT_TONIGHT)
    world.wait(1200)
    assert rings(gaelle) == 0
    gaelle.rings(within=180)
    assert states(world) == ["asked"]


def test_whoever_goes_on_is_not_asked_again(world: World) -> None:
    early = shift("gaelle", "2026-11-28T19:59", "2026-11-28T20:00")
    world.load(CHECKED + GAELLE + early + EVENING)
    gaelle = world.phone_of("gaelle").rings(within=120)
    gaelle.answers()
    gaelle.hears("jusqu'au dimanche 29 novembre à 8 heures")
    gaelle.presses("1")
    world.wait(600)
    assert rings(gaelle) == 1
    assert states(world) == ["confirmed"]


def test_a_team_that_does_not_ask_for_it_calls_nobody(world: World) -> None:
    gaelle = evening(world, EVENING, file=FILE)
    world.wait(600)
    assert rings(gaelle) == 0


def test_a_duty_given_away_meanwhile_is_not_asked_about_any_more(world: World) -> None:
    gaelle = evening(world, EVENING)
    gaelle.rings(within=90).stops_ringing()
    world.load(CHECKED + GAELLE)
    world.wait(600)
    assert rings(gaelle) == 1
    assert states(world) == ["dropped"]
    assert all("confirm" not in text for text in world.phone_of("chloe").texts)


@pytest.mark.parametrize(("jobs_are_back", "asked"), [("20:25", 1), ("20:35", 0)])
def test_a_start_that_the_jobs_missed_is_asked_about_for_half_an_hour(
    world: World, jobs_are_back: str, asked: int
) -> None:
    evening(world, EVENING)
    world.jobs.cancel()
    world.clock.run_until(paris(f"2026-11-28T{jobs_are_back}"))
    check_starts(world.service)
    assert len(states(world)) == asked


def test_a_role_that_nobody_holds_is_told_when_the_file_is_loaded() -> None:
    reading = read_line(CHECKED)
    assert reading.file is not None
    (advice,) = reading.problems
    assert (advice.code, written(advice.place)) == (
        "check_without_roster",
        "teams[0].start_check[0]",
    )
    assert "« second » de l'équipe « psychologists »" in advice.sentence("fr")


def test_the_start_of_the_night_when_the_clocks_go_back_is_asked_about_once(
    make_world: WorldMaker,
) -> None:
    world = make_world(start=paris("2026-10-25T01:58"))
    twice = shift("gaelle", "2026-10-25T02:00", "2026-10-25T08:00")
    world.load(CHECKED + GAELLE + twice)
    gaelle = world.phone_of("gaelle").rings(within=180)
    gaelle.answers()
    gaelle.hears("jusqu'à 8 heures")
    gaelle.presses("1")
    world.clock.run_until(paris("2026-10-25T02:10+01:00"))
    assert rings(gaelle) == 1
    assert world.clock.now().astimezone(PARIS).hour == 2


def test_whoever_did_not_answer_is_not_counted_on_until_their_telephone_is_verified(
    world: World,
) -> None:
    gaelle = evening(world, EVENING)
    gaelle.behaviour = NoAnswer()
    world.phone_of("chloe").receives_text("pas confirmé", within=300)

    def reasons() -> dict[str, Unreachable]:
        with world.service.database.reading() as session:
            person = session.scalars(select(Person).filter_by(slug="gaelle")).one()
            found = unreachable(session, person.line_id)
            return {session.get_one(Person, who).slug: why for who, why in found.items()}

    assert reasons()["gaelle"] == Unreachable.NO_ANSWER
    with world.app.app_context():
        shown = CliRunner().invoke(readiness).output.splitlines()
    assert any(line.startswith("Gaelle : pas de réponse au début") for line in shown)
    assert shown[-1] == "28/11 20:00  Gaelle, psychologists : sans réponse"
    gaelle.behaviour = Scripted({"tapez 1": "1"})
    with world.app.app_context():
        assert CliRunner().invoke(readiness, ["verify", "gaelle"]).exit_code == 0
    world.wait(60)
    assert "gaelle" not in reasons()
