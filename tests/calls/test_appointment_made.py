"""A responder fixes an appointment while talking: the caller hears it twice, slowly, and can have
it sent; nothing of theirs is kept."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from hotline.calls.tables import Call
from hotline.notices.tables import Notice
from tests.appointments.ground import (
    FRIDAY,
    LANDLINE,
    appointments,
    appointments_line,
    code,
    fixed,
    later,
    own_page,
    talk,
    the_appointment,
)
from tests.world import World

REUNION = "+262692123456"


def test_it_is_heard_twice_at_the_next_hold_with_its_code(world: World) -> None:
    world.load(appointments_line())
    spoken = talk(world)
    answer = spoken.fix(way="on site/house")
    assert "Vendredi 27 novembre à 18 heures 30, jusqu&#39;à 19 heures 15" in answer.text
    assert "quand vous tapez étoile" in answer.text
    spoken.hold()
    digits = ", ".join(code(the_appointment(world)))
    way = "sur place, la Maison des soignants"
    told = f"vendredi 27 novembre à 18 heures 30, {way}. Votre code : {digits}."
    spoken.caller.hears(f"Notez. Rendez-vous {told}", within=40)
    spoken.caller.hears(f"Je répète. {told}")
    spoken.caller.hears("En cas d'empêchement, appelez cette ligne, tapez 8, puis votre code.")
    world.wait(30)
    assert "La personne l&#39;a entendu." in spoken.browser.get(f"{spoken.page}/rendez-vous").text
    spoken.anne.presses("1")
    spoken.caller.talks_with(spoken.anne)
    spoken.over()
    world.assert_all_is_quiet()


def test_it_is_said_before_goodbye_when_the_responder_ends_the_call(world: World) -> None:
    world.load(appointments_line())
    spoken = talk(world)
    spoken.fix()
    spoken.hold()
    spoken.anne.hears("tapez 2")
    spoken.anne.presses("2")
    spoken.caller.hears("Notez. Rendez-vous", within=40)
    spoken.caller.hears("À cette heure, rappelez cette ligne, tapez 8, puis votre code.", within=40)
    spoken.caller.hears("Vous pouvez rappeler quand vous voulez", within=60)
    spoken.caller.is_hung_up(within=20)
    spoken.anne.hangs_up()
    world.assert_all_is_quiet()


def test_it_is_sent_by_text_to_whoever_wants_it(world: World) -> None:
    world.load(appointments_line())
    spoken = talk(world)
    spoken.fix(way="neutral place/cafe")
    spoken.hold()
    spoken.caller.hears("Pour le recevoir par message, tapez 3.", within=60)
    spoken.caller.presses("3")
    text = spoken.caller.receives_text("Rendez-vous")
    assert text.startswith(
        "Rendez-vous vendredi 27 novembre à 18 heures 30, dans un lieu neutre, le"
    )
    assert f"Code : {code(the_appointment(world))}." in text
    assert "Anne" not in text
    assert "Ligne des histoires" not in text
    spoken.over()
    world.assert_all_is_quiet()
    world.wait(900)
    sent = [m for m in world.carrier.messages if m.to == spoken.caller.number]
    assert [message.deleted for message in sent] == [True]


def test_a_landline_is_offered_no_text_and_hears_what_to_do_instead(world: World) -> None:
    world.load(appointments_line())
    spoken = talk(world, LANDLINE)
    spoken.fix(way="video")
    spoken.hold()
    spoken.caller.hears("Sans lui, rappelez cette ligne à cette heure, tapez 8", within=60)
    spoken.caller.never_hears("tapez 3", within=15)
    spoken.caller.presses("3")
    world.wait(5)
    assert spoken.caller.texts == []
    assert not the_appointment(world).linked
    spoken.over()


def test_by_mail_the_caller_writes_first_and_leaves_no_address(world: World) -> None:
    world.load(appointments_line())
    spoken = talk(world)
    spoken.fix(way="mail")
    spoken.hold()
    spoken.caller.hears(
        "Écrivez avant à rendez-vous@example.org, avec ce code en objet.", within=60
    )
    spoken.over()


def test_overseas_it_is_told_by_the_clock_of_the_caller(world: World) -> None:
    world.load(appointments_line())
    spoken = talk(world, REUNION)
    assert "Europe/Paris" in spoken.fix().text
    spoken.hold()
    spoken.caller.hears("Notez. Rendez-vous vendredi 27 novembre à 21 heures 30", within=40)
    spoken.over()


def test_in_english_for_a_caller_who_chose_it(world: World) -> None:
    world.load(appointments_line())
    anne = world.phone_of("anne")
    caller = world.dials()
    caller.hears("press 9")
    caller.presses("9")
    caller.hears("press 2")
    caller.presses("2")
    caller.talks_with(world.accepts("anne"))
    page = anne.receives_text("/fiche/").partition("/fiche/")[2]
    form = {"day": FRIDAY[0], "hour": FRIDAY[1], "way": "telephone", "despite": " ".join(FRIDAY)}
    browser = world.app.test_client()
    english = browser.post(f"/fiche/{page}/rendez-vous?language=en", data=form)
    assert "On Friday 27 November at 6:30 pm, until 7:15 pm" in english.text
    world.wait(10)
    anne.presses("*")
    caller.hears("Appointment on Friday 27 November at 6:30 pm, by telephone.", within=40)
    caller.hears("call this line, press 8, then your code")
    caller.hangs_up()
    anne.hangs_up()


def test_the_responder_has_it_by_text_with_its_page_and_nothing_of_the_caller(
    world: World,
) -> None:
    world.load(appointments_line())
    row = fixed(world)
    text = world.phone_of("anne").receives_text("rendez-vous")
    assert text == (
        "Ligne des histoires : rendez-vous vendredi 27 novembre à 18 heures 30, par téléphone."
        " Cette page permet de le déplacer ou de l'annuler."
        f" {world.settings.hotline_public_url}{own_page(row)}"
    )
    page = world.app.test_client().get(own_page(row)).text
    assert "Vendredi 27 novembre à 18 heures 30" in page
    assert "Infirm" not in page


def test_after_the_talk_it_can_still_be_fixed_and_is_then_to_be_said_by_oneself(
    world: World,
) -> None:
    world.load(appointments_line())
    spoken = talk(world)
    spoken.over()
    assert "Fixer un rendez-vous" in spoken.browser.get(spoken.page).text
    answer = spoken.fix()
    assert "La ligne ne le dira pas à la personne" in answer.text
    assert " ".join(code(the_appointment(world))) in answer.text
    world.assert_all_is_quiet()


def test_once_the_call_is_forgotten_the_appointment_leads_back_to_none(world: World) -> None:
    world.load(appointments_line())
    fixed(world)
    assert the_appointment(world).call_id is not None
    later(world, world.clock.now() + timedelta(hours=25))
    with world.service.database.reading() as session:
        assert session.scalars(select(Call)).all() == []
        assert [row.once for row in session.scalars(select(Notice)) if "wrap-up" in row.once] == []
    assert the_appointment(world).call_id is None


def test_a_line_without_appointments_offers_none(world: World) -> None:
    spoken = talk(world)
    assert "rendez-vous" not in spoken.browser.get(spoken.page).text
    assert spoken.fix().status_code == 404
    assert spoken.browser.get(f"{spoken.page}/rendez-vous").status_code == 404
    spoken.over()
    caller = world.dials()
    caller.hears("tapez 2")
    caller.presses("8")
    caller.hears("ne correspond à rien")
    caller.hangs_up()
    assert appointments(world) == []
