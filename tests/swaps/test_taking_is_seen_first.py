"""`hotline roster swap take` and `take-over` show what would change, ask, and save it then."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hotline.database import Database
from hotline.rosters.foreseeing import Foreseen, Make, foresee
from tests.swaps.ground import Line
from tests.swaps.test_the_swap_command import run

TUESDAY = "2026-06-02T20:00"
TAKE = ("take", "1", "--as", "dora")
SURE, SOON = "Enregistrer ce changement ?", "Cela commence dans moins de 24 heures."


def test_who_comes_and_goes_is_shown_and_asked_about_before_it_is_saved(line: Line) -> None:
    line.offers("bruno", TUESDAY)
    said = run(line, *TAKE, answers="o\n")
    assert said.startswith("- Bruno, ")
    shown = [row.rsplit(", ", 1)[-1] for row in said.splitlines()[:2]]
    assert shown == ["mardi 2 juin de 20 h à 8 h"] * 2
    assert said.splitlines()[1].startswith("+ Dora, ")
    assert said.count(SURE) == 1
    assert SOON not in said
    assert "Enregistré : changement n° 2." in said
    assert said.endswith(": prise par Dora.")
    assert line.on("2026-06-02T22:00") == ["dora"]


@pytest.mark.parametrize(("more", "answers"), [((), "n\n"), (("--dry-run",), ""), ((), "")])
def test_nothing_is_taken_or_told_before_it_is_agreed_to(
    line: Line, more: tuple[str, ...], answers: str
) -> None:
    line.offers("bruno", TUESDAY)
    said = run(line, *TAKE, *more, answers=answers, code=0 if more else 1)
    assert "+ Dora, " in said
    assert line.on("2026-06-02T22:00") == ["bruno"]
    assert line.offer(1).state == "offered"
    assert not line.told("bruno")


def test_what_begins_within_a_day_is_asked_about_twice(line: Line) -> None:
    line.offers("anne", "2026-06-01T20:00")
    once = run(line, *TAKE, "-y", code=1)
    assert (SURE in once, SOON in once) == (False, True)
    assert line.on("2026-06-01T22:00") == ["anne"]
    twice = run(line, *TAKE, answers="o\no\n")
    assert (SURE in twice, SOON in twice) == (True, True)
    assert line.on("2026-06-01T22:00") == ["dora"]
    line.now += timedelta(hours=12)
    over = "take-over", "dora", "2026-06-01T20:00", "--as", "chloe"
    assert SOON in run(line, *over, "-y", code=1)
    assert run(line, *over, "-yy").endswith("Chloe remplace Dora.")
    assert line.on("2026-06-01T23:00") == ["chloe"]


def test_the_rest_that_it_breaks_is_shown(line: Line) -> None:
    for slug, day in (("bruno", 2), ("dora", 4)):
        line.takes("chloe", line.offers(slug, f"2026-06-{day:02}T20:00"))
    line.offers("anne", "2026-06-05T20:00")
    said = run(line, "take", "3", "--as", "chloe", "--anyway", "--reason", "Seule", "--dry-run")
    assert "4 nuits de suite au lieu de 3" in said
    assert said.endswith("Essai seulement : rien n'a été changé.")


def test_a_duty_of_next_spring_is_shown_too(line: Line) -> None:
    line.offers("bruno", "2027-03-01T20:00")
    said = run(line, *TAKE, "--dry-run")
    assert "+ Dora, Psychologues (en premier), lundi 1er mars de 20 h à 8 h" in said


def test_whoever_looks_while_somebody_else_takes_it_hears_who_has_it(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = line.offers("bruno", TUESDAY)
    slow = ["chloe"]

    def looked_at(database: Database, line_id: int, make: Make[object], now: datetime) -> Foreseen:
        foreseen = foresee(database, line_id, make, now)
        if slow:  # while they look, Chloé takes it
            line.takes(slow.pop(), number)
        return foreseen

    monkeypatch.setattr("hotline.commands.roster.saving.foresee", looked_at)
    said = run(line, *TAKE, answers="o\no\n", code=1)
    assert "+ Dora, " in said
    assert "Entre-temps le tableau a changé" in said
    assert "2. chloe : " in said
    assert said.endswith("Chloe l'a déjà prise : il n'y a plus rien à faire.")
    assert line.on("2026-06-02T22:00") == ["chloe"]
    assert line.offer(number).taken_by == line.people["chloe"]


def test_what_is_withdrawn_while_they_look_is_not_taken(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = line.offers("bruno", TUESDAY)

    def looked_at(database: Database, line_id: int, make: Make[object], now: datetime) -> Foreseen:
        foreseen = foresee(database, line_id, make, now)
        line.withdraws(number)
        return foreseen

    monkeypatch.setattr("hotline.commands.roster.saving.foresee", looked_at)
    assert "close (retirée)" in run(line, *TAKE, "-y", code=1)
    assert line.on("2026-06-02T22:00") == ["bruno"]
