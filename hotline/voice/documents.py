"""Building blocks of the documents that the carrier reads (TwiML)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from flask import Response
from twilio.twiml import TwiML
from twilio.twiml.voice_response import Dial, Gather, Play, VoiceResponse

from hotline.calls.tables import Call, Leg
from hotline.going_live.points import Point
from hotline.going_live.settled import seconds_to_ask_for, star_is_used
from hotline.lines.service import line_by_id
from hotline.lines.voices import Voices
from hotline.service import hotline
from hotline.voice import recorded
from hotline.voice.speech import say
from hotline.words import Spoken, words
from hotline.words.pace import LISTENS_AFTER


@dataclass(frozen=True, slots=True)
class Ringing:
    """One responder's telephone to ring: shown is the line's own number, never the caller's."""

    leg: str
    number: str
    shown: str
    seconds: int


class Document:
    """One answer to the carrier, spoken to whoever takes part in a call, with the voice of its
    line: in the caller's language, or in that of a responder's leg. Where no call is known, a
    language is enough."""

    def __init__(
        self, spoken_to: Call | str, language: str | None = None, *, line_id: int | None = None
    ) -> None:
        theirs = spoken_to if isinstance(spoken_to, str) else spoken_to.language
        self.language = language or theirs
        self._line_id = line_id if isinstance(spoken_to, str) else spoken_to.line_id
        self._response = VoiceResponse()

    def say(self, key: str, **values: str) -> Document:
        """Speaks a phrase."""
        return self.say_words(words(key, self.language, **values))

    def say_words(self, text: Spoken, *, slowly: bool = False) -> Document:
        """Speaks words that are sentences already; `slowly` those to be written down."""
        self._speak(self._response, text, slowly=slowly)
        return self

    def ask(
        self,
        action: str,
        *spoken: Spoken,
        slowly: Iterable[Spoken] = (),
        digits: int = 1,
        seconds: int = 5,
    ) -> Document:
        """Speaks and listens for keys; `action` is asked in any case, pressed or not. What is to be
        written down is said first, `slowly`."""
        return self._gather(
            action, spoken, slowly=slowly, digits=digits, seconds=seconds, also_silent=True
        )

    def listen(
        self,
        action: str,
        *spoken: Spoken,
        play: str | None = None,
        digits: int = 1,
        seconds: int = LISTENS_AFTER,
    ) -> Document:
        """Speaks, or plays, while a key may be pressed; without one the document goes on."""
        return self._gather(action, spoken, play=play, digits=digits, seconds=seconds)

    def pause(self, seconds: int) -> Document:
        """Silence."""
        self._response.pause(length=seconds)
        return self

    def go_to(self, path: str) -> Document:
        """Continues with another document."""
        self._response.redirect(hotline().step(path), method="POST")
        return self

    def enter_queue(self, call: Call) -> Document:
        """Into the call's own queue: music, words, and ways out until somebody comes."""
        self._response.enqueue(
            call.id,
            action=hotline().step(f"/voice/calls/{call.id}/after"),
            wait_url=hotline().step(f"/voice/calls/{call.id}/wait"),
            method="POST",
            wait_url_method="POST",
        )
        return self

    def leave_queue(self) -> Document:
        """Out of the queue: the queue's action comes next."""
        self._response.leave()
        return self

    def bridge(self, leg: Leg, attempt: int) -> Document:
        """Joins the responder with the caller in the queue; star gives the responder a menu, unless
        a rehearsal has shown that it would hang up on the caller."""
        with hotline().database.reading() as session:
            star = star_is_used(session)
        dial = Dial(
            action=hotline().step(f"/voice/legs/{leg.id}/bridge-over?attempt={attempt}"),
            method="POST",
            timeout=5,
            hangup_on_star=star,
        )
        dial.queue(
            leg.call_id, url=hotline().step(f"/voice/legs/{leg.id}/connected"), method="POST"
        )
        self._response.append(dial)
        return self

    def ring(self, ringing: Ringing) -> Document:
        """Rings one responder from the caller's own leg, when the REST API is away."""
        dial = Dial(
            action=hotline().step(f"/voice/legs/{ringing.leg}/dialled"),
            method="POST",
            timeout=_asked_for(ringing.seconds),
            caller_id=ringing.shown,
        )
        return self._ring(dial, ringing)

    def consult(self, leg_id: str, ringing: Ringing, longest: int) -> Document:
        """Rings a coordinator from a responder's own leg, for `longest` seconds of talk at most;
        star ends it."""
        dial = Dial(
            action=hotline().step(f"/voice/legs/{leg_id}/consulted"),
            method="POST",
            timeout=_asked_for(ringing.seconds),
            caller_id=ringing.shown,
            hangup_on_star=True,
            time_limit=longest,
        )
        return self._ring(dial, ringing)

    def hang_up(self) -> Document:
        """The end of this leg."""
        self._response.hangup()
        return self

    def answer(self) -> Response:
        """The document as the carrier wants it."""
        return Response(str(self._response), content_type="text/xml; charset=utf-8")

    def _speak(self, verb: TwiML, spoken: Spoken, *, slowly: bool = False) -> None:
        text, language = (spoken, self.language) if isinstance(spoken, str) else spoken
        recording = recorded.recording_of(text, language, self._line)
        if recording is not None:
            verb.append(Play(hotline().url(recording)))
            return
        voices = self._line.document.line.voices if self._line else Voices()
        say(verb, text, voices.speaking(language), slowly=slowly)

    @cached_property
    def _line(self) -> recorded.Spoken | None:
        if self._line_id is None:
            return None
        known = recorded.spoken_so_far(self._line_id)
        if known is not None:
            return known
        with hotline().database.reading() as session:
            line = line_by_id(session, self._line_id)
            assert line is not None  # a foreign key holds it
            return recorded.speaks_as(session, line)

    def _ring(self, dial: Dial, ringing: Ringing) -> Document:
        path = f"/voice/legs/{ringing.leg}"
        dial.number(
            ringing.number,
            url=hotline().step(f"{path}/whisper"),
            method="POST",
            status_callback=hotline().step(f"{path}/status"),
            status_callback_method="POST",
            status_callback_event="initiated ringing answered completed",
        )
        self._response.append(dial)
        return self

    def _gather(
        self,
        action: str,
        spoken: tuple[Spoken, ...],
        *,
        slowly: Iterable[Spoken] = (),
        play: str | None = None,
        digits: int,
        seconds: int,
        also_silent: bool = False,
    ) -> Document:
        gather = Gather(
            input="dtmf",
            num_digits=digits,
            timeout=seconds,
            # Every key counts as a key, # included.
            finish_on_key="",
            action_on_empty_result=also_silent,
            action=hotline().step(action),
            method="POST",
        )
        for text in slowly:
            self._speak(gather, text, slowly=True)
        for text in spoken:
            self._speak(gather, text)
        if play is not None:
            gather.play(hotline().url(play))
        self._response.append(gather)
        return self


def _asked_for(seconds: int) -> int:
    with hotline().database.reading() as session:
        return seconds_to_ask_for(session, seconds, Point.DIAL_TIMEOUT_BUFFER)
