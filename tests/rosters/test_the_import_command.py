"""`hotline roster import`: a file comes in whole or not at all, seen before it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from hotline.commands.roster.import_file import import_file
from hotline.database import Database
from hotline.lines.loading import load
from hotline.people.service import people_by_ids
from hotline.rosters.history import history
from hotline.rosters.service import planned_of
from hotline.rosters.tables import RosterChange, RosterRule
from schedules.duty import Duty
from tests.calendars.ground import calendar, event
from tests.lines.ground import NOW, SMALL, app_around
from tests.rosters.sheets.ground import csv_of, wall, xlsx_of

HEADER = "équipe;rôle;personne;début;fin"
DECEMBER = (
    HEADER,
    "psys;first;Léa;01/12/2026 20:00;02/12/2026 08:00",
    "Psychologues;first;max;02/12/2026 20:00;03/12/2026 08:00",
    "docs;first;INES;03/12/2026 20:00;04/12/2026 08:00",
)


@pytest.fixture
def loaded(database: Database) -> Database:
    """The small line, loaded: it is 22 November 2026, ten o'clock in Paris."""
    with database.writing() as session:
        load(session, SMALL, NOW)
    return database


def imported(database: Database, file: Path, *options: str, answers: str = "") -> Result:
    with app_around(database).app_context():
        runner = CliRunner(env={"COLUMNS": "160"})
        return runner.invoke(import_file, [str(file), *options], input=answers)


def saved(folder: Path, content: bytes, name: str = "tableau.csv") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def duties(database: Database) -> list[str]:
    """What imports have put on the roster in December."""
    first, last = wall("2026-12-01").replace(tzinfo=NOW.tzinfo), wall("2027-01-05")
    with database.reading() as session:
        found = planned_of(session, 1, first, last.replace(tzinfo=NOW.tzinfo)).duties
        people = people_by_ids(session, {int(duty.person) for duty in found})

    def shown(duty: Duty) -> str:
        name = people[int(duty.person)].slug
        return f"{duty.team} {name} {duty.start:%d %H:%M} > {duty.end:%d %H:%M}"

    return [shown(duty) for duty in found if duty.source.startswith("import-")]


def changes(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(RosterChange)) or 0


def test_a_file_comes_in_once_it_is_seen_and_confirmed(loaded: Database, tmp_path: Path) -> None:
    file = saved(tmp_path, csv_of(*DECEMBER))
    assert imported(loaded, file, answers="n\n").exit_code == 1
    assert duties(loaded) == []
    result = imported(loaded, file, "--by", "chloe", answers="y\n")
    assert result.exit_code == 0, result.output
    assert "Permanences lues : 3." in result.stdout
    assert "À ajouter : 3 ; à changer : 0 ; à retirer : 0." in result.stdout
    assert "Léa" in result.stdout
    assert duties(loaded) == [
        "psys lea 01 19:00 > 02 07:00",
        "psys max 02 19:00 > 03 07:00",
        "docs ines 03 16:00 > 04 04:00",
    ]
    with loaded.reading() as session:
        (last,) = history(session, 1, "fr", last=1)
    assert (last.kind, last.author) == ("import", "chloe")
    assert last.what == (
        "apporte : Léa mardi 1er décembre de 20 h à 8 h,"
        " Max mercredi 2 décembre de 20 h à 8 h, Inès jeudi 3 décembre de 20 h à 8 h",
    )


def test_the_same_file_twice_changes_nothing(loaded: Database, tmp_path: Path) -> None:
    file = saved(tmp_path, csv_of(*DECEMBER))
    imported(loaded, file, "--yes")
    before = changes(loaded)
    again = imported(loaded, file)
    assert (again.exit_code, again.stdout.splitlines()[-1]) == (0, "Rien à changer.")
    assert changes(loaded) == before
    assert imported(loaded, file, "--language", "en").stdout.splitlines() == [
        "Duties read: 3.",
        "Nothing to change.",
    ]


def test_three_bad_rows_keep_the_whole_file_out(loaded: Database, tmp_path: Path) -> None:
    good = [
        f"psys;first;Léa;{day:02}/12/2026 20:00;{day + 1:02}/12/2026 08:00" for day in range(1, 31)
    ]
    rows = [HEADER, *good]
    rows[7] = "psys;first;Lea;07/12/2026 20:00;07/12/2026 08:00"
    rows[19] = "psys;first;Maxime;19/12/2026 20:00;20/12/2026 08:00"
    rows[28] = "psys;first;Léa;28/12/2026 20:00;29-12"
    file = saved(tmp_path, csv_of(*rows))
    before = changes(loaded)
    result = imported(loaded, file, "--yes")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "ligne 8, colonne E « fin » : la permanence finit le 07/12/2026 08:00, pas après son début"
        " le 07/12/2026 20:00 ; une nuit finit le lendemain.",
        "ligne 20, colonne C « personne » : personne ne s'appelle « Maxime » sur cette ligne ;"
        " écrivez peut-être Max (max).",
        "ligne 29, colonne E « fin » : « 29-12 » ne se lit pas ; écrivez 24/12/2026 20:00.",
        "À corriger : 3. Rien n'a été changé.",
    ]
    assert (duties(loaded), changes(loaded)) == ([], before)
    # Once the three are corrected, all thirty come in.
    file = saved(tmp_path, csv_of(HEADER, *good))
    assert imported(loaded, file, "--yes").exit_code == 0
    assert len(duties(loaded)) == 30


def test_a_corrected_file_replaces_what_it_said_before_and_nothing_else(
    loaded: Database, tmp_path: Path
) -> None:
    january = saved(
        tmp_path, csv_of(HEADER, "psys;first;Léa;02/01/2027 20:00;03/01/2027 08:00"), "january.csv"
    )
    imported(loaded, january, "--yes")
    imported(loaded, saved(tmp_path, csv_of(*DECEMBER)), "--yes")
    corrected = csv_of(
        HEADER,
        "psys;first;Max;01/12/2026 20:00;02/12/2026 08:00",
        "psys;first;Max;02/12/2026 21:00;03/12/2026 08:00",
    )
    result = imported(loaded, saved(tmp_path, corrected), "--yes")
    assert "À ajouter : 2 ; à changer : 0 ; à retirer : 2." in result.stdout
    assert duties(loaded) == [
        "psys max 01 19:00 > 02 07:00",
        "psys max 02 20:00 > 03 07:00",
        "docs ines 03 16:00 > 04 04:00",
        "psys lea 02 19:00 > 03 07:00",
    ]


def test_a_dry_run_shows_and_changes_nothing(loaded: Database, tmp_path: Path) -> None:
    file = saved(tmp_path, csv_of(*DECEMBER))
    before = changes(loaded)
    result = imported(loaded, file, "--dry-run")
    assert result.exit_code == 0
    assert "Essai seulement" in result.stdout
    assert (duties(loaded), changes(loaded)) == ([], before)


def test_what_begins_within_a_day_is_asked_about_twice(loaded: Database, tmp_path: Path) -> None:
    file = saved(tmp_path, csv_of(HEADER, "psys;first;Léa;22/11/2026 20:00;23/11/2026 08:00"))
    assert imported(loaded, file, answers="y\nn\n").exit_code == 1
    assert imported(loaded, file, "--yes").exit_code == 1
    assert imported(loaded, file, "--yes", "--yes").exit_code == 0


def test_a_duty_that_the_roster_has_already_is_not_doubled(
    loaded: Database, tmp_path: Path
) -> None:
    # Léa's week from 23 November, by the rotation.
    file = saved(tmp_path, csv_of(HEADER, "psys;first;Léa;23/11/2026 08:00;30/11/2026 08:00"))
    assert imported(loaded, file, "--yes").stdout.splitlines()[-1] == "Rien à changer."


def test_an_excel_workbook_and_a_calendar_come_in_too(loaded: Database, tmp_path: Path) -> None:
    start, end = wall("2026-12-01T20:00"), wall("2026-12-02T08:00")
    book = saved(tmp_path, xlsx_of(("personne", "début", "fin"), ("Léa", start, end)), "a.xlsx")
    assert imported(loaded, book, "--team", "psys", "--yes").exit_code == 0
    events = calendar(
        event("DTSTART:20261203T200000", "DURATION:PT12H", "RRULE:FREQ=DAILY;COUNT=2", title="max")
    )
    assert imported(loaded, saved(tmp_path, events, "a.ics"), "--yes").stderr == (
        "Un calendrier ne dit pas pour qui il est : ajoutez --team et --role.\n"
    )
    assert imported(loaded, saved(tmp_path, events, "a.ics"), "--team", "psys", "-y").exit_code == 0
    assert duties(loaded) == [
        "psys lea 01 19:00 > 02 07:00",
        "psys max 03 19:00 > 04 07:00",
        "psys max 04 19:00 > 05 07:00",
    ]


def test_what_cannot_be_read_is_refused_with_what_to_do(loaded: Database, tmp_path: Path) -> None:
    assert imported(loaded, tmp_path / "none.csv").stderr.endswith(
        "none.csv » ne s'ouvre pas : vérifiez son nom et ses droits.\n"
    )
    pdf = imported(loaded, saved(tmp_path, b"%PDF-1.7\0"))
    assert "n'est ni un calendrier" in pdf.stderr
    unknown = imported(loaded, saved(tmp_path, csv_of(*DECEMBER)), "--team", "kines")
    assert unknown.stderr == "La ligne n'a pas d'équipe « kines ». Équipes : psys, docs.\n"
    role = imported(
        loaded,
        saved(tmp_path, csv_of(*DECEMBER)),
        "--team",
        "psys",
        "--role",
        "x",
        "--language",
        "en",
    )
    assert role.stderr == "Say in which role, with --role: first.\n"


def test_columns_that_are_not_read_are_told(loaded: Database, tmp_path: Path) -> None:
    file = saved(
        tmp_path,
        csv_of("personne;début;fin;remarque", "Léa;01/12/2026 20:00;02/12/2026 08:00;Noël"),
    )
    told = imported(loaded, file, "--team", "psys", "--dry-run").stdout
    assert "Colonnes que je ne lis pas : remarque." in told


def test_a_thousand_rows_come_in_whole(loaded: Database, tmp_path: Path) -> None:
    rows = [
        f"psys;first;Léa;{1 + n % 28:02}/{1 + n // 28 % 12:02}/{2027 + n // 336} 20:00;"
        f"{1 + n % 28:02}/{1 + n // 28 % 12:02}/{2027 + n // 336} 23:00"
        for n in range(1000)
    ]
    file = saved(tmp_path, csv_of(HEADER, *rows))
    assert imported(loaded, file, "--yes").exit_code == 0
    with loaded.reading() as session:
        kept = select(func.count()).select_from(RosterRule).where(RosterRule.origin == "import")
        assert session.scalar(kept) == 1000
