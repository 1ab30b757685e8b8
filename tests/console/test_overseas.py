"""A team overseas: its days are its own, and nothing of them falls off the page or the print."""

from __future__ import annotations

import re

from tests.calls.lines import with_changes
from tests.console.ground import Console
from tests.console.test_planning import rows


def in_zone(console: Console, zone: str) -> None:
    """The vets live there; Fanny is on from 20 to 8 by their clocks."""
    days = '["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]'
    alone = 'people = ["fanny"]\nunit = "day"\nhandover = "08:00"\n'
    team = 'slug = "vets"\n'
    console.world.load(
        with_changes(
            (f"[[teams]]\n{team}", f'[[teams]]\n{team}time_zone = "{zone}"\n'),
            (alone, alone + f'windows = [{{ days = {days}, from = "20:00", to = "08:00" }}]\n'),
        )
    )


def test_a_night_that_begins_on_another_day_there_is_listed(console: Console) -> None:
    client = console.signed_in("coordinator")
    for zone in ("Indian/Reunion", "America/Martinique", "Pacific/Noumea"):
        in_zone(console, zone)
        week = rows(client, "/planning?from=2026-12-07&team=vets")
        # Seven nights, and the one that the week's first or last midnight in Paris cuts.
        assert len([row for row in week if "Fanny" in row]) in {7, 8}, (zone, week)


def test_every_night_of_a_month_is_printed(console: Console) -> None:
    client = console.signed_in("coordinator")
    for zone in ("Indian/Reunion", "America/Martinique"):
        in_zone(console, zone)
        page = client.get("/planning/imprimer?view=month&team=vets&from=2026-12-01").text
        cells = re.findall(r"<td>(.*?)</td>", page, re.S)
        assert sum("Fanny" in cell for cell in cells) >= 30, zone


def test_a_duty_of_a_week_stands_on_each_of_its_days(console: Console) -> None:
    page = console.signed_in("coordinator").get(
        "/planning/imprimer?view=month&team=coordinators&from=2026-12-01"
    )
    cells = re.findall(r"<td>(.*?)</td>", page.text, re.S)
    assert sum("Chloé" in cell for cell in cells) == 31
    assert sum("→" in cell for cell in cells) > 20
