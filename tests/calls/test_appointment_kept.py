"""At the time of their appointment the caller calls the line and keys in the code: their responder
is rung first, on duty or not."""

from __future__ import annotations

from tests.appointments.ground import (
    OFFERED,
    appointments_line,
    calls_with_code,
    code,
    fixed,
    own_page,
    the_appointment,
    they_talk,
    until,
)
from tests.world import World

HOURS = 'hours = [{ days = ["monday"], from = "08:00", to = "20:00" }]'
CLOSED = 'closed = { fr = "Nous répondons le lundi.", en = "We answer on Mondays." }'
BRUNO_INSTEAD = ('people = ["anne"]', 'people = ["bruno"]')


def test_their_responder_is_rung_first_though_off_duty_and_knows_who_it_is(world: World) -> None:
    world.load(appointments_line())
    row = fixed(world)
    world.load(appointments_line(BRUNO_INSTEAD))
    until(world, row, -5)
    caller = world.dials()
    caller.hears("Vous avez rendez-vous, tapez 8.")
    caller.presses("8")
    caller.hears("Tapez les quatre chiffres de votre code.")
    caller.presses(code(row))
    caller.hears("Nous appelons d'abord la personne qui vous attend.")
    anne = world.phone_of("anne").rings(within=20)
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("La personne avec qui vous avez rendez-vous.")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert world.results()[-1] == ("anne", "talked")
    assert the_appointment(world).outcome == "done"


def test_when_they_do_not_answer_the_line_goes_on_to_others(world: World) -> None:
    world.load(appointments_line())
    row = fixed(world)
    world.load(appointments_line(BRUNO_INSTEAD))
    until(world, row, 0)
    caller = calls_with_code(world, code(row))
    world.phone_of("anne").rings(within=20)
    they_talk(world, caller, "bruno")


def test_somebody_who_refused_is_not_rung_again_at_once(world: World) -> None:
    world.load(appointments_line())
    row = fixed(world)
    until(world, row, 0)
    caller = calls_with_code(world, code(row))
    anne = world.phone_of("anne").rings(within=20)
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("2")
    they_talk(world, caller, "bruno")


def test_the_key_is_spoken_only_at_such_times_and_works_at_any(world: World) -> None:
    world.load(appointments_line())
    row = fixed(world)
    caller = world.dials()
    caller.never_hears("rendez-vous", within=20)
    caller.presses("8")
    caller.hears("quatre chiffres")
    caller.presses(code(row))
    caller.hears("Votre rendez-vous est vendredi 27 novembre à 18 heures 30, par téléphone.")
    caller.hears("tapez 2")
    caller.presses("2")
    they_talk(world, caller)


def test_too_early_by_a_minute_and_just_in_time(world: World) -> None:
    world.load(appointments_line())
    row = fixed(world)
    until(world, row, -17)
    early = calls_with_code(world, code(row))
    early.hears("Votre rendez-vous est vendredi 27 novembre")
    early.hangs_up()
    until(world, row, -15)
    in_time = calls_with_code(world, code(row))
    in_time.hears("la personne qui vous attend")
    in_time.hangs_up()
    world.assert_all_is_quiet()


def test_a_wrong_code_is_met_kindly_and_leads_to_a_human(world: World) -> None:
    world.load(appointments_line())
    row = fixed(world)
    until(world, row, 0)
    wrong = "1111" if code(row) != "1111" else "2222"
    caller = calls_with_code(world, wrong)
    for _ in range(2):
        caller.hears("Ce code n'est pas connu.")
        caller.hears("quatre chiffres")
        caller.presses(wrong)
    caller.hears("Ce code n'est pas connu.")
    caller.hears("tapez 2", within=30)
    caller.hears("je vous passe quelqu'un", within=90)
    they_talk(world, caller)
    assert the_appointment(world).outcome is None


def test_danger_and_the_way_back_work_while_the_code_is_asked_for(world: World) -> None:
    world.load(appointments_line())
    row = fixed(world)
    until(world, row, 0)
    caller = world.dials()
    caller.hears("Vous avez rendez-vous, tapez 8.")
    caller.presses("8")
    caller.hears("quatre chiffres")
    caller.presses("*")
    caller.hears("Vous avez rendez-vous, tapez 8.", within=30)
    caller.presses("8")
    caller.hears("Tapez les quatre chiffres")
    caller.presses("0")
    they_talk(world, caller)


def test_an_appointment_outside_of_the_lines_hours_is_come_to_all_the_same(world: World) -> None:
    world.load(appointments_line())
    row = fixed(world)
    world.load(appointments_line(("[line]\n", f"[line]\n{HOURS}\n{CLOSED}\n")))
    until(world, row, 0)
    caller = world.dials()
    caller.hears("Nous répondons le lundi.")
    caller.hears("Vous avez rendez-vous, tapez 8.", within=60)
    caller.presses("8")
    caller.hears("quatre chiffres")
    caller.presses(code(row))
    they_talk(world, caller)


def test_whoever_comes_to_a_cancelled_one_hears_it_and_can_talk_to_somebody(world: World) -> None:
    world.load(appointments_line())
    row = fixed(world)
    world.app.test_client().post(f"{own_page(row)}/annuler", data={"sure": "1"})
    until(world, row, 5)
    caller = calls_with_code(world, code(row))
    caller.hears("Ce rendez-vous n'a pas lieu. Quelqu'un peut vous répondre maintenant")
    caller.hears("tapez 2", within=30)
    caller.presses("2")
    they_talk(world, caller)


def test_whoever_comes_at_the_old_time_hears_the_new_one(world: World) -> None:
    world.load(appointments_line())
    row = fixed(world)
    form = {"day": "2026-11-28", "hour": "10:00", "despite": "2026-11-28 10:00", "seen": "0"}
    moved = world.app.test_client().post(f"{own_page(row)}/deplacer", data=form)
    assert "Samedi 28 novembre à 10 heures" in moved.text
    assert "C&#39;est retenu" in moved.text
    until(world, row, 0)
    caller = calls_with_code(world, code(row))
    caller.hears("Votre rendez-vous est samedi 28 novembre à 10 heures, par téléphone.")
    caller.hangs_up()
    until(world, the_appointment(world), 0)
    again = calls_with_code(world, code(row))
    again.hears("la personne qui vous attend")
    again.hangs_up()
    world.assert_all_is_quiet()


def test_where_responders_have_that_key_it_is_another(world: World) -> None:
    world.load(appointments_line(("[line]\n", '[line]\nresponders_key = "8"\n')))
    fixed_row = fixed(world)
    until(world, fixed_row, 0)
    caller = world.dials()
    caller.hears("Vous avez rendez-vous, tapez 7.")
    caller.presses("7")
    caller.hears("quatre chiffres")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_line_that_offers_none_any_more_sends_nobody_into_the_void(world: World) -> None:
    world.load(appointments_line())
    row = fixed(world)
    world.load(appointments_line((OFFERED, "[danger]\n")))
    until(world, row, 0)
    caller = world.dials()
    caller.never_hears("rendez-vous", within=15)
    caller.presses("2")
    they_talk(world, caller)
    assert world.app.test_client().get(own_page(row)).status_code == 200
