"""What responders and coordinators are told of appointments, and where responders see theirs."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar

from hotline.calendars.sharing import share
from hotline.commands.appointments import appointments
from hotline.commands.reminders import reminders
from hotline.jobs.appointments import look_after_appointments
from tests.appointments.ground import OFFERED, own_page
from tests.appointments.office import Office
from tests.races import at_once

WEDNESDAY = ("2026-12-02", "18:30")
LEAVES = """[[people]]
slug = "anne"
name = "Anne"
kind = "psychologist"
languages = ["fr", "en"]
phones = ["+33639980001"]
"""
ANNE_LEAVES = ((LEAVES, ""), ('people = ["anne"]', 'people = ["bruno"]'))


def said(office: Office, *words: str) -> list[str]:
    """The texts to Anne that have these words."""
    return [text for text in office.told() if all(word in text for word in words)]


def run(office: Office, *options: str) -> str:
    """What `hotline appointments` prints."""
    result = office.browser.application.test_cli_runner().invoke(appointments, options)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_responder_is_reminded_the_day_before_as_they_chose_once(office: Office) -> None:
    office.fixed(WEDNESDAY)
    office.passes("2026-12-01T18:00", every=timedelta(hours=12))
    assert said(office, "vous avez rendez-vous") == []
    office.passes("2026-12-02T18:00")
    assert said(office, "vous avez rendez-vous") == [
        "Ligne des histoires : vous avez rendez-vous mercredi 2 décembre à 18 heures 30,"
        " par téléphone. Voici sa page."
    ]


def test_by_hour_and_by_mail_for_those_who_chose_so(office: Office) -> None:
    office.loads(('name = "Anne"\n', 'name = "Anne"\nmail = "anne@example.org"\n'))
    chosen = office.browser.application.test_cli_runner().invoke(
        reminders, ["anne", "--mail", "7d", "--text", "24h,1h"]
    )
    assert chosen.exit_code == 0, chosen.output
    office.fixed(WEDNESDAY)
    office.passes("2026-11-25T20:00", every=timedelta(hours=12))
    assert len(office.told(channel="mail")) == 1
    office.passes("2026-12-02T18:00")
    assert len(said(office, "vous avez rendez-vous")) == 2


def test_one_fixed_for_tomorrow_is_not_reminded_of_at_once(office: Office) -> None:
    office.fixed(("2026-11-23", "09:00"))
    office.passes("2026-11-23T08:00")
    assert said(office, "vous avez rendez-vous") == []


def test_moved_it_is_reminded_of_at_its_new_time_and_cancelled_not_at_all(office: Office) -> None:
    moved, cancelled = office.fixed(WEDNESDAY), office.fixed(("2026-12-03", "18:30"))
    office.passes("2026-12-01T20:00", every=timedelta(hours=12))
    office.moves(moved, ("2026-12-05", "10:00"))
    office.changes(cancelled, "annuler", sure="1")
    office.passes("2026-12-05T09:00", every=timedelta(hours=6))
    assert len(said(office, "vous avez rendez-vous mercredi")) == 1
    assert len(said(office, "vous avez rendez-vous samedi 5 décembre à 10 heures")) == 1
    assert said(office, "vous avez rendez-vous jeudi") == []


def test_of_two_jobs_at_the_same_instant_one_reminds(office: Office) -> None:
    office.fixed(WEDNESDAY)
    office.past.now += timedelta(days=9, hours=9)
    at_once([lambda: look_after_appointments(office.service) for _ in range(4)])
    assert len(said(office, "vous avez rendez-vous")) == 1


def test_across_the_change_of_clocks_it_is_the_same_hour_of_the_day_before(office: Office) -> None:
    for now, when, before in (
        ("2026-03-20T10:00", ("2026-03-29", "18:30"), "2026-03-28T18:00"),
        ("2026-10-20T10:00", ("2026-10-25", "18:30"), "2026-10-24T18:00"),
    ):
        office.at(now)
        office.fixed(when)
        told = len(said(office, "vous avez rendez-vous dimanche"))
        office.at(before)
        assert len(said(office, "vous avez rendez-vous dimanche")) == told
        office.at(before.replace("18:00", "18:30"))
        assert len(said(office, "vous avez rendez-vous dimanche")) == told + 1
    assert {row.starts_at.hour for row in office.rows()} == {17}


def test_when_a_responder_leaves_the_coordinator_hears_how_many_and_when(office: Office) -> None:
    office.fixed(WEDNESDAY)
    office.fixed(("2026-12-03", "09:00"), "video")
    office.loads(*ANNE_LEAVES)
    for _ in range(2):
        look_after_appointments(office.service)
    assert office.told("chloe") == [
        "Ligne des histoires : Anne a quitté la ligne. Rendez-vous à reprendre ou à annuler : 2"
        " (mercredi 2 décembre à 18 heures 30; jeudi 3 décembre à 9 heures)."
    ]
    before = len(office.told())
    office.passes("2026-12-02T18:00", every=timedelta(hours=6))
    assert len(office.told()) == before
    assert len(office.told("chloe")) == 1


def test_whoever_comes_back_has_theirs_again_and_leaving_again_is_told_again(
    office: Office,
) -> None:
    office.fixed(WEDNESDAY)
    for changes, minutes in ((ANNE_LEAVES, 1), ((), 2), (ANNE_LEAVES, 3)):
        office.past.now += timedelta(minutes=minutes)
        office.loads(*changes)
        look_after_appointments(office.service)
    assert len(office.told("chloe")) == 2


def test_the_day_after_it_is_a_number_of_its_month_and_no_more(office: Office) -> None:
    for day, way, step in (
        ("2026-11-30", "telephone", "done"),
        ("2026-12-01", "video", "missed"),
        ("2026-12-02", "video", ""),
        ("2026-12-03", "mail", "cancelled"),
    ):
        row = office.fixed((day, "23:00"), way)
        if step == "cancelled":
            office.changes(row, "annuler", sure="1")
        office.past.now = row.starts_at
        if step in {"done", "missed"}:
            assert office.changes(row, "issue", outcome=step).status_code == 200
        office.past.now = row.starts_at - timedelta(days=1)
    office.at("2026-11-30T23:59")
    assert office.counted() == {}
    office.at("2026-12-01T00:01")
    assert office.counted() == {("2026-11", "telephone", "done"): 1}
    office.at("2026-12-04T00:01")
    assert office.rows() == []
    assert office.counted() == {
        ("2026-11", "telephone", "done"): 1,
        ("2026-12", "video", "missed"): 1,
        ("2026-12", "video", "UNK"): 1,
        ("2026-12", "mail", "cancelled"): 1,
    }


def test_two_jobs_count_it_once(office: Office) -> None:
    office.fixed(WEDNESDAY)
    office.past.now += timedelta(days=20)
    at_once([lambda: look_after_appointments(office.service) for _ in range(4)])
    assert list(office.counted().values()) == [1]


def test_the_coordinator_sees_counts_and_one_persons_times(office: Office) -> None:
    assert run(office) == "Aucun rendez-vous à venir.\n"
    office.fixed(WEDNESDAY, "on site/house")
    office.fixed(("2026-12-03", "09:00"), "on site/house")
    office.fix(("2027-01-04", "09:00"), "video", page=office.talk("bruno"))
    cells = [
        [cell.strip() for cell in line.strip("│").split("│")]
        for line in run(office).splitlines()
        if line.startswith("│")
    ]
    assert cells == [
        ["Anne", "décembre 2026", "Sur place", "2"],
        ["Bruno", "janvier 2027", "En visio", "1"],
    ]
    assert run(office, "--of", "anne") == (
        "mercredi 2 décembre de 18 h 30 à 19 h 15 – Sur place\n"
        "jeudi 3 décembre de 9 h à 9 h 45 – Sur place\n"
    )
    assert "By video" in run(office, "--of", "bruno", "--language", "en")
    assert run(office, "--of", "denis", "--language", "en") == "There is no appointment ahead.\n"


def test_in_a_private_calendar_it_is_an_appointment_and_nothing_else(office: Office) -> None:
    with office.service.database.writing() as session:
        line = office.past.line.id
        anne = office.past.people["anne"]
        now = office.past.now
        share(session, line, person_id=anne, token="t" * 32, language="fr", now=now)
        share(session, line, team="psychologists", token="u" * 32, language="fr", now=now)

    def events(token: str) -> tuple[str, list[tuple[str, str, str]]]:
        answer = office.browser.get(f"/calendars/{token * 32}.ics")
        calendar = Calendar.from_ical(answer.data)
        found = [
            (
                str(e["UID"]),
                str(e["SUMMARY"]),
                f"{e.decoded('DTSTART'):%d/%m %H:%M} {e['SEQUENCE']}",
            )
            for e in calendar.walk("VEVENT")
            if "Permanence" not in str(e["SUMMARY"]) and "Psychologues" not in str(e["SUMMARY"])
        ]
        return answer.headers["ETag"], found

    none, _ = events("t")
    row = office.fixed(WEDNESDAY, "on site/house")
    made, ((uid, title, at),) = events("t")
    assert (title, at[:11]) == ("Rendez-vous", "02/12 17:30")
    office.moves(row, ("2026-12-05", "10:00"))
    moved, ((same, _, later),) = events("t")
    assert same == uid
    assert later[:11] == "05/12 09:00"
    assert int(later[11:]) == int(at[11:]) + 1
    assert len({none, made, moved}) == 3
    assert events("u")[1] == []
    office.changes(row, "annuler", sure="1")
    assert events("t")[1] == []


def test_a_line_that_stops_offering_them_keeps_those_that_were_made(office: Office) -> None:
    row = office.fixed(WEDNESDAY, "on site/house")
    office.loads((OFFERED, "[danger]\n"))
    office.passes("2026-12-02T18:00", every=timedelta(hours=12))
    assert len(said(office, "vous avez rendez-vous", "sur place.")) == 1
    assert "Sur place." in office.browser.get(own_page(row)).text
    assert office.moves(row, ("2026-12-02", "19:00")).status_code == 200
    office.at("2026-12-03T08:00")
    assert office.counted() == {("2026-12", "on site", "UNK"): 1}
