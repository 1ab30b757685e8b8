"""Coordinators hear once a week of structures to check and qualifications that end."""

from __future__ import annotations

from datetime import date, timedelta

from hotline.jobs.renewals import tell_of_renewals
from hotline.staff.qualifications import qualify
from tests.console.ground import Console
from tests.console.test_team import ids


def test_it_is_told_once_a_week_by_day(console: Console) -> None:
    world = console.world
    with world.service.database.writing() as session:
        anne = ids(console)["anne"]
        qualify(session, anne, "Écoute", date(2025, 12, 1), date(2026, 12, 1))
    world.jobs.cancel()

    def told() -> int:
        return sum(
            "qualifications à renouveler 1" in text for text in world.phone_of("chloe").texts
        )

    tell_of_renewals(world.service)
    assert told() == 0  # at three in the morning
    world.clock.run_for(timedelta(hours=8).total_seconds())
    for _ in range(3):
        tell_of_renewals(world.service)
    assert told() == 1
    world.clock.run_for(timedelta(days=7).total_seconds())
    tell_of_renewals(world.service)
    assert told() == 2
