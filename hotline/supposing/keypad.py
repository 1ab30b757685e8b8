"""The way through the menus of somebody who means to say something: what they hear and press."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hotline.calls.questions import asking_about, no_peer_told
from hotline.calls.supposed import Caller
from hotline.calls.whereabouts import time_there
from hotline.lines.document import LineDocument
from hotline.lines.service import LoadedLine
from hotline.lines.walking import every_choice, page_at
from hotline.taxonomies import area_name
from hotline.words import InLanguage, words
from hotline.words.keys import AGAIN, DANGER, KEYS, MOST_MISSES
from hotline.words.menu import closed_words, page_words, question_words, welcome
from hotline.words.waiting import at_the_end
from routing.questions import (
    ANOTHER_PROFESSION,
    AVOID,
    DEPARTMENT,
    KIND,
    LATER,
    NO,
    PSYCHOLOGIST,
    YES,
    chosen,
    next_question,
)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a caller means to say, should they be asked."""

    at: datetime
    language: str
    profession: str | None
    """None: they press nothing at all."""
    kind: str | None = None
    another_profession: bool = False
    department: str | None = None
    avoids: frozenset[str] = frozenset()
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What is heard, then the keys pressed; none at the end, and for those who press nothing."""

    heard: tuple[str, ...]
    keys: str = ""


def through_the_menus(
    session: Session, line: LoadedLine, meant: Meant
) -> tuple[list[Turn], Caller | None]:
    """Every sentence from the first on, and the caller as they enter the queue; no caller when the
    line is closed. The last turn leads into the queue, or is goodbye."""
    document, language = line.document, meant.language
    silence = document.menu.silence
    there = time_there(meant.at, None, document)
    first = [
        spoken.text if isinstance(spoken, InLanguage) else spoken
        for spoken in welcome(document, language, there=there, now=meant.at)
    ]
    put_through = Turn((words("put-through", language),))
    closed = document.closed_at(meant.at)
    page = (
        closed_words(closed, document, language, None)
        if closed
        else page_words(page_at(document, ""), language)
    )
    if meant.danger:
        plan = document.danger.plan
        caller = Caller(meant.at, language, silence.profession, None, plan, danger=True)
        return [Turn((*first, *page), DANGER), put_through], caller
    if closed:
        goodbye = Turn(tuple(at_the_end(document, language, nobody_came=False)))
        return [Turn((*first, *page)), goodbye], None
    if meant.profession is None:
        time = Turn((words("take-your-time", language),))
        caller = Caller(meant.at, language, silence.profession, None, silence.plan)
        return [Turn((*first, *page)), *[time] * (MOST_MISSES - 1), put_through], caller
    turns, caller = _answering(session, line, meant, meant.profession)
    turns[0] = Turn((*first, *turns[0].heard), turns[0].keys)
    return turns, caller


def _answering(
    session: Session, line: LoadedLine, meant: Meant, profession: str
) -> tuple[list[Turn], Caller]:
    document, language = line.document, meant.language
    keys, choice = next(
        (keys, choice) for keys, choice in every_choice(document) if choice.profession == profession
    )
    asking = asking_about(session, line, choice, language=language, territory=None, now=meant.at)
    turns = list(_pages(document, keys, language))
    first = no_peer_told(session, line, asking, language=language, territory=None, now=meant.at)
    answers: dict[str, str] = {}
    while (name := next_question(asking, answers)) is not None:
        said = answers[name] = _said(name, meant)
        turns.append(Turn((*first, question_words(name, document, language)), _keys(name, said)))
        area = name == DEPARTMENT and said
        first = (words("department", language, name=area_name(said, language)),) if area else ()
    end = chosen(asking, answers)
    caller = Caller(
        at=meant.at,
        language=language,
        profession=profession,
        kind=end.kind,
        plan=end.plan.slug,
        territory=end.wish.territory,
        other_profession=end.wish.other_profession,
        avoids=tuple(sorted(end.wish.avoids)),
    )
    return [*turns, Turn((*first, words("put-through", language)))], caller


def _pages(document: LineDocument, keys: str, language: str) -> Iterator[Turn]:
    for place, key in enumerate(keys):
        yield Turn(tuple(page_words(page_at(document, keys[:place]), language)), key)


def _said(name: str, meant: Meant) -> str:
    match name:
        case _ if name == KIND:
            return meant.kind or PSYCHOLOGIST
        case _ if name == ANOTHER_PROFESSION:
            return YES if meant.another_profession else NO
        case _ if name == DEPARTMENT:
            return meant.department or ""
        case _ if name == LATER:
            return NO
    return YES if name.removeprefix(AVOID) in meant.avoids else NO


def _keys(name: str, said: str) -> str:
    if name == DEPARTMENT:
        return (said + AGAIN)[:3]
    return KEYS[AVOID if name.startswith(AVOID) else name][said]
