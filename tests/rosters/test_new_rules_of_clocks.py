"""A country changes its clocks between planning and duty: local times stay, the past stays."""

from __future__ import annotations

import shutil
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hotline.database import Database
from hotline.rosters.past import duties_done, freeze
from tests.rosters.terminal import Terminal

JULY = datetime(2027, 7, 5, tzinfo=UTC), datetime(2027, 7, 12, tzinfo=UTC)


@pytest.fixture
def no_more_summer_time(tmp_path: Path) -> Iterator[None]:
    """In Paris it is now as in Lagos: UTC+1 all year round, by a new version of tzdata."""
    known = [Path(folder) for folder in zoneinfo.TZPATH if (Path(folder) / "Africa/Lagos").exists()]
    lagos = (
        known[0] / "Africa/Lagos"
        if known
        else Path(str(__import__("tzdata").__file__)).parent / "zoneinfo/Africa/Lagos"
    )
    (tmp_path / "Europe").mkdir()
    shutil.copy(lagos, tmp_path / "Europe/Paris")
    zoneinfo.reset_tzpath([str(tmp_path)])
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()


def starts(database: Database) -> list[str]:
    with database.reading() as session:
        done = duties_done(session, 1, *JULY)
    return [f"{duty.start:%d %H:%M}" for duty in done if duty.team == "psys"]


def test_a_duty_to_come_keeps_its_local_time_and_one_that_is_over_its_instants(
    database_url: str, request: pytest.FixtureRequest
) -> None:
    planned = Database(database_url)
    terminal = Terminal(planned)
    assert starts(planned) == ["28 06:00", "05 06:00"]
    terminal.says(
        "change", "remove", "lea", "--from", "2027-07-07T10:00", "--until", "2027-07-07T11:00", "-y"
    )
    summer = datetime(2027, 7, 6, tzinfo=UTC)
    with planned.writing() as session:
        assert freeze(session, 1, summer) > 0
    planned.close()
    request.getfixturevalue("no_more_summer_time")
    # The service is started anew with the new tzdata.
    later = Database(database_url)
    with later.reading() as session:
        done = [d for d in duties_done(session, 1, *JULY) if d.team == "psys"]
    # The week that is over began at 8:00 of the old clocks; the running one is at 8:00 of the new.
    assert f"{done[0].start:%d %H:%M}–{done[0].end:%d %H:%M}" == "28 06:00–05 06:00"
    assert f"{done[1].start:%d %H:%M}" == "05 07:00"
    # The decision is a local time as well: from 10:00 to 11:00 at UTC+1.
    assert [f"{duty.start:%d %H:%M}" for duty in done[2:]] == ["07 10:00"]
    with later.reading() as session:
        nobody = datetime(2027, 7, 7, 9, 30, tzinfo=UTC)
        there = duties_done(session, 1, nobody, nobody.replace(minute=31))
    assert [duty for duty in there if duty.team == "psys"] == []
    later.close()
