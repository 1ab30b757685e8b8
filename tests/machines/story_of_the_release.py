"""A call, as the last release answers it: run with that release's code, on today's tables."""

from __future__ import annotations

import sys

from hotline.database import Database
from hotline.database.migrating import is_current, migrate
from tests.world import World


def main(url: str) -> None:
    """It starts, a nurse calls, is joined with Anne, and Anne notes why. Raises what goes wrong."""
    database = Database(url)
    migrate(database)  # at its start; newer tables are left as they are
    assert is_current(database)
    database.close()
    world = World(url)
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.wait(60)
    caller.hangs_up()
    anne.hears("Tapez le code du motif")
    anne.presses("11")
    anne.hears("Pour confirmer")
    anne.presses("1")
    anne.hears("Pour un second motif")
    anne.hangs_up()
    world.assert_all_is_quiet()
    world.close()


if __name__ == "__main__":
    main(sys.argv[1])
