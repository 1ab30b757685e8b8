"""The responder's next duties, who comes after each, and their appointments."""

from __future__ import annotations

from datetime import datetime

from flask import Response

from hotline.appointments.finding import ahead_of
from hotline.appointments.making import zone_of
from hotline.rosters.own_duties import MOST, own_duties
from hotline.service import hotline
from hotline.voice.my_asking import MyQuestion, identified
from hotline.voice.my_menu import MyMenu
from hotline.words.appointments import way_words
from hotline.words.moments import written_moment
from schedules.local_time import reading


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
        spoken = [*(spoken or [self.mine.say("duties-none")]), *self._appointments(now)]
        return [*spoken, self.mine.say("my-again"), self.mine.say("back-by-star")]

    def _appointments(self, now: datetime) -> list[str]:
        """As many of them, by their own clock: when and in which way, nothing else."""
        mine, offered = self.mine, self.mine.line.document.appointments
        with hotline().database.reading() as session:
            ahead = ahead_of(session, mine.person.id, now)[:MOST]
            zone = zone_of(session, mine.line, mine.person.id)
        return [
            mine.say(
                "my-appointment",
                when=written_moment(reading(row.starts_at, zone), mine.language),
                way=way_words(row.channel, row.place, offered, mine.language),
            )
            for row in ahead
        ]

    def answer(self, key: str) -> Response | None:
        """The menu's keys work here too: whoever is ill need not go back first."""
        return MyMenu(self.mine).answer(key)


def my_duties(own_call_id: str) -> Response:
    """The key pressed after hearing them."""
    return identified(own_call_id, lambda mine: MyDuties(mine).heard())
