"""The form of an appointment: what is wrong is told kindly beside its field, and not kept."""

from __future__ import annotations

from itertools import count

import pytest

from hotline.appointments.keys import code_of
from tests.appointments.ground import fix_at_once
from tests.appointments.office import Office
from tests.races import at_once

FRIDAY, SATURDAY = ("2026-11-27", "18:30"), ("2026-11-28", "10:00")


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (("2026-11-22", "09:59"), "Ce moment est passé"),
        (("2026-11-21", "18:30"), "Ce moment est passé"),
        (("2027-03-28", "02:30"), "C&#39;est plus loin que ce que la ligne permet"),
        (("", "18:30"), "Choisissez le jour et l&#39;heure."),
        (("demain", "18h"), "Choisissez le jour et l&#39;heure."),
    ],
)
def test_a_time_that_cannot_be_is_told_beside_it(
    office: Office, when: tuple[str, str], told: str
) -> None:
    answer = office.fix(when)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'aria-describedby="when-problem"' in answer.text
    assert 'value="telephone" required checked' in answer.text
    assert office.rows() == []


@pytest.mark.parametrize(
    ("now", "when", "told"),
    [
        ("2026-03-20T10:00", ("2026-03-29", "02:30"), "n&#39;existe pas ce jour-là"),
        ("2026-10-20T10:00", ("2026-10-25", "02:30"), "existe deux fois ce jour-là"),
    ],
)
def test_an_hour_of_the_change_of_clocks_is_told(
    office: Office, now: str, when: tuple[str, str], told: str
) -> None:
    office.at(now)
    answer = office.fix(when)
    assert answer.status_code == 422
    assert told in answer.text
    assert office.fix((when[0], "03:00")).status_code == 200


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("", "Choisissez comment."),
        ("pigeon", "Choisissez comment."),
        ("on site", "Choisissez où."),
        ("on site/cafe", "Choisissez où."),
        ("neutral place/nowhere", "Choisissez où."),
        ("telephone/house", "Choisissez où."),
        ("<script>", "Choisissez comment."),
    ],
)
def test_a_way_that_the_line_does_not_offer_is_asked_for_again(
    office: Office, way: str, told: str
) -> None:
    answer = office.fix(way=way)
    assert answer.status_code == 422
    assert told in answer.text
    assert "<script" not in answer.text
    assert office.rows() == []


@pytest.mark.parametrize("way", ["telephone", "video", "mail", "on site/house"])
def test_each_way_of_the_line_can_be_chosen(office: Office, way: str) -> None:
    row = office.fixed(way=way)
    assert "/".join(filter(None, (row.channel, row.place))) == way


def test_a_time_on_duty_is_warned_of_and_taken_when_it_is_meant(office: Office) -> None:
    page = office.talk()
    warned = office.fix(page=page, despite="")
    assert warned.status_code == 422
    assert "Vous êtes de permanence à ce moment" in warned.text
    assert 'name="despite" value="2026-11-27 18:30"' in warned.text
    another_time = office.fix(SATURDAY, page=page, despite="2026-11-27 18:30")
    assert another_time.status_code == 422
    assert office.rows() == []
    assert office.fix(page=page).status_code == 200


def test_off_duty_nothing_is_asked(office: Office) -> None:
    office.loads(('people = ["anne"]', 'people = ["bruno"]'))
    assert office.fix(despite="").status_code == 200


def test_a_second_one_at_that_time_is_refused_and_one_beside_it_is_not(office: Office) -> None:
    office.fixed()
    refused = office.fix(("2026-11-27", "19:00"))
    assert refused.status_code == 422
    assert "Vous avez déjà un rendez-vous à ce moment" in refused.text
    assert "De permanence ou non" not in refused.text
    assert office.fix(("2026-11-27", "19:15")).status_code == 200
    assert office.fix(("2026-11-27", "17:45")).status_code == 200
    bruno = office.talk("bruno")
    assert office.fix(page=bruno).status_code == 200


def test_a_cancelled_one_leaves_its_time_free(office: Office) -> None:
    row = office.fixed()
    office.changes(row, "annuler", sure="1")
    assert office.fix().status_code == 200


def test_of_two_made_at_the_same_instant_one_is_refused(office: Office) -> None:
    pages = [office.talk(), office.talk()]
    answers = at_once([lambda page=page: office.fix(page=page) for page in pages])  # type: ignore[misc]  # bound at once
    assert sorted(answer.status_code for answer in answers) == [200, 422]
    assert len(office.rows()) == 1


def test_no_two_of_a_line_share_a_code(office: Office) -> None:
    row = office.fixed()
    ids = (f"{number:032x}" for number in count())
    same = next(drawn for drawn in ids if code_of(drawn) == code_of(row.id))
    drawn = iter([same, "b" * 32])
    made = fix_at_once(
        office.service,
        str(row.call_id),
        row.starts_at,
        slug="bruno",
        new_id=lambda: next(drawn),
    )
    assert made.id == "b" * 32


def test_by_the_clock_of_a_responder_who_lives_elsewhere(office: Office) -> None:
    office.loads(('name = "Anne"\n', 'name = "Anne"\ntime_zone = "Indian/Reunion"\n'))
    answer = office.fix()
    assert "heure de Indian/Reunion" in answer.text
    assert f"{office.rows()[0].starts_at:%H:%M}" == "14:30"
    assert "18 heures 30" in office.told()[0]


def test_moved_to_a_time_that_is_taken_or_by_somebody_who_saw_it_elsewhere(
    office: Office,
) -> None:
    row = office.fixed()
    office.fixed(SATURDAY)
    taken = office.moves(row, SATURDAY)
    assert taken.status_code == 422
    assert "Vous avez déjà un rendez-vous" in taken.text
    assert office.moves(row, ("2026-11-27", "19:00")).status_code == 200
    stale = office.moves(row, ("2026-11-29", "10:00"), seen=0)
    assert stale.status_code == 422
    assert "vient de changer" in stale.text
    assert office.moves(row, ("2026-11-29", "10:00"), seen=1).status_code == 200
    moved = [text for text in office.told() if "déplacé, dimanche 29 novembre" in text]
    assert len(moved) == 1


def test_cancelling_asks_once_and_twice_does_no_harm(office: Office) -> None:
    row = office.fixed()
    unsure = office.changes(row, "annuler")
    assert unsure.status_code == 422
    assert "Cochez la case" in unsure.text
    for _ in range(2):
        assert "est annulé" in office.changes(row, "annuler", sure="1").text
    assert office.moves(row, SATURDAY).status_code == 422
    assert [text for text in office.told() if "annulé" in text] == [
        "Ligne des histoires : le rendez-vous vendredi 27 novembre à 18 heures 30,"
        " par téléphone, est annulé."
    ]


def test_what_is_over_cannot_be_moved_or_cancelled_any_more(office: Office) -> None:
    row = office.fixed()
    office.at("2026-11-27T19:15")
    assert office.moves(row, SATURDAY).status_code == 422
    assert office.changes(row, "annuler", sure="1").status_code == 422
    page = office.browser.get(f"/rendez-vous/{'0' * 32}")
    assert page.status_code == 404
    assert "effacé le lendemain" in page.text
    assert office.changes(row, "issue", outcome="done").status_code == 200


def test_whether_it_took_place_can_be_told_from_its_beginning(office: Office) -> None:
    row = office.fixed()
    assert office.changes(row, "issue", outcome="missed").status_code == 422
    office.at("2026-11-27T18:30")
    assert office.changes(row, "issue", outcome="perhaps").status_code == 422
    assert office.changes(row, "issue", outcome="missed").status_code == 200
    assert office.rows()[0].outcome == "missed"


def test_looking_changes_nothing_and_too_much_is_refused(office: Office) -> None:
    page = office.talk()
    for _ in range(2):
        assert office.browser.get(f"{page}/rendez-vous").status_code == 200
    assert office.browser.post(f"{page}/rendez-vous", data={"day": "x" * 9000}).status_code == 413
    row = office.fixed()
    assert office.changes(row, "annuler", sure="1" * 9000).status_code == 413
    assert office.rows()[0].state == "planned"
