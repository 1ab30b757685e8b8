"""« Mes permanences »: what a responder can ask the line for."""

from __future__ import annotations

from flask import Response

from hotline.rosters.volunteers import volunteer_until
from hotline.service import hotline
from hotline.voice.my_asking import MENU, MyQuestion, identified
from hotline.words.duties import until_words


class MyMenu(MyQuestion):
    """1 the next duties, 2 a volunteer now, 3 ill, 4 a volunteer no longer."""

    place = MENU

    def spoken(self) -> list[str]:
        """The keys; that of volunteers depends on whether they are one just now."""
        mine = self.mine
        keys = [mine.say("my-menu"), self._volunteering(), mine.say("my-menu-absence")]
        return [*keys, mine.say("my-again")]

    def answer(self, key: str) -> Response | None:
        """Another step. Keys 2 and 4 mean the same whatever was said: told twice, done once."""
        step = {"1": "duties", "2": "available", "3": "ill", "4": "no-longer"}.get(key)
        return self.mine.go_to(step) if step else None

    def _volunteering(self) -> str:
        now = hotline().now()
        with hotline().database.reading() as session:
            until = volunteer_until(session, self.mine.person.id, now)
        if until is None:
            return self.mine.say("my-menu-volunteer")
        here = until.astimezone(self.mine.zone)
        return self.mine.say(
            "my-menu-volunteer-over", until=until_words(here, now, self.mine.language)
        )


def my_menu(own_call_id: str) -> Response:
    """The key pressed in it."""
    return identified(own_call_id, lambda mine: MyMenu(mine).heard())
