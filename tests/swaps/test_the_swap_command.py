"""`hotline roster swap`: each step from the terminal, and what is said when it cannot be."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from hotline.commands.roster import roster
from tests.swaps.ground import Line


def run(line: Line, *words: str, code: int = 0, answers: str = "") -> str:
    """What the command answers, these answers typed in; none: nobody is there."""
    app = Flask(__name__)
    app.extensions["hotline"] = SimpleNamespace(
        database=line.database, now=lambda: line.now, new_id=line.new_id
    )
    result = FlaskCliRunner(app).invoke(roster, ["swap", *words], input=answers)
    assert result.exit_code == code, result.output
    return str(result.output).strip()


def test_a_duty_is_offered_listed_and_taken(line: Line) -> None:
    offered = run(line, "offer", "bruno", "2026-06-02T20:00", "--words", "Un anniversaire")
    assert offered == (
        "1. Bruno, mardi 2 juin de 20 h à 8 h (bruno 2026-06-02T20:00, psys first) : proposée à"
        " toute l'équipe (« Un anniversaire »)."
    )
    assert run(line, "list") == offered
    taken = run(line, "take", "bruno", "2026-06-02T20:00", "--as", "dora", "--by", "emile", "-y")
    assert taken.endswith(": prise par Dora.")
    assert line.on("2026-06-02T22:00") == ["dora"]
    assert line.offer(1).settled_by == "emile"
    assert run(line, "list") == "Aucune permanence n'est proposée."
    assert run(line, "list", "--all") == taken.splitlines()[-1]


def test_a_swap_is_told_with_what_is_given_in_return(line: Line) -> None:
    words = "offer", "bruno", "2026-06-02T20:00", "--to", "dora", "--for", "2026-06-04T20:00"
    offered = run(line, *words, "--language", "en")
    assert offered.endswith(": offered to Dora, for the one of 2026-06-04T20:00.")
    run(line, "decline", "1")
    assert run(line, "list", "--all").endswith("refusée à Dora, contre celle du 2026-06-04T20:00.")
    any_duty = run(line, "offer", "bruno", "2026-06-02T20:00", "--swap")
    assert any_duty.endswith(": proposée à toute l'équipe, contre une permanence.")
    run(line, "take", "2", "--as", "dora", "--for", "2026-06-08T20:00", "-y")
    assert line.on("2026-06-02T22:00") == ["dora"]
    assert line.on("2026-06-08T22:00") == ["bruno"]


def test_an_offer_is_withdrawn(line: Line) -> None:
    run(line, "offer", "bruno", "2026-06-02T20:00")
    assert run(line, "withdraw", "1").endswith(": retirée.")
    assert "close (retirée)" in run(line, "withdraw", "1", code=1)


def test_a_duty_that_is_on_keeps_the_name_under_which_it_is_listed(line: Line) -> None:
    line.now += timedelta(hours=12, seconds=20)
    line.is_away("anne", "2026-06-01T22:00:20", "2026-06-02T08:00")
    run(line, "offer", "anne", "2026-06-01T22:00")
    line.now += timedelta(minutes=5)
    assert "(anne 2026-06-01T20:00, psys first)" in run(line, "list")
    run(line, "take", "anne", "2026-06-01T20:00", "--as", "dora", "-yy")
    assert line.on("2026-06-01T23:00") == ["dora"]


def test_a_duty_that_goes_on_is_taken_over(line: Line) -> None:
    line.now += timedelta(hours=12)
    said = run(line, "take-over", "anne", "2026-06-01T20:00", "--as", "chloe", "-yy")
    assert said.splitlines()[-1] == "Chloe remplace Anne."
    assert line.on("2026-06-01T22:00") == ["chloe"]


def test_a_manager_goes_ahead_without_the_rest_agreed_on_and_says_why(line: Line) -> None:
    for slug, day in (("bruno", 2), ("dora", 4)):
        run(line, "offer", slug, f"2026-06-{day:02}T20:00")
        run(line, "take", slug, f"2026-06-{day:02}T20:00", "--as", "chloe", "-y")
    run(line, "offer", "anne", "2026-06-05T20:00")
    take = "take", "3", "--as", "chloe", "-y"
    assert "4 nuits de suite au lieu de 3" in run(line, *take, code=1)
    assert "--reason" in run(line, *take, "--anyway", code=1)
    run(line, *take, "--anyway", "--reason", "Personne d'autre.")
    assert line.on("2026-06-05T22:00") == ["chloe"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["offer", "zoe", "2026-06-02T20:00"], "Personne ne s'appelle « zoe »"),
        (["offer", "bruno", "demain"], "« demain » n'est pas un moment"),
        (
            ["offer", "bruno", "2026-06-03T20:00"],
            "Bruno n'a pas de permanence qui commence à ce moment (2026-06-03T20:00). Les"
            " prochaines : 2026-06-02T20:00, 2026-06-06T20:00, 2026-06-10T20:00.",
        ),
        (["offer", "emile", "2026-06-03T20:00"], "pas de permanence dans les 60 jours"),
        (
            ["offer", "bruno", "2026-06-02T20:00", "--for", "2026-06-04T20:00"],
            "dites de qui",
        ),
        (["offer", "bruno", "2026-06-02T20:00", "--for", "x", "--swap"], "Choisissez : --swap"),
        (["take", "7", "--as", "dora"], "Il n'y a pas de demande 7"),
        (["take", "--as", "dora"], "Nommez la demande par son numéro"),
        (["take", "bruno", "2026-06-02T20:00", "--as", "dora"], "Nommez la demande"),
        (["take-over", "bruno", "2026-06-02T20:00", "--as", "dora"], "Bruno la tient"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(line: Line, words: list[str], told: str) -> None:
    said = run(line, *words, code=1)
    assert told in said
    english = run(line, *words, "--language", "en", code=1)
    assert english != said
    assert english.endswith(".")
    assert run(line, "list", "--language", "en") == "No duty is offered."
