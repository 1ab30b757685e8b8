"""The responder's personal code, on the keypad: three tries. No word tells a near miss."""

from __future__ import annotations

from flask import Response

from hotline.calls.tables import Call
from hotline.dialling import dispatch
from hotline.guesses.counting import Opens
from hotline.lines.service import LoadedLine
from hotline.notices.wrong_codes import tell_of_wrong_codes
from hotline.responders.codes import DIGITS
from hotline.responders.own_calls import MOST_TRIES, Verdict, callers_call, try_code
from hotline.responders.tables import OwnCall
from hotline.service import hotline
from hotline.voice.documents import Document
from hotline.voice.entering import in_the_menus, into_danger
from hotline.voice.incoming import first_question
from hotline.voice.my_asking import identified
from hotline.voice.my_menu import MyMenu
from hotline.voice.webhook import attempt, webhook
from hotline.words import words
from hotline.words.keys import AGAIN, BACK, DANGER


class CodeQuestion:
    """The question for the code. `caller`: the call, and its line, of whoever came from the
    callers' menu by the unspoken key: until the code is known they may be a caller."""

    def __init__(self, own: OwnCall, caller: tuple[Call, LoadedLine] | None) -> None:
        self.own = own
        self.caller = caller

    def ask(self, *first: str) -> Response:
        """Eight digits, then hash."""
        if self.own.tries >= MOST_TRIES:
            return self._no_more()
        spoken = [*first, words("code-question", self.own.language)]
        if self.caller is not None:
            spoken.append(words("back-by-star", self.own.language))
        action = f"/voice/responders/{self.own.id}/code?attempt={self.own.tries + 1}"
        return self._document().ask(action, *spoken, digits=DIGITS + len(AGAIN)).answer()

    def heard(self, keys: str) -> Response:
        """What these keys lead to. To somebody who may be a caller they can mean danger, or back to
        the menu, where nothing is lost; else they are taken for a code."""
        if self.caller is not None and keys.removesuffix(AGAIN) == DANGER:
            return into_danger(*self.caller)
        if self.caller is not None and keys in {"", BACK, AGAIN}:
            return first_question(*self.caller).ask()
        verdict = self._tried(keys.removesuffix(AGAIN))
        if verdict is Verdict.KNOWN:
            return identified(self.own.id, lambda mine: MyMenu(mine).ask())
        return self.refused(verdict)

    def refused(self, verdict: Verdict) -> Response:
        """Once more; after the last time kindly goodbye, or back to the callers' menu."""
        language = self.own.language
        if verdict is Verdict.WRONG:
            return self.ask(words("code-wrong", language))
        ending = words(_ENDINGS[verdict], language)
        if self.caller is not None:
            return first_question(*self.caller).ask(ending)
        return self._document().say_words(ending).say("my-goodbye").hang_up().answer()

    def _tried(self, keys: str) -> Verdict:
        service, told = hotline(), []
        with service.database.writing() as session:
            now = service.now()
            self.own = session.get_one(OwnCall, self.own.id)
            verdict = try_code(session, self.own, keys, attempt(), now)
            if verdict is Verdict.CLOSED:
                told = tell_of_wrong_codes(
                    session, self.own.line_id, Opens.OWN_MENU, now, service.new_id
                )
        dispatch(service, told)
        return verdict

    def _no_more(self) -> Response:
        """The key was pressed again, or the code asked for again, after the last try."""
        if self.caller is None:
            return self.refused(Verdict.GIVEN_UP)
        return first_question(*self.caller).ask(words("menu-wrong-key", self.own.language))

    def _document(self) -> Document:
        return Document(self.own.language, line_id=self.own.line_id)


_ENDINGS = {Verdict.GIVEN_UP: "code-given-up", Verdict.CLOSED: "code-closed"}


def code(own_call_id: str) -> Response:
    """What was keyed in. Once known, the responder is in their own menu."""
    with hotline().database.reading() as session:
        own = session.get(OwnCall, own_call_id)
        if own is None:
            return Document("fr").go_to("/voice/responders").answer()
        call = callers_call(session, own.carrier_id)
        caller = in_the_menus(session, call.id) if call else None
    if isinstance(caller, Response):
        return caller
    return CodeQuestion(own, caller).heard(webhook().digits)
