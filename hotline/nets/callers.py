"""The steps of a caller without a database: greeted, put through one person at a time, never left
without a way out.

Nothing is asked but danger: whoever is put through at once is helped sooner than by a menu whose
answers nobody can write down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hotline.nets.asked import Asked
from hotline.nets.choosing import Chosen, Nobody, choose
from hotline.nets.going import Going, opened
from hotline.nets.net import Net
from hotline.nets.paper import Paper
from hotline.nets.picture import CallPicture, LinePicture, Picture
from hotline.nets.spool import CALL, key_of
from hotline.words import words

MOST_OFFERS = 3
"""Ways out said in a row without a key, before the last words."""
MUSIC = 8
"""Seconds of a piece."""

Back = Callable[[Going], str | None]
"""Takes a caller back into the ordinary steps, when the database is there again: their document."""


def stays(_going: Going) -> None:
    """There is no way back yet."""


@dataclass(frozen=True)
class Caller:
    """One caller at one step, and what is known of their line."""

    net: Net
    asked: Asked
    picture: Picture
    line: LinePicture
    going: Going
    back: Back

    def enters(self, first: list[str]) -> str:
        """Begins to ring, after these words."""
        return self._goes_on(self.going, first)

    def next(self) -> str:
        """Goes on."""
        return self._goes_on(self.going)

    def key(self) -> str:
        """A key pressed while words are said: 0 is danger, others do nothing. Whoever was about to
        be rung after these words was not."""
        if self.going.leg:
            self.net.marks.free(self.going.leg, self.net.now())
            self.note("unrung", leg=self.going.leg)
        going = replace(self.going, leg="", person=0)
        if self.asked.digits != "0":
            return self._goes_on(going)
        self.note("danger")
        going = replace(going, danger=True)
        return self._goes_on(going, [words("put-through", going.language), *self._danger(going)])

    def way(self) -> str:
        """A key pressed while the ways out are said."""
        going = replace(self.going, offers=0)
        if self.asked.digits == "1":
            return self._goes_on(going, [words("keep-waiting", going.language)])
        if self.asked.digits == "2":
            self.note("numbers")
            again = words("numbers-again", going.language)
            document = self._paper().listen(
                self._step("way", going), [*self._numbers(going), again], seconds=5
            )
            return document.go_to(self._step("next", going)).text()
        return self.key()

    def rung(self) -> str:
        """The telephone that was rung is over, talk or no talk."""
        net, asked, now = self.net, self.asked, self.net.now()
        leg = self.going.leg
        spooled = net.spool.read(CALL + self.going.key)
        said = {
            event["e"] for event in (spooled.events if spooled else ()) if event.get("leg") == leg
        }
        talked = "connected" in said or asked.dial_bridged
        net.marks.free(leg, now)
        self.note("over", leg=leg, status=asked.dial_status, child=asked.dial_sid, talked=talked)
        if asked.over:
            net.gone(asked.sid)
            return Paper(self.going.language).hang_up().text()
        if not talked:
            return self._goes_on(self.going.after_ringing(now, refused="refused" in said))
        person = self.going.person
        going = replace(
            self.going, began=now, tried=(), no=(), first=person, offers=0, leg="", person=0
        )
        return self._goes_on(going, [words("cut", going.language)])

    def note(self, event: str, **more: object) -> None:
        """Writes down what happened."""
        self.net.spool.add(CALL + self.going.key, event, self.net.now(), **more)

    def _goes_on(self, going: Going, first: list[str] | None = None) -> str:
        came_back = self.back(going)
        if came_back is not None:
            self.net.marks.waits_no_more(going.key)
            self.note("back")
            return came_back
        if self.net.now() >= going.began + self.line.budget:
            return self._ways_out(going, "way-out-budget", first)
        chosen = choose(self.net, self.picture, self.line, going, self.asked.calling)
        if chosen is Nobody.NONE:
            return self._ways_out(going, "way-out-nobody", first)
        if isinstance(chosen, Chosen):
            return self._ring(going, chosen, first)
        return self._wait(going, first)

    def _ring(self, going: Going, chosen: Chosen, first: list[str] | None) -> str:
        net = self.net
        net.marks.waits_no_more(going.key)
        self.note("rung", leg=chosen.leg, person=chosen.person, seconds=chosen.seconds)
        going = replace(going, leg=chosen.leg, person=chosen.person)
        said = first or [words("waiting-ringing", going.language)]
        assert self.line.shown is not None  # looked at on the way in
        return (
            self._paper()
            .listen(self._step("key", going), said)
            .ring(
                chosen.number,
                shown=self.line.shown,
                seconds=chosen.seconds,
                whisper=self._step("whisper", going),
                action=self._step("rung", going),
            )
            .text()
        )

    def _wait(self, going: Going, first: list[str] | None) -> str:
        net, now = self.net, self.net.now()
        net.marks.wait(going.key, going.since, now + 4 * MUSIC)
        piece = int(now - going.since) // MUSIC
        said = first or ([words("waiting-busy", going.language)] if piece % 3 == 0 else [])
        music = net.url(f"/voice/music/{piece % 12}.wav")
        document = self._paper().listen(self._step("key", going), said, play=music)
        return document.go_to(self._step("next", going)).text()

    def _ways_out(self, going: Going, why: str, first: list[str] | None) -> str:
        numbers = self._numbers(going)
        if going.offers >= MOST_OFFERS:
            self.net.marks.waits_no_more(going.key)
            self.note("nobody")
            last = [words("goodbye-nobody", going.language), *numbers]
            return self._paper().say_words(last).say("goodbye").hang_up().text()
        going = replace(going, began=self.net.now(), offers=going.offers + 1)
        keys = [words(why, going.language), words("way-out-wait", going.language)]
        again = words("numbers-again", going.language)
        said = [*(first or []), *self._danger(going), *keys, *numbers, again]
        document = self._paper().listen(self._step("way", going), said, seconds=5)
        return document.go_to(self._step("next", going)).text()

    def _paper(self) -> Paper:
        return Paper(self.going.language, self.line)

    def _step(self, step: str, going: Going) -> str:
        return self.net.step(f"/voice/net/{step}?at={going.closed(self.net.seal)}")

    def _danger(self, going: Going) -> list[str]:
        return self._there(self.line.danger) if going.danger else []

    def _numbers(self, going: Going) -> list[str]:
        told = self._there(self.line.numbers)
        return told or [words("emergency-numbers", going.language)]

    def _there(self, told: dict[str, dict[str, list[str]]]) -> list[str]:
        """What is said to a caller where they are."""
        area = area_of(self.picture, self.asked, self.picture.call(self.going.sid, self.going.call))
        return told.get(area or "", told[""])[self.going.language]


def area_of(picture: Picture, asked: Asked, known: CallPicture | None) -> str | None:
    """Where a caller is, as far as it is known."""
    return (known.territory if known else None) or picture.territory_of(asked.calling)


def goes_on(net: Net, asked: Asked, back: Back) -> Caller | None:
    """The caller at a step of the nets; None when the state or the picture is gone."""
    going = opened(asked.at, net.seal)
    picture = net.snapshot.newest()
    line = picture.lines.get(going.line) if picture and going else None
    if picture is None or line is None or going is None or line.shown is None:
        return None
    return Caller(net, asked, picture, line, going, back)


def comes_in(
    net: Net, asked: Asked, back: Back, call: str | None = None, *, cut: bool = False
) -> str:
    """A caller whose step could not be answered without the database: on the way in, or anywhere
    else. `cut`: they were talking with somebody."""
    now, key = net.now(), key_of(asked.sid)
    picture = net.snapshot.of_use(now)
    known = picture.call(asked.sid, call) if picture else None
    line = _line(picture, asked, known)
    spooled = net.spool.read(CALL + key)
    before = spooled.events if spooled else []
    danger = asked.digits == "0" or bool(known and known.danger)
    danger |= any(event["e"] == "danger" for event in before)
    if picture is None or line is None or line.shown is None:
        return without_picture(net, asked)
    begun = next((event for event in before if event["e"] == "begun"), None)
    waited = now - asked.queue_seconds if asked.queue_seconds is not None else None
    since = waited or (known.since if known else None) or (begun or {}).get("since") or now
    going = Going(
        key=key,
        sid=asked.sid,
        call=known.id if known else call,
        line=line.id,
        picture=picture.id,
        plan=known.plan if known else None,
        language=known.language if known else line.languages[0],
        since=since,
        began=now,
        danger=danger,
        first=known.person if known and cut else None,
    )
    caller = Caller(net, asked, picture, line, going, back)
    stretch = line.now(now)
    closed = stretch.closed if stretch and not (known or call or danger) else None
    caller.note(
        "begun",
        sid=asked.sid,
        line=line.id,
        plan=going.plan or line.silence_plan,
        profession=known.profession if known else line.profession,
        language=going.language,
        territory=area_of(picture, asked, known),
        danger=danger,
        since=since,
        closed=closed is not None,
    )
    if closed is not None:
        document = Paper(going.language, line)
        document.listen(caller._step("key", going), closed[going.language], seconds=5)
        return document.say("goodbye").hang_up().text()
    return caller.enters(_first_words(line, going, new=not (known or call or before)))


def without_picture(net: Net, asked: Asked) -> str:
    """Nobody is known who could be rung: numbers to dial."""
    net.spool.add(CALL + key_of(asked.sid), "begun", net.now(), sid=asked.sid, ours=asked.ours)
    net.spool.add(CALL + key_of(asked.sid), "nobody", net.now())
    return Paper("fr").say("trouble-numbers").say("emergency-numbers").hang_up().text()


def _line(picture: Picture | None, asked: Asked, known: CallPicture | None) -> LinePicture | None:
    if picture is None:
        return None
    if known is not None:
        return picture.lines.get(known.line)
    return picture.line_reached_by(asked.ours)


def _first_words(line: LinePicture, going: Going, *, new: bool) -> list[str]:
    language = going.language
    if going.first is not None:
        return [words("cut", language)]
    if going.danger:
        return [words("put-through", language)]
    if not new:
        return [words("still-here", language)]
    greeting = line.greeting[language]
    return [*greeting, words("menu-danger", language), words("put-through", language)]
