"""`hotline statistics show`: the same figures as tables, JSON and CSV, and clear refusals."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest
from click.testing import Result
from flask import Flask

from hotline.commands.statistics import statistics
from hotline.lines import loading
from hotline.taxonomies import outcomes, professions, reasons
from tests.statistics.past import NOW, Noted, Past, Talk
from tests.world import LINE_FILE


@pytest.fixture
def busy(past: Past) -> Past:
    """Three calls of this morning, one of them forgotten."""
    past.forget(past.ended(NOW, Talk("anne", 600, Noted("W-BURN")), profession="MED"))
    past.ended(NOW, Talk("anne", 1260), waited=50)
    past.ended(NOW, outcome="NOBODY")
    return past


def show(past: Past, *options: str) -> Result:
    """Runs the command."""
    app = Flask(__name__)
    app.extensions["hotline"] = past.service
    return app.test_cli_runner().invoke(statistics, ["show", *options])


def test_tables_say_it_in_words_french_first(busy: Past) -> None:
    shown = show(busy)
    assert shown.exit_code == 0, shown.output
    assert "du 2026-01-01 au 2026-11-22 (Europe/Paris). Appels : 3" in shown.output
    assert "Épuisement professionnel (burn-out)" in shown.output
    assert "Personne n'a pu répondre" in shown.output
    assert "66,7" in shown.output
    assert "15,5" in shown.output
    english = show(busy, "--language", "en").output
    assert "Nobody could answer" in english
    assert "66.7" in english


def test_not_recorded_is_shown_even_when_it_is_nothing(past: Past) -> None:
    past.ended(NOW, Talk("anne", 600, Noted("W-BURN")), profession="MED")
    told = json.loads(show(past, "--format", "json").output)
    assert {"code": "UNK", "name": "Non renseigné", "calls": 0} in told["by_reason"]
    after = show(past).output.split("Motif principal.")[1].split("Famille")[0]
    assert "Non renseigné" in after


def test_json_has_every_code_with_its_name(busy: Past) -> None:
    told = json.loads(show(busy, "--format", "json").output)
    assert (told["line"], told["from"], told["to"]) == ("histoires", "2026-01-01", "2026-11-22")
    assert (told["calls"], told["connected"], told["connected_percent"]) == (3, 2, 66.7)
    assert told["median_seconds_to_human"] == 35  # of 20 and 50: in the middle
    assert told["ninety_percent_seconds_to_human"] == 50
    assert (told["talk_minutes"], told["mean_talk_minutes"]) == (31.0, 15.5)
    for key, codes, n in (
        ("reason", reasons(), 2),
        ("profession", professions(), 3),
        ("outcome", outcomes(), 3),
    ):
        assert {row["code"] for row in told[f"by_{key}"]} == set(codes)
        assert sum(row["calls"] for row in told[f"by_{key}"]) == told[f"n_{key}"] == n
    (hour,) = [row for row in told["by_weekday_hour"] if row["calls"]]
    assert (hour["code"], hour["column"], hour["calls"]) == ("7", "10", 3)
    assert len(told["by_weekday_hour"]) == 7 * 24
    assert {"code": "W-BURN", "name": "Épuisement professionnel (burn-out)", "calls": 1} in told[
        "by_reason"
    ]


def test_csv_has_one_number_a_row_the_same_as_json(busy: Past) -> None:
    told = json.loads(show(busy, "--format", "json", "--language", "en").output)
    text = show(busy, "--format", "csv", "--language", "en").output
    rows = list(csv.DictReader(io.StringIO(text)))
    numbers = {(row["figure"], row["code"]): row["value"] for row in rows}
    assert len(numbers) == len(rows)
    assert numbers["calls", ""] == "3"
    assert numbers["mean_talk_minutes", ""] == "15.5"
    for key in ("by_reason", "by_profession", "by_outcome"):
        for row in told[key]:
            assert numbers[key, row["code"]] == str(row["calls"])
    assert all(row["from"] == "2026-01-01" and row["line"] == "histoires" for row in rows)


def test_a_period_without_calls_has_empty_cells_not_zeros(past: Past) -> None:
    rows = csv.DictReader(io.StringIO(show(past, "--format", "csv").output))
    numbers = {row["figure"]: row["value"] for row in rows if not row["code"]}
    assert (numbers["calls"], numbers["connected"]) == ("0", "0")
    assert numbers["connected_percent"] == numbers["median_seconds_to_human"] == ""
    assert show(past).exit_code == 0


def test_only_the_days_asked_for_are_counted(busy: Past) -> None:
    busy.ended(NOW - timedelta(days=1))
    day = ("--from", "2026-11-21", "--to", "2026-11-21", "--format", "json")
    assert json.loads(show(busy, *day).output)["calls"] == 1
    assert json.loads(show(busy, "--to", "2025-12-31", "--format", "json").output)["from"] == (
        "2025-01-01"
    )


@pytest.mark.parametrize("wrong", ["22/11/2026", "2026-02-30", "hier", "0001-01-01", "9999-12-31"])
def test_what_is_not_a_day_is_refused_with_an_example(past: Past, wrong: str) -> None:
    refused = show(past, "--from", wrong)
    assert refused.exit_code == 1
    assert refused.stderr == f"« {wrong} » n'est pas un jour. Écrivez-le ainsi : 2026-01-31.\n"


def test_a_period_written_backwards_is_refused(past: Past) -> None:
    refused = show(past, "--from", "2026-02-01", "--to", "2026-01-01", "--language", "en")
    assert refused.exit_code == 1
    assert "swap them" in refused.stderr


def test_what_callers_answered_is_a_share_of_the_calls_in_which_somebody_did(past: Past) -> None:
    asking = LINE_FILE.read_text("utf-8").replace("[line]", "[line]\nask_helped = true", 1)
    with past.database.writing() as session:
        loading.load(session, asking, NOW)
    for helped in (5, 5, 4, None):
        past.ended(NOW, Talk("anne", 600), helped=helped)
    told = json.loads(show(past, "--format", "json").output)
    assert [row["calls"] for row in told["by_helped"]] == [0, 0, 0, 1, 2, 1]
    shown = show(past, "--language", "en").output
    assert "Felt helped. Calls in which somebody answered (N = 4)" in shown
    (row,) = [line for line in shown.splitlines() if "│ 5, a lot" in line]
    assert "50.0" in row


def test_a_second_period_stands_beside_the_first(busy: Past) -> None:
    busy.ended(NOW - timedelta(days=366), outcome="NOBODY")
    year = ("--against-from", "2025-01-01", "--against-to", "2025-12-31")
    told = json.loads(show(busy, *year, "--format", "json").output)
    assert (told["calls"], told["against"]["calls"], told["against"]["connected"]) == (3, 1, 0)
    (nobody,) = [row for row in told["by_outcome"] if row["code"] == "NOBODY"]
    assert (nobody["calls"], nobody["against"]) == (1, 1)
    rows = [*csv.DictReader(io.StringIO(show(busy, *year, "--format", "csv").output))]
    assert [row["value"] for row in rows if row["figure"] == "calls"] == ["3", "1"]
    shown = show(busy, *year).output
    assert "À côté, du 2025-01-01 au 2025-12-31." in shown
    half = show(busy, "--against-from", "2025-01-01")
    assert "--against-from et --against-to" in half.stderr


def test_filters_let_through_some_calls_and_never_show_what_they_do_not_reach(busy: Past) -> None:
    told = json.loads(show(busy, "--where", "profession=MED", "--format", "json").output)
    assert (told["calls"], told["connected"], told["filters"]) == (1, 1, "Profession : Médecin")
    assert told["median_seconds_to_human"] is told["talk_minutes"] is told["by_severity"] is None
    both = ("--where", "profession=MED", "--where", "profession=IDE", "--where", "outcome=NOBODY")
    told = json.loads(show(busy, *both, "--format", "json", "--language", "en").output)
    assert told["calls"] == 1
    assert told["filters"] == "Profession: Doctor or Nurse; Outcome: Nobody could answer"
    shown = show(busy, *both).output
    assert "Gravité – Compté à part des appels : ne peut pas être filtré." in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("profession=XYZ", "« XYZ » n'est pas un code de « Profession ». Codes : MED"),
        ("couleur=bleu", "On ne peut pas filtrer par « couleur ». Filtres : profession"),
        ("severity=4", "On ne peut pas filtrer par « severity »"),
        ("profession", "Écrivez-le ainsi : --where profession=IDE"),
        ("profession={0}", "« {0} » n'est pas un code"),
    ],
)
def test_what_is_no_filter_is_refused_with_those_there_are(
    past: Past, wrong: str, said: str
) -> None:
    refused = show(past, "--where", wrong)
    assert refused.exit_code == 1
    assert said in refused.stderr
