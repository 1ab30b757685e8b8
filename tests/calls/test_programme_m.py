"""The ready-made line in the manner of Programme M: a peer of one's own profession, nothing noted,
an appointment to go on."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hotline.appointments.tables import Appointment
from hotline.wrapups.tables import WrapUp
from simulator.line_number import configured
from simulator.phones import Phone
from tests.appointments.ground import code, later, the_appointment, they_talk, until
from tests.calls.called_back import accepts_to_call, code_heard_by, picks_up
from tests.calls.following_up import cheap, gives
from tests.conftest import WorldMaker
from tests.world import CALLER, NUMBER, World

FILE = Path(__file__).parents[2] / "lines" / "programme-m.toml"
REACHED, TEXTS = "+33199005377", "+33639985377"
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""Ten in the morning: Bastien is on for doctors, nobody for vets."""


@pytest.fixture
def world(make_world: WorldMaker) -> World:
    """That line, reached by its own number."""
    world = make_world(line_file=FILE, start=TUESDAY)
    number = world.carrier.numbers[NUMBER]
    own = {
        "voice_url": number.voice_url,
        "voice_fallback_url": number.voice_fallback_url,
        "status_callback": number.status_callback,
    }
    for told in (REACHED, TEXTS):
        world.carrier.numbers[told] = configured(told, own)
    return world


def a_doctor_talks(world: World) -> tuple[Phone, Phone, str]:
    """A doctor, the doctor on duty, and the page that he was sent."""
    caller = world.dials(CALLER, REACHED)
    caller.hears("Médecin ou interne, tapez 1.")
    caller.presses("1")
    caller.hears("je vous passe quelqu'un")
    bastien = world.accepts("bastien")
    caller.talks_with(bastien)
    page = re.search(r"/fiche/[0-9a-f]+", bastien.receives_text("/fiche/"))
    assert page is not None
    return caller, bastien, page[0]


def test_nothing_is_noted_and_the_page_leads_to_an_appointment(world: World) -> None:
    caller, bastien, page = a_doctor_talks(world)
    browser = world.app.test_client()
    shown = browser.get(page).text
    assert "Cette ligne ne note rien des appels." in shown
    assert "Motif" not in shown
    assert "Fixer un rendez-vous" in shown
    form = {"day": "2026-11-30", "hour": "20:00", "way": "telephone"}
    assert browser.post(f"{page}/rendez-vous", data=form).status_code == 200
    world.wait(10)
    bastien.presses("*")
    caller.hears("Notez. Rendez-vous lundi 30 novembre à 20 heures, par téléphone.", within=40)
    caller.hears("Je répète")
    world.wait(25)
    bastien.presses("1")
    caller.talks_with(bastien)
    caller.hangs_up()
    bastien.hears("Merci", within=20)
    bastien.hangs_up()
    world.assert_all_is_quiet()
    assert [leg.owes_until for leg in world.legs()] == [None]
    with world.service.database.reading() as session:
        kept = session.query(WrapUp).one()
    assert (kept.reason, kept.severity, kept.nature) == (None, None, None)
    in_the_evening_they_go_on(world, the_appointment(world))


def in_the_evening_they_go_on(world: World, row: Appointment) -> None:
    """Off duty, and outside of the line's hours."""
    until(world, row, -1)
    caller = world.dials("+33612345699", REACHED)
    caller.hears("du lundi au vendredi, de 9 heures à 19 heures")
    caller.hears("Vous avez rendez-vous, tapez 8.", within=60)
    caller.presses("8")
    caller.hears("quatre chiffres")
    caller.presses(code(row))
    they_talk(world, caller, "bastien")


def test_numbers_can_still_be_said_from_a_page_on_which_nothing_is_noted(world: World) -> None:
    caller, bastien, page = a_doctor_talks(world)
    browser = world.app.test_client()
    kept = browser.post(page, data={"number": "201", "numbers-only": "1"}).text
    assert "C&#39;est retenu" in kept
    assert "Motif" not in kept
    world.wait(10)
    bastien.presses("*")
    caller.hears("Notez. Le numéro d'aide aux victimes", within=40)
    caller.hangs_up()
    bastien.hangs_up()
    world.assert_all_is_quiet()


def test_a_vet_without_a_vet_on_duty_is_asked_before_somebody_else_answers(world: World) -> None:
    caller = world.dials(CALLER, REACHED)
    caller.hears("Vétérinaire, tapez 4.")
    caller.presses("4")
    caller.hears("Personne de votre métier n'est de permanence en ce moment.")
    caller.hears("Quelqu'un le sera à 17 heures.")
    caller.presses("2")
    caller.hears("je vous passe quelqu'un", within=20)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_or_is_called_back_by_a_vet_then_comes_back_to_the_same_one_by_code(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap(monkeypatch)
    caller = world.dials(CALLER, REACHED)
    caller.hears("Vétérinaire, tapez 4.")
    caller.presses("4")
    caller.hears("Quelqu'un le sera à 17 heures.")
    caller.hears("d'un autre métier, tapez 2. Sinon, tapez 1.")
    caller.presses("1")
    caller.hears("Pour qu'un confrère ou une consœur vous rappelle, tapez 2")
    caller.presses("2")
    caller.hears("Au numéro d'où vous appelez, tapez 1")
    caller.presses("1")
    caller.hears("Aujourd'hui entre 17 heures et 19 heures, tapez 1")
    caller.presses("1")
    caller.hears("Si un répondeur décroche")
    caller.presses("1")
    four = code_heard_by(caller)
    caller.is_hung_up()
    later(world, datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    vet = next(slug for slug in ("laurent", "mathilde") if is_rung(world, slug))
    accepts_to_call(world, vet)
    picks_up(caller, four).talks_with(world.phone_of(vet))
    ten = gives(caller, world.phone_of(vet))
    world.phone_of(vet).presses("2")
    caller.is_hung_up(within=60)
    world.phone_of(vet).hangs_up()
    world.assert_all_is_quiet()
    again = world.dials("+33612345699", REACHED)
    again.hears("Autre métier, tapez 6")
    again.presses("6")
    again.hears("Avec un code de suivi, tapez 3", within=20)
    again.presses("3")
    again.hears("Tapez les dix chiffres de votre code")
    again.presses(ten)
    again.hears("Nous appelons d'abord la personne qui vous accompagne")
    world.phone_of(vet).rings(within=30)
    again.hangs_up()
    world.assert_all_is_quiet()


def is_rung(world: World, slug: str) -> bool:
    """Whether this person's telephone rings within a minute."""
    phone = world.phone_of(slug)
    return world.clock.wait_until(lambda: phone.ringing, within=40)
