"""What is left of appointments comes into `hotline statistics show`."""

from __future__ import annotations

import json

from hotline.commands.statistics import statistics
from tests.appointments.ground import OFFERED
from tests.appointments.office import Office


def show(office: Office, *options: str) -> str:
    """What the command prints."""
    runner = office.browser.application.test_cli_runner()
    result = runner.invoke(statistics, ["show", "--from", "2026-11-01", *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_they_are_counted_by_channel_and_by_what_became_of_them(office: Office) -> None:
    row = office.fixed(("2026-11-23", "18:30"), "video")
    office.fixed(("2026-11-24", "18:30"), "mail")
    office.past.now = row.starts_at
    assert office.changes(row, "issue", outcome="missed").status_code == 200
    office.at("2026-11-25T08:00")
    rows = json.loads(show(office, "--format", "json"))["by_appointment"]
    told = {row["code"]: row["calls"] for row in rows}
    assert {code: count for code, count in told.items() if count} == {
        "video missed": 1,
        "mail UNK": 1,
    }
    assert len(told) == 20
    table = show(office)
    assert "Rendez-vous passés" in table
    assert "En visio, manqué" in table
    assert "Par mail, non renseigné" in table
    assert 'by_appointment,video missed,"By video, missed",1' in show(
        office, "--format", "csv", "--language", "en"
    )


def test_a_line_that_never_offered_any_has_no_such_table(office: Office) -> None:
    office.loads((OFFERED, "[danger]\n"))
    assert "Rendez-vous" not in show(office)
    assert "by_appointment" not in show(office, "--format", "json")
