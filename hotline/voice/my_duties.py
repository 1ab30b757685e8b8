"""The responder's next duties, and who comes after each."""

from __future__ import annotations

from flask import Response

from hotline.rosters.own_duties import own_duties
from hotline.service import hotline
from hotline.voice.my_asking import MyQuestion, identified
from hotline.voice.my_menu import MyMenu


class MyDuties(MyQuestion):
    """They are said; star leads back."""

    place = "duties"

    def spoken(self) -> list[str]:
        """Three of them, in the time of their team."""
        now = hotline().now()
        with hotline().database.reading() as session:
            mine = own_duties(
                session, self.mine.line.id, self.mine.person.id, now, self.mine.language
            )
        spoken = []
        for duty in mine:
            spoken.append(f"{duty.told(now, self.mine.language)}.")
            if duty.next_person is not None:
                spoken.append(self.mine.say("duty-after", name=duty.next_person))
        spoken = spoken or [self.mine.say("duties-none")]
        return [*spoken, self.mine.say("my-again"), self.mine.say("back-by-star")]

    def answer(self, key: str) -> Response | None:
        """The menu's keys work here too: whoever is ill need not go back first."""
        return MyMenu(self.mine).answer(key)


def my_duties(own_call_id: str) -> Response:
    """The key pressed after hearing them."""
    return identified(own_call_id, lambda mine: MyDuties(mine).heard())
