"""The ready-made line in the manner of MOTS, and one request from the mail to the statistics."""

from __future__ import annotations

import json
import re
from typing import Any

from hotline.commands.statistics import statistics
from hotline.lines.reading import read_line
from tests.cases.ground import MOTS, NAME, WEEK, Cases


def test_it_has_no_mistake_calls_for_no_advice_and_rings_nobody_real() -> None:
    reading = read_line(MOTS.read_text(encoding="utf-8"))
    assert reading.problems == ()
    assert reading.file is not None
    numbers = [number.number for number in reading.file.numbers]
    numbers += [phone for person in reading.file.people for phone in person.phones or ()]
    assert all(re.match(r"\+33(63998|19900)\d{4,5}$", number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_a_request_is_assigned_elsewhere_escalated_followed_for_fourteen_months_and_counted(
    line: Cases,
) -> None:
    number = line.opens("--elsewhere", "--avoid-tag", "elected")
    # Toulouse: neither Colette nor Bertrand; neither Mireille nor Sabine, who are elected.
    assert line.told("pascal") == (
        "Ligne d'entraide entre médecins : une personne attend qu'on l'appelle, au plus tard"
        " mercredi 25 novembre à 10 heures. Acceptez ou passez la main sur cette page. →"
    )
    line.until("2026-11-25T10:00")
    asked = [slug for slug in ("pascal", "yves", "solange", "didier") if line.texts(slug)]
    assert asked[:2] == ["pascal", "yves"]
    ((when, alarm),) = line.texts("nora")
    assert when == "25/11 10:00"
    assert alarm.startswith(
        f"Ligne d'entraide entre médecins : demande {number} sans réponse depuis 48 h."
    )
    holder = asked[-1]
    line.accepts(holder)
    assert NAME in line.page(holder).text
    line.until("2026-11-25T21:00")
    line.notes(holder, 45)
    for month in ("2026-12", "2027-01", "2027-04", "2027-09", "2028-01"):
        line.until(f"{month}-20T18:00", WEEK)
        line.notes(holder, 30, "video")
    assert len(line.texts("nora")) == 1
    line.closes(holder)
    before = figures(line, "2026-11-01", "2028-03-31")
    line.until("2028-03-01T10:00", WEEK)
    assert "Il n'y a pas de demande" in line.refuses("show", str(number))
    after = figures(line, "2026-11-01", "2028-03-31")
    assert before == after
    assert after["new"] == 1
    assert after["in_time_percent"] == 0.0
    months = [(row["month"], row["new"], row["ongoing"]) for row in after["by_profession"]]
    assert months[0] == ("2026-11", 1, 0)
    assert months[1:] == [(month, 0, 1) for month in MONTHS]
    assert [(row["code"], row["new"]) for row in after["by_asked_by"] if row["new"]] == [
        ("mail", 1)
    ]
    assert [row["code"] for row in after["by_first_contact"]] == ["48-72"]
    assert [row["code"] for row in after["by_outcome"]] == ["accompanied"]
    assert [(row["code"], row["contacts"], row["minutes"]) for row in after["by_channel"]] == [
        ("telephone", 1, 45),
        ("video", 5, 150),
    ]


MONTHS = ["2026-12", *(f"2027-{month:02}" for month in range(1, 13)), "2028-01"]


def figures(line: Cases, first: str, last: str) -> dict[str, Any]:
    """What `hotline statistics show` tells of cases."""
    period = ["show", "--from", first, "--to", last, "--format", "json"]
    shown = line.world.app.test_cli_runner().invoke(statistics, period)
    assert shown.exit_code == 0, shown.output
    found: dict[str, Any] = json.loads(shown.output)["cases"]
    return found
