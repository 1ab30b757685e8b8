"""A responder makes themselves available now, on top of the roster, or takes it back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flask import Response

from hotline.people.service import phones_of
from hotline.rosters.teams import team_name
from hotline.rosters.volunteers import declare, team_called, teams_to_help, withdraw
from hotline.service import hotline
from hotline.voice.my_asking import MENU, Mine, MyQuestion, identified
from hotline.words.duties import until_words
from hotline.words.moments import spoken_limit
from schedules.local_time import instant

MOST_TEAMS = 8
"""9 says it again."""
MORNING = time(8)


class Where(MyQuestion):
    """In which team; not asked of somebody of one."""

    place = "available"

    def ask(self, *first: str, misses: int = 0) -> Response:
        """Whoever has no telephone cannot be rung: told, and back to the menu."""
        teams = self._teams()
        with hotline().database.reading() as session:
            me = self.mine.person.id
            if not phones_of(session, [me])[me]:
                return self.mine.go_to(MENU, self.mine.say("volunteer-no-phone"))
        if len(teams) == 1:
            return UntilWhen(self.mine, teams[0]).ask(*first)
        return super().ask(*first, misses=misses)

    def spoken(self) -> list[str]:
        """The teams, by their names."""
        with hotline().database.reading() as session:
            names = [
                team_name(session, self.mine.line.id, slug, self.mine.language)
                for slug in self._teams()
            ]
        choices = [
            self.mine.say("team-choice", team=name, digit=str(key))
            for key, name in enumerate(names, 1)
        ]
        return [self.mine.say("volunteer-where"), *choices]

    def answer(self, key: str) -> Response | None:
        """Until when."""
        team = dict(enumerate(self._teams(), 1)).get(int(key) if key.isdecimal() else 0)
        return UntilWhen(self.mine, team).ask() if team else None

    def _teams(self) -> list[str]:
        with hotline().database.reading() as session:
            teams = teams_to_help(session, self.mine.person, self.mine.line.id)
        return [team.slug for team in teams[:MOST_TEAMS]]


class UntilWhen(MyQuestion):
    """For two hours, four, or until the morning."""

    def __init__(self, mine: Mine, team: str) -> None:
        super().__init__(mine)
        self.team = team

    @property
    def place(self) -> str:
        """That of its team."""
        return f"available/{self.team}"

    def spoken(self) -> list[str]:
        """The three choices."""
        now = hotline().now()
        morning = self._ends(now)["3"].astimezone(self.mine.zone)
        limit = spoken_limit(morning, now, self.mine.language)
        return [self.mine.say("volunteer-until", time=limit)]

    def answer(self, key: str) -> Response | None:
        """From now on they are rung as a volunteer."""
        now = hotline().now()
        until = self._ends(now).get(key)
        if until is None:
            return None
        with hotline().database.writing() as session:
            team = team_called(session, self.mine.line.id, self.team)
            if team is None:
                return self.mine.go_to("available")  # a new file took it away meanwhile
            declare(session, self.mine.person.id, team.id, since=now, until=until)
        here = until_words(until.astimezone(self.mine.zone), now, self.mine.language)
        return self.mine.go_to(MENU, self.mine.say("volunteer-noted", until=here))

    def _ends(self, now: datetime) -> dict[str, datetime]:
        here = now.astimezone(self.mine.zone)
        day = here.date() + timedelta(days=here.time() >= MORNING)
        morning = instant(datetime.combine(day, MORNING), self.mine.zone)
        return {"1": now + timedelta(hours=2), "2": now + timedelta(hours=4), "3": morning}


def available(own_call_id: str) -> Response:
    """The team."""
    return identified(own_call_id, lambda mine: Where(mine).heard())


def available_until(own_call_id: str, team: str) -> Response:
    """The end."""
    return identified(own_call_id, lambda mine: UntilWhen(mine, team).heard())


def no_longer(own_call_id: str) -> Response:
    """Taken back at once; their duties stay, and they are told so."""

    def take_back(mine: Mine) -> Response:
        with hotline().database.writing() as session:
            withdraw(session, mine.person.id)
        return mine.go_to(MENU, mine.say("volunteer-over"))

    return identified(own_call_id, take_back)
