"""`hotline roster change`: seen before it is saved, asked twice when it is soon, kept, told."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotline.commands.load import load
from tests.lines.ground import SMALL
from tests.rosters.terminal import Terminal

NEXT_WEEK = ("--from", "2026-12-01T08:00", "--until", "2026-12-02T08:00")
WEDNESDAY_IN_ISO = ("--from", "2026-11-25T08:00", "--until", "2026-11-25T20:00")
WEDNESDAY = ("--from", "25/11/2026 8h", "--until", "25/11/2026 20:00")
INSTEAD = ("change", "replace", "max", "--with", "lea", *NEXT_WEEK)


def test_what_it_changes_is_shown_and_saved_once_it_is_confirmed(terminal: Terminal) -> None:
    # Léa is on from Monday 23, Max from Monday 30 November.
    told = terminal.says(*INSTEAD, "--by", "Dominique", "--reason", "formation", answers="o\n")
    assert (
        "- Max, Psychologues (en premier), du mardi 1er décembre à 8 h au mercredi 2 décembre à 8 h"
        in told
    )
    assert "+ Léa, Psychologues (en premier), du mardi 1er décembre" in told
    assert "Enregistré : changement n° 2." in told
    assert "Moins de 24" not in told
    (row,) = terminal.on_duty("2026-12-01T12:00", "--team", "psys")
    assert row.startswith(
        "Psychologues en premier Léa 01/12 08:00 02/12 08:00 tour 48 ; Léa à la place de Max"
    )
    assert "(décision n° 2, Dominique, 22 novembre : formation)" in row


def test_nothing_is_saved_when_it_is_not_confirmed(terminal: Terminal) -> None:
    assert "Rien n'a été changé." in terminal.refuses(*INSTEAD, answers="n\n")
    assert "--yes" in terminal.refuses(*INSTEAD)
    assert "rien n'a été changé" in terminal.says(*INSTEAD, "--dry-run")
    (row,) = terminal.on_duty("2026-12-01T12:00", "--team", "psys")
    assert "Max" in row


def test_what_begins_within_a_day_is_asked_twice(terminal: Terminal) -> None:
    soon = ("change", "replace", "max", "--with", "lea", "--until", "2026-11-23T08:00")
    told = terminal.refuses(*soon, answers="o\nn\n")
    assert "Cela commence dans moins de 24 heures." in told
    assert "Rien n'a été changé." in told
    assert "Cela commence" in terminal.refuses(*soon, "--yes")
    assert "Enregistré" in terminal.says(*soon, "--yes", "--yes")
    (row,) = terminal.on_duty("2026-11-22T12:00", "--team", "psys")
    assert row.startswith("Psychologues en premier Léa 22/11 10:00 23/11 08:00")


def test_an_absence_opens_a_hole_that_is_told_and_an_addition_fills_it(terminal: Terminal) -> None:
    away = ("change", "absent", "max", "--from", "2026-12-01T00:00", "--until", "2026-12-03T00:00")
    told = terminal.says(*away, "--yes")
    assert (
        "Trou : Psychologues (en premier), du mardi 1er décembre à 0 h au jeudi 3 décembre à 0 h."
        in told
    )
    shown = terminal.says("show", "--from", "2026-12-01T12:00", "--days", "1", "--team", "psys")
    assert "À pourvoir (absence de Max)" in shown
    cover = ("change", "add", "lea", "--team", "psys", "--role", "first")
    told = terminal.says(
        *cover, "--from", "2026-12-01T00:00", "--until", "2026-12-02T00:00", "--yes"
    )
    assert "Trou comblé : Psychologues (en premier), du mardi 1er décembre à 0 h" in told
    shown = json.loads(
        terminal.runs(
            "show", "--from", "2026-12-01T12:00", "--days", "1", "--team", "psys", "--json"
        ).stdout
    )
    assert [(duty["person"], duty["left_by"], duty["from"]) for duty in shown] == [
        ("lea", None, "2026-12-01T00:00:00+01:00"),
        (None, "max", "2026-12-02T00:00:00+01:00"),
    ]


def test_coming_back_for_a_duty_shortens_the_absence_in_the_same_change(
    terminal: Terminal,
) -> None:
    terminal.says(
        "change", "absent", "max", "--from", "2026-12-01T00:00", "--until", "2026-12-05T00:00", "-y"
    )
    back = ("change", "add", "max", "--team", "psys", "--role", "first")
    terminal.says(*back, "--from", "2026-12-02T00:00", "--until", "2026-12-03T00:00", "-y")
    change = json.loads(terminal.runs("history", "--last", "1", "--json").stdout)[0]
    assert change["what"] == [
        "retiré : absence de Max du mardi 1er décembre à 0 h au samedi 5 décembre à 0 h",
        "absence de Max du mardi 1er décembre à 0 h au mercredi 2 décembre à 0 h",
        "absence de Max du jeudi 3 décembre à 0 h au samedi 5 décembre à 0 h",
        "Max est de permanence (Psychologues, en premier) du mercredi 2 décembre à 0 h au jeudi"
        " 3 décembre à 0 h",
    ]
    terminal.says("undo", str(change["number"]), "-y")
    assert terminal.on_duty("2026-12-02T12:00", "--team", "psys") == []


def test_rest_that_a_change_breaks_is_told(terminal: Terminal) -> None:
    told = terminal.says(*INSTEAD, "--dry-run")
    assert "Léa : 24 h de permanence sans pause au lieu de 10 h au plus, du mardi 1er" in told
    assert "Léa : permanence annoncée 8 jours avant son début au lieu de 15 jours au moins" in told


def test_the_history_says_who_when_what_and_why(terminal: Terminal) -> None:
    terminal.says(*INSTEAD, "--by", "Dominique", "--reason", "formation", "-y")
    told = terminal.says("history")
    assert "2 22/11/2026 10:00 Dominique décision" in told
    assert "Léa à la place de Max mardi 1er décembre" in told.replace("du mardi", "mardi")
    assert "— formation" in told
    assert "fichier chargé" in told


def test_a_reason_is_not_readable_in_the_database(terminal: Terminal) -> None:
    terminal.says(*INSTEAD, "--reason", "opération du genou", "-y")
    with terminal.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM roster_change").all()
    assert "genou" not in repr(rows)


def test_a_change_is_undone_from_now_on(terminal: Terminal) -> None:
    terminal.says(*INSTEAD, "-y")
    terminal.at(datetime(2026, 12, 1, 17, 0, tzinfo=UTC))
    terminal.says("undo", "2", "-y", "-y", "--by", "Dominique")
    assert "Léa" in terminal.on_duty("2026-12-01T17:59", "--team", "psys")[0]
    assert "Max" in terminal.on_duty("2026-12-01T18:00", "--team", "psys")[0]
    assert "déjà annulé" in terminal.refuses("undo", "2", "-y")
    # Undone in its turn, it stands again.
    terminal.at(datetime(2026, 12, 1, 18, 0, tzinfo=UTC))
    terminal.says("undo", "3", "-y", "-y")
    assert "Léa" in terminal.on_duty("2026-12-01T19:00", "--team", "psys")[0]
    assert "Max" in terminal.on_duty("2026-12-01T18:30", "--team", "psys")[0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("undo", "7"), "Il n'y a pas de changement n° 7"),
        (("undo", "1"), "chargez un autre fichier"),
        (("change", "absent", "zoe", "--until", "2026-12-01"), "Personne ne s'appelle « zoe »"),
        (("change", "add", "lea", "--until", "2026-12-01"), "avec --team : psys, docs"),
        (("change", "add", "lea", "--team", "psys", "--until", "2026-12-01"), "--role : first"),
        (
            ("change", "add", "ines", "--team", "psys", "--role", "first", "--until", "2026-12-01"),
            "« ines » (peer) ne peut pas répondre dans l'équipe « psys »",
        ),
        (("change", "replace", "max", "--until", "2026-12-01"), "avec --with"),
        (("change", "remove", "max", "--role", "frist", "--until", "2026-12-01"), "--role : first"),
        (
            ("change", "remove", "max", "--role", "x" * 65, "--until", "2026-12-01"),
            "avec --role : first",
        ),
        (
            ("change", "replace", "max", "--with", "ines", "--until", "2026-12-01"),
            "« ines » (peer) ne peut pas répondre dans l'équipe « psys »",
        ),
        (("change", "absent", "maxime", "--until", "2026-12-01"), "Peut-être : Max (max) ?"),
        (("change", "absent", "max", "--until", "01/11/2026"), "La fin (01/11/2026 00:00) n'est"),
        (
            ("change", "absent", "max", "--from", "2026-11-01", "--until", "2026-11-02"),
            "C'est passé",
        ),
        (("change", "remove", "max", "--until", "2027-12-01"), "Un mois au plus"),
        (("change", "absent", "max", "--until", "demain"), "n'est pas un moment"),
        (("show", "--team", "vets"), "La ligne n'a pas d'équipe « vets »"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    terminal: Terminal, words: tuple[str, ...], told: str
) -> None:
    assert told in terminal.refuses(*words)


def test_a_new_file_is_a_change_that_can_be_undone_unless_another_builds_on_it(
    terminal: Terminal,
) -> None:
    terminal.loads(SMALL.replace('["lea", "max"]', '["max"]'))
    terminal.loads(SMALL.replace('["lea", "max"]', '["max", "lea"]'))
    assert "annulez d'abord le n° 3" in terminal.refuses("undo", "2", "-y", "-y")
    terminal.says("undo", "3", "-y", "-y")
    terminal.says("undo", "2", "-y", "-y")
    # As before both.
    assert "Léa" in terminal.on_duty("2026-11-24T12:00", "--team", "psys")[0]
    assert "Max" in terminal.on_duty("2026-12-01T12:00", "--team", "psys")[0]


def test_whoever_leaves_the_line_leaves_what_they_had_open(terminal: Terminal) -> None:
    terminal.says(*INSTEAD, "-y")
    without_lea = SMALL.replace('["lea", "max"]', '["max"]')
    start, end = (
        without_lea.index('[[people]]\nslug = "lea"'),
        without_lea.index('[[people]]\nslug = "max"'),
    )
    terminal.loads(without_lea[:start] + without_lea[end:])
    shown = terminal.says("show", "--from", "2026-12-01T12:00", "--days", "1", "--team", "psys")
    assert "À pourvoir (absence de Léa)" in shown
    assert terminal.on_duty("2026-12-01T12:00", "--team", "psys") == []
    assert "Léa" in terminal.says("history")
    # She is back: so is her duty.
    terminal.loads(SMALL)
    assert "Léa" in terminal.on_duty("2026-12-01T12:00", "--team", "psys")[0]


def test_undoing_a_file_neither_brings_people_back_nor_sends_them_away(terminal: Terminal) -> None:
    without_lea = SMALL.replace('["lea", "max"]', '["max"]')
    start, end = (without_lea.index(f'[[people]]\nslug = "{slug}"') for slug in ("lea", "max"))
    terminal.loads(without_lea[:start] + without_lea[end:])
    assert "Trou : Psychologues (en premier), du lundi 23 novembre" in terminal.says(
        "undo", "2", "-yy"
    )
    assert terminal.on_duty("2026-11-24T12:00", "--team", "psys") == []
    terminal.loads(SMALL)
    assert "Léa" in terminal.on_duty("2026-11-24T12:00", "--team", "psys")[0]
    terminal.says("undo", "4", "-yy")
    assert "Léa" in terminal.on_duty("2026-11-24T12:00", "--team", "psys")[0]


def test_an_absence_without_an_end_in_sight_is_seen_before_it_is_saved(terminal: Terminal) -> None:
    told = terminal.says("change", "absent", "max", "--until", "2199-12-31T00:00", "-yy")
    assert "Trou : Psychologues (en premier), du lundi 30 novembre à 8 h" in told
    assert terminal.on_duty("2150-12-01T12:00", "--team", "psys") == []


def test_it_answers_in_english(terminal: Terminal) -> None:
    told = terminal.says(*INSTEAD, "-y", "--language", "en")
    assert "+ Léa, Psychologists (first), from Tuesday 1 December" in told
    assert "Saved: change no. 2." in told
    assert "Léa instead of Max" in terminal.says("history", "--language", "en")


def test_time_between_looking_and_saving_does_not_rewrite_the_past(terminal: Terminal) -> None:
    terminal.says("change", "remove", "max", "--until", "2026-11-23T08:00", "-yy")
    assert (
        "Max"
        in terminal.on_duty((terminal.now - timedelta(seconds=1)).isoformat(), "--team", "psys")[0]
    )


def test_a_new_file_shows_who_comes_and_goes_before_it_is_loaded(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "line.toml"
    file.write_text(SMALL.replace('["lea", "max"]', '["max"]'), encoding="utf-8")
    told = terminal.says(str(file), "--dry-run", command=load)
    assert "Changement : la rotation psys-week (people)" in told
    assert (
        "- Léa, Psychologues (en premier), du lundi 23 novembre à 8 h au lundi 30 novembre à 8 h"
        in told
    )
    assert (
        "+ Max, Psychologues (en premier), du lundi 23 novembre à 8 h au lundi 30 novembre à 8 h"
        in told
    )
    assert "Essai seulement" in told
    assert "Léa" in terminal.on_duty("2026-11-24T12:00", "--team", "psys")[0]
    assert "+ Max" in terminal.says(str(file), command=load)
    assert "Max" in terminal.on_duty("2026-11-24T12:00", "--team", "psys")[0]


def test_people_and_moments_are_understood_as_they_are_written(terminal: Terminal) -> None:
    as_files_do = terminal.says("change", "absent", "lea", *WEDNESDAY_IN_ISO, "--dry-run")
    as_people_do = terminal.says("change", "absent", "LÉA", *WEDNESDAY, "--dry-run")
    assert "- Léa, Psychologues (en premier), mercredi 25 novembre de 8 h à 20 h" in as_people_do
    assert as_people_do == as_files_do


def test_in_the_hour_that_comes_twice_an_end_that_the_clock_shows_earlier_is_refused(
    terminal: Terminal,
) -> None:
    told = terminal.refuses(
        "change",
        "remove",
        "max",
        "--from",
        "2027-10-31T02:45+02:00",
        "--until",
        "2027-10-31T02:15+01:00",
        "-y",
    )
    assert "n'est pas après le début" in told


def test_whoever_would_be_on_duty_twice_is_told(terminal: Terminal) -> None:
    terminal.loads(
        SMALL.replace(
            "[[rotations]]\nslug",
            '[[rotations]]\nslug = "behind"\nteam = "psys"\nrole = "backup"\npeople = ["lea"]\n'
            'unit = "day"\nhandover = "08:00"\nstarts_on = "2026-01-05"\n[[rotations]]\nslug',
            1,
        )
    )
    # Léa is both already this week; on 1 December she would newly be.
    told = terminal.says(*INSTEAD, "--dry-run")
    assert (
        "Léa est alors de permanence deux fois : Psychologues (renfort) et Psychologues (en"
        " premier), du mardi 1er décembre à 8 h au mercredi 2 décembre à 8 h." in told
    )
    assert told.count("deux fois") == 1
