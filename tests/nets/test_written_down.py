"""What is written down without the database: nothing of a caller, encrypted, replayed once."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from hotline.forgetting.retention import forget_due_calls
from hotline.jobs.nets import replay
from hotline.lines.service import line_by_slug
from hotline.nets.replaying import forget_replayed
from hotline.nets.sealing import Seal
from hotline.nets.snapshot import Snapshot
from hotline.nets.spool import Spool
from hotline.nets.story import call_story
from hotline.nets.tables import Replayed
from hotline.statistics.figures import figures
from tests.nets.ground import Database, files, lets_pass, opened, spooled
from tests.nets.test_database_away import accepts
from tests.world import CALLER, ENCRYPTION_KEY, World

OTHER = "+33612345699"


class Killed(BaseException):
    """The process is gone."""


def talks(world: World, database: Database) -> None:
    """A whole call without the database, which is there again after it."""
    database.away = True
    caller = world.dials()
    caller.talks_with(accepts(world, "anne"))
    world.wait(60)
    caller.hangs_up()
    world.wait(2)
    world.jobs.cancel()
    database.away = False


def counted(world: World) -> tuple[int, int, list[tuple[str, str | None]], int]:
    """Calls, how many were connected, who was rung, and what was sent."""
    with world.service.database.reading() as session:
        line = line_by_slug(session, "histoires")
        assert line is not None
        told = figures(session, line, date(2026, 11, 22), date(2026, 11, 22))
    return told.calls, told.connected, world.results(), len(world.phone_of("anne").texts)


def test_nothing_of_a_caller_and_nobodys_name_is_in_it(world: World, database: Database) -> None:
    caller = world.nurse_waits(OTHER)
    world.wait(31)
    assert world.call().id in opened(world)
    caller.hangs_up()
    world.wait(60)
    talks(world, database)
    told = opened(world)
    assert "+33639980001" in told  # whom to ring
    for secret in (CALLER, CALLER[3:], OTHER[3:], "Anne", "anne"):
        assert secret not in told
    urls = [sent.url for sent in world.carrier.webhooks.log]
    assert any("/voice/net/" in url for url in urls)
    assert not [url for url in urls if "639980" in url or "612345678" in url]


def test_it_lies_encrypted_for_its_owner_alone(world: World, database: Database) -> None:
    talks(world, database)
    there = files(world)
    assert {file.parent.name for file in there} >= {"snapshot", "spool"}
    for file in there:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"+33" not in file.read_bytes()
    folders = {file.parent for file in there}
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def killed_at(point: str, world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The process dies there, once; gives what takes the danger away."""
    engine = world.service.database.engine

    def dies(*_: object) -> None:
        raise Killed

    if point == "before the commit":
        event.listen(engine, "commit", dies)
        return lambda: event.remove(engine, "commit", dies)
    if point == "before the file is removed":
        monkeypatch.setattr(Spool, "remove", dies)
    else:
        monkeypatch.setattr("hotline.catching_up.dispatch", dies)
    return monkeypatch.undo


@pytest.mark.parametrize(
    "point", ["before the commit", "before the file is removed", "before the text is sent"]
)
def test_a_call_is_counted_once_wherever_its_replay_is_killed(
    world: World, database: Database, point: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    talks(world, database)
    safe_again = killed_at(point, world, monkeypatch)
    with pytest.raises(Killed):
        replay(world.service)
    safe_again()
    for _ in range(3):
        replay(world.service)
    assert spooled(world) == []
    world.starts_jobs()
    world.wait(60)
    assert counted(world) == (1, 1, [("anne", "talked")], 1)


def test_it_is_still_counted_once_when_a_forgotten_calls_file_turns_up(
    world: World, database: Database
) -> None:
    talks(world, database)
    (file,) = [file for file in files(world) if file.parent.name == "spool"]
    kept = file.read_bytes()
    replay(world.service)
    lets_pass(world, database, 25)
    forget_due_calls(world.service)
    assert world.calls() == []  # an anonymous fact by now
    file.write_bytes(kept)
    replay(world.service)
    assert world.calls() == []
    assert counted(world)[:2] == (1, 1)
    assert not file.exists()
    with world.service.database.writing() as session:
        forget_replayed(session, world.clock.now() + timedelta(days=88))
        assert session.query(Replayed).count() == 1
        forget_replayed(session, world.clock.now() + timedelta(days=91))
        assert session.query(Replayed).count() == 0


def test_a_line_that_was_cut_short_loses_no_other(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool", Seal([ENCRYPTION_KEY]))
    spool.add("call-x", "begun", 1.0, sid="CA1", since=1.0)
    spool.add("call-x", "danger", 2.0)
    file = tmp_path / "spool" / "call-x"
    file.write_bytes(file.read_bytes()[:-30] + b"\n")
    spool.add("call-x", "gone", 3.0)
    there = spool.read("call-x")
    assert there is not None
    story = call_story(there.events)
    assert (story.sid, story.danger, story.gone is not None) == ("CA1", False, True)


def test_a_picture_that_no_key_reads_is_none(world: World, database: Database) -> None:
    folder = Path(world.settings.hotline_snapshot_dir)
    other = Snapshot(folder, Seal(["b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3Q="]))
    assert other.newest() is None
    both = Snapshot(folder, Seal(["b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3Q=", ENCRYPTION_KEY]))
    assert both.newest() == world.service.net.snapshot.newest()
