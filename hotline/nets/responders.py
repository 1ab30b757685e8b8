"""The steps of a responder's telephone without a database: nobody is joined before a key.

One that the service has rung before is not lost: its caller is kept in the queue while somebody
listens, and both are joined there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotline.nets.asked import Asked
from hotline.nets.going import opened
from hotline.nets.marks import Mark
from hotline.nets.net import Net
from hotline.nets.paper import Paper
from hotline.nets.picture import CallPicture, Picture, Sentences
from hotline.nets.spool import CALL, LEG
from hotline.words import words

LISTENS = 45.0
"""Seconds from picking up to the second key, at most."""
LONGEST_TALK = 2 * 3600.0
"""Seconds for which somebody is taken to talk when the end is never heard of."""

MOST_TRIES = 4
"""How often a responder is joined with a caller who is not in the queue."""

REFUSALS = {"2", "9"}


@dataclass(frozen=True)
class Listening:
    """A responder on the line, who is to press 1 twice."""

    net: Net
    asked: Asked
    mark: Mark
    path: str
    """Of their steps: one is to be put between its halves."""
    spool: str
    who: Sentences
    danger: bool

    def hears(self, step: str) -> str | None:
        """What they hear at whisper, accept and confirm; None once they are to be joined."""
        pressed = "" if step == "whisper" else self.asked.digits
        if pressed in REFUSALS:
            self.note("refused")
            return self._paper().say("refused").hang_up().text()
        if step == "confirm" and pressed == "1":
            self._stays_until(LONGEST_TALK)
            return None
        if step == "confirm" or pressed == "1":
            return self._who_calls()
        if step == "whisper":
            self.note("answered")
            self._stays_until(LISTENS)
        return self._first_words()

    def note(self, event: str) -> None:
        """Writes down what happened."""
        told = {"leg": self.mark.leg, "child": self.asked.sid}
        self.net.spool.add(self.spool, event, self.net.now(), **told)

    def _first_words(self) -> str:
        """Whoever presses nothing hears it twice, and is let go."""
        said, accept = [words("whisper", self._language)], self._address("accept")
        document = self._paper().listen(accept, said, seconds=4).listen(accept, said, seconds=6)
        return document.hang_up().text()

    def _who_calls(self) -> str:
        """No more than the caller has said, as far as the picture knows."""
        told = self.who.get(self._language) or [words("away-somebody", self._language)]
        key = "who-calls-danger" if self.danger else "away-who-calls"
        said = [words(key, self._language, who=" ".join(told))]
        return self._paper().listen(self._address("confirm"), said, seconds=6).hang_up().text()

    def _stays_until(self, seconds: float) -> None:
        now = self.net.now()
        self.net.marks.take(replace(self.mark, until=now + seconds), now)

    @property
    def _language(self) -> str:
        return language_of(self.net.snapshot.newest(), self.mark.person)

    def _paper(self) -> Paper:
        return Paper(self._language)

    def _address(self, step: str) -> str:
        return self.net.step(self.path.format(step))


def net_leg(net: Net, asked: Asked, step: str) -> str:
    """A telephone that these nets ring from the caller's own leg: whisper, accept or confirm."""
    going = opened(asked.at, net.seal)
    if going is None:
        return Paper("fr").say("trouble-responder").hang_up().text()
    picture = net.snapshot.newest()
    line = picture.lines.get(going.line) if picture else None
    known = picture.call(going.sid, going.call) if picture else None
    unknown = line.who if line else {}
    listening = Listening(
        net,
        asked,
        Mark(going.person, going.leg, going.key, net.now(), "net"),
        f"/voice/net/{{}}?at={asked.at}",
        CALL + going.key,
        known.who if known else unknown,
        going.danger,
    )
    heard = listening.hears(step)
    if heard is not None:
        return heard
    listening.note("connected")
    # The end of this document joins both.
    return Paper("fr").text()


def leg_step(net: Net, asked: Asked, leg: str, step: str) -> str:
    """A telephone that the service itself has rung."""
    mark, picture = net.marks.of_leg(leg), net.snapshot.newest()
    if step == "bridge-over":
        return _off_the_bridge(net, asked, leg, mark)
    if mark is None or step not in {"whisper", "accept", "confirm"}:
        return _let_go(net, leg, step, language_of(picture, mark.person if mark else 0))
    known: CallPicture | None = picture.call("", mark.call) if picture else None
    path = f"/voice/legs/{leg}"
    listening = Listening(
        net,
        asked,
        mark,
        f"{path}/{{}}",
        LEG + leg,
        known.who if known else {},
        bool(known and known.danger),
    )
    heard = listening.hears(step)
    if heard is not None:
        return heard
    if mark.mode == "dial":
        listening.note("connected")
        return Paper("fr").text()
    return _joined(net, Paper("fr"), mark, attempt=1)


def connected(net: Net, leg: str) -> str:
    """On the caller's leg, just before both are joined: only observes."""
    net.spool.add(LEG + leg, "connected", net.now())
    return Paper("fr").text()


def told_of_leg(net: Net, asked: Asked, leg: str) -> None:
    """How the leg goes on, beside its steps."""
    net.spool.add(LEG + leg, "status", net.now(), status=asked.status, child=asked.sid)
    if asked.over:
        net.marks.free(leg, net.now())


def language_of(picture: Picture | None, person: int) -> str:
    """In which the line speaks to somebody."""
    there = picture.people.get(person) if picture else None
    return there.language if there else "fr"


def _let_go(net: Net, leg: str, step: str, language: str) -> str:
    """Their caller goes on without them, and has them rung again."""
    if step in {"whisper", "fallback"}:
        net.marks.free(leg, net.now())
    return Paper(language).say("trouble-responder").hang_up().text()


def _joined(net: Net, document: Paper, mark: Mark, *, attempt: int) -> str:
    path = f"/voice/legs/{mark.leg}"
    over = net.step(f"{path}/bridge-over?attempt={attempt}")
    return document.join(mark.call, connected=net.step(f"{path}/connected"), action=over).text()


def _off_the_bridge(net: Net, asked: Asked, leg: str, mark: Mark | None) -> str:
    language = language_of(net.snapshot.newest(), mark.person if mark else 0)
    spooled = net.spool.read(LEG + leg)
    said = {event["e"] for event in (spooled.events if spooled else ())}
    talked = asked.dial_bridged or "connected" in said
    if talked:
        net.spool.add(LEG + leg, "off", net.now())
    elif mark is not None and not asked.over and asked.attempt < MOST_TRIES:
        # The caller is on their way into the queue yet, or was a moment ago.
        return _joined(net, Paper(language).pause(2), mark, attempt=asked.attempt + 1)
    net.marks.free(leg, net.now())
    document = Paper(language).say("away-noted-later" if talked else "taken")
    return document.hang_up().text()
