"""Days before a duty, told hour by hour: the line of the stories, and people with shifts on it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hotline.jobs.reminders import remind
from hotline.telling import send_due_notices
from simulator.phones import Phone
from tests.world import LINE_FILE, World

PARIS = ZoneInfo("Europe/Paris")
FILE = LINE_FILE.read_text(encoding="utf-8")


def shift(person: str, start: str, end: str, *, slug: str = "", team: str = "psychologists") -> str:
    """A one-off shift; the same slug is the same duty."""
    return f"""
[[shifts]]
slug = "{slug or f"{person}-{start[:13].lower()}"}"
team = "{team}"
role = "second"
person = "{person}"
start = "{start}"
end = "{end}"
"""


def person(slug: str, phone: int, more: str = "") -> str:
    """A psychologist who is on duty by shifts only."""
    return f"""
[[people]]
slug = "{slug}"
name = "{slug.capitalize()}"
kind = "psychologist"
phones = ["+336399801{phone:02}"]
{more}
"""


GAELLE, HUGO = person("gaelle", 1), person("hugo", 2, 'languages = ["en"]')


class Ahead:
    """A world in which time passes by the hour, and reminders leave."""

    def __init__(self, world: World, start: str) -> None:
        self.world = world
        world.jobs.cancel()
        world.clock.run_until(paris(start))

    def has(self, *parts: str) -> None:
        """The line's file, with these parts at its end."""
        self.world.load("".join((FILE, *parts)))

    def until(self, moment: str, every: timedelta = timedelta(hours=1)) -> None:
        """Time passes up to this moment of Paris, its own reminders included."""
        end = paris(moment)
        while (now := self.world.clock.now()) < end:
            self.world.clock.run_until(min(now + every, end))
            self.turn()

    def turn(self) -> None:
        """The jobs have their turn."""
        remind(self.world.service)
        send_due_notices(self.world.service)

    def phone(self, slug: str) -> Phone:
        """Somebody's telephone."""
        return self.world.phone_of(slug)

    def texts(self, slug: str) -> list[tuple[str, str]]:
        """When, in Paris, which text arrived."""
        heard = [heard for heard in self.phone(slug).transcript if heard.kind == "text"]
        return [(f"{h.at.astimezone(PARIS):%d/%m %H:%M}", h.text) for h in heard]


def paris(moment: str) -> datetime:
    """An instant, from a local time in Paris, or one with its offset."""
    given = datetime.fromisoformat(moment)
    return given if given.tzinfo else given.replace(tzinfo=PARIS)
