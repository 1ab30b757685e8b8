"""A responder is ill, or cannot come: which duty, confirmed once; then it is open at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Response

from hotline.dialling import dispatch
from hotline.responders.absent import cannot_come
from hotline.responders.own_calls import offer, offered_in
from hotline.rosters.own_duties import OwnDuty, own_duties
from hotline.service import hotline
from hotline.voice.my_asking import MENU, Mine, MyQuestion, identified
from hotline.voice.webhook import is_asked

SOON = timedelta(hours=24)
"""A duty that is on or begins sooner is most likely the one that is meant: it is told first."""


class WhichDuty(MyQuestion):
    """One of the next three."""

    place = "ill"

    def __init__(self, mine: Mine) -> None:
        super().__init__(mine)
        self.duties = next_duties(mine)

    def ask(self, *first: str, misses: int = 0) -> Response:
        """What the keys mean is kept with the call; without a duty, back to the menu."""
        if not self.duties:
            return self.mine.go_to(MENU, self.mine.say("duties-none"))
        with hotline().database.writing() as session:
            offer(session, self.mine.own.id, [duty.identity for duty in self.duties])
        return super().ask(*first, misses=misses)

    def begin(self) -> Response:
        """The duty that is on or begins soon, if there is one; else all of them."""
        asked = self.ask()
        soon = self.duties and self.duties[0].starts <= hotline().now() + SOON
        return Confirm(self.mine, 1, self.duties[0].identity).ask() if soon else asked

    def spoken(self) -> list[str]:
        """Each with its key."""
        now, language = hotline().now(), self.mine.language
        choices = [
            self.mine.say("absence-choice", duty=duty.told(now, language), digit=str(key))
            for key, duty in enumerate(self.duties, 1)
        ]
        return [self.mine.say("absence-which"), *choices]

    def answer(self, key: str) -> Response | None:
        """To be confirmed."""
        offered = {str(n): duty for n, duty in enumerate(offered_in(self.mine.own), 1)}
        return Confirm(self.mine, int(key), offered[key]).ask() if key in offered else None


class Confirm(MyQuestion):
    """1 notes the absence, 2 leads to the other duties."""

    def __init__(self, mine: Mine, number: int, identity: tuple[str, datetime]) -> None:
        super().__init__(mine)
        self.number = number
        self.identity = identity

    @property
    def place(self) -> str:
        """That of the duty among those offered, from 1 on."""
        return f"ill/{self.number}"

    def ask(self, *first: str, misses: int = 0) -> Response:
        """A duty that is not theirs any more is no question."""
        return super().ask(*first, misses=misses) if self._duty() else self._gone()

    def spoken(self) -> list[str]:
        """Which duty it is."""
        duty = self._duty()
        told = [f"{duty.told(hotline().now(), self.mine.language)}."] if duty else []
        return [*told, self.mine.say("absence-confirm")]

    def answer(self, key: str) -> Response | None:
        """From this second on it is nobody's, and who is next is rung."""
        if key == "2":
            return WhichDuty(self.mine).ask()
        if key != "1":
            return None
        service, mine = hotline(), self.mine
        with service.database.writing() as session:
            now = service.now()
            told = cannot_come(
                session, mine.line, mine.person, self.identity, now=now, new_id=service.new_id
            )
        if told is None:
            return self._gone()
        dispatch(service, told)
        return mine.go_to(MENU, mine.say("absence-done"))

    def _duty(self) -> OwnDuty | None:
        return next((d for d in next_duties(self.mine) if d.identity == self.identity), None)

    def _gone(self) -> Response:
        return self.mine.go_to(MENU, self.mine.say("absence-gone"))


def next_duties(mine: Mine) -> list[OwnDuty]:
    """Theirs, as they are told to them."""
    now = hotline().now()
    with hotline().database.reading() as session:
        return own_duties(session, mine.line.id, mine.person.id, now, mine.language)


def ill(own_call_id: str) -> Response:
    """Which duty."""

    def step(mine: Mine) -> Response:
        question = WhichDuty(mine)
        return question.heard() if is_asked() else question.begin()

    return identified(own_call_id, step)


def ill_then(own_call_id: str, number: int) -> Response:
    """The key that confirms."""

    def step(mine: Mine) -> Response:
        offered = offered_in(mine.own)[number - 1 : number]
        return Confirm(mine, number, offered[0]).heard() if offered else WhichDuty(mine).ask()

    return identified(own_call_id, step)
