"""In the menu: the code by which a caller comes back to whoever accompanies them. Three tries;
then, as at every question, a human all the same."""

from __future__ import annotations

from flask import Response

from hotline.calls.tables import Call
from hotline.dialling import dispatch
from hotline.follow_ups.codes import DIGITS, fingerprint, is_code
from hotline.follow_ups.returning import Verdict, mistyped, try_code
from hotline.guesses.counting import MOST_WRONG_AN_HOUR, Opens, wrong_so_far
from hotline.lines.service import LoadedLine
from hotline.notices.wrong_codes import tell_of_wrong_codes
from hotline.service import hotline
from hotline.voice.asking_for_codes import CodeQuestion
from hotline.voice.coming_back import come_back
from hotline.voice.documents import Document
from hotline.voice.entering import in_the_menus, into_danger, into_follow_up
from hotline.voice.incoming import first_question
from hotline.voice.webhook import attempt, is_asked, webhook
from hotline.words import Spoken, words
from hotline.words.keys import DANGER

LONGEST_PAUSE = 8
"""Seconds: each wrong code of this hour makes the next question come a second later, up to so many.
Somebody who guesses loses hours by it, somebody who was mistaken a breath."""


class FollowUpQuestion(CodeQuestion):
    """The question for the code."""

    place = "follow-up"
    digits = DIGITS

    def spoken(self) -> list[str]:
        """What to key in."""
        return [words("follow-up-question", self.call.language)]

    def answer(self, keys: str) -> Response | None:
        """To whoever accompanies them, or once more."""
        if not keys:
            return None
        verdict = self._tried(keys)
        with hotline().database.reading() as session:
            self.call = session.get_one(Call, self.call.id)
        match verdict:
            case Verdict.KNOWN:
                return come_back(self.call, self.line)
            case Verdict.CLOSED:
                return self._on("follow-up-closed")
            case Verdict.GIVEN_UP:
                return self.missed()
            case Verdict.UNKNOWN:
                return self._later("follow-up-unknown")
        return self.ask(words("follow-up-mistyped", self.call.language), misses=attempt())

    def missed(self) -> Response:
        """Whoever answers can give them a new one."""
        return self._on("follow-up-given-up")

    def back(self) -> Response:
        """The menu."""
        return first_question(self.call, self.line).ask()

    def _tried(self, keys: str) -> Verdict:
        service, asked = hotline(), attempt()
        if not is_code(keys):
            with service.database.writing() as session:
                return mistyped(session, self.call.id, asked)
        # Asked first: while codes are not looked at, nobody keeps the machine busy with them.
        with service.database.reading() as session:
            wrong = wrong_so_far(session, self.line.id, Opens.FOLLOW_UP, service.now())
        closed = wrong >= MOST_WRONG_AN_HOUR[Opens.FOLLOW_UP]
        return self._closed() if closed else self._looked_at(keys, asked)

    def _looked_at(self, keys: str, asked: int) -> Verdict:
        service, kept = hotline(), fingerprint(keys)
        with service.database.writing() as session:
            now = service.now()
            verdict = try_code(
                session, self.line, self.call.id, keys, kept=kept, asked=asked, now=now
            )
        return self._closed() if verdict is Verdict.CLOSED else verdict

    def _closed(self) -> Verdict:
        service = hotline()
        with service.database.writing() as session:
            now, new_id = service.now(), service.new_id
            told = tell_of_wrong_codes(session, self.line.id, Opens.FOLLOW_UP, now, new_id)
        dispatch(service, told)
        return Verdict.CLOSED

    def _later(self, key: str) -> Response:
        return pause(self.call, self.line, words(key, self.call.language))

    def _on(self, key: str) -> Response:
        return into_follow_up(self.call, self.line, words(key, self.call.language))


def pause(call: Call, line: LoadedLine, *first: Spoken) -> Response:
    """A silence in which only danger is heard; then the question again."""
    service = hotline()
    with service.database.reading() as session:
        wrong = wrong_so_far(session, line.id, Opens.FOLLOW_UP, service.now())
    action = f"/voice/calls/{call.id}/follow-up/pause"
    document = Document(call).listen(action, *first, seconds=min(max(wrong, 1), LONGEST_PAUSE))
    return document.go_to(f"/voice/calls/{call.id}/follow-up").answer()


def follow_up(call_id: str) -> Response:
    """What was keyed in; whoever was sent here is asked."""
    with hotline().database.reading() as session:
        found = in_the_menus(session, call_id)
    if isinstance(found, Response):
        return found
    question = FollowUpQuestion(*found)
    return question.heard() if is_asked() else question.ask()


def follow_up_pause(call_id: str) -> Response:
    """A key pressed in the silence: danger, or the silence begins anew, for guesses that hurry."""
    with hotline().database.reading() as session:
        found = in_the_menus(session, call_id)
    if isinstance(found, Response):
        return found
    return into_danger(*found) if webhook().digits == DANGER else pause(*found)
