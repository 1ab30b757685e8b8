"""The drill: a backup while somebody calls, the machine lost, another one, and a call goes through.
On each kind of database, and from each to the other."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from hotline.lines.service import line_by_slug, line_slugs
from hotline.service import Hotline
from hotline.statistics.figures import Figures, figures
from tests.backups.conftest import BACKUP_KEY, Elsewhere, runs
from tests.conftest import WorldMaker
from tests.world import World, app_of


def figures_of(service: Hotline) -> Figures:
    with service.database.reading() as session:
        line = line_by_slug(session, *line_slugs(session))
        assert line is not None
        today = line.document.local_time(service.now()).date()
        return figures(session, line, today - timedelta(days=7), today)


def calls_and_talks(world: World, from_: str) -> None:
    """From the first word to the goodbye."""
    caller = world.nurse_waits(from_)
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.wait(30)


@pytest.mark.untold
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_the_line_is_lost_and_comes_back(
    kind: str, make_world: WorldMaker, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    world = make_world(hotline_backup_key=BACKUP_KEY)
    calls_and_talks(world, "+33612345601")
    waiting = world.nurse_waits("+33612345602")
    before = figures_of(world.service)
    assert before.calls == 1  # but for the one that lives
    file = tmp_path / "line.backup"
    said = runs(world.service, "backup", str(file))
    assert said.exit_code == 0, said.output
    assert "Calls under way, not in it: 1." in said.output
    assert file.stat().st_mode & 0o777 == 0o600
    # Whoever called meanwhile has noticed nothing.
    waiting.talks_with(world.accepts("anne"))
    waiting.hangs_up()
    world.jobs.cancel()
    world.service.database.close()

    new = elsewhere(world.service, kind)
    assert runs(new, "restore", str(file), "--check").exit_code == 0
    said = runs(new, "restore", str(file))
    assert said.exit_code == 0, said.output
    assert "Next:" in said.output
    world.service, world.app = new, app_of(new)
    world.starts_jobs()
    assert figures_of(new) == before
    calls_and_talks(world, "+33612345603")
    assert figures_of(new).calls == 2
    world.assert_all_is_quiet()
