"""What a caller hears before the queue: greeting, pages of the menu, questions."""

from __future__ import annotations

from datetime import datetime

from hotline.lines.document import LineDocument
from hotline.lines.fields import Words
from hotline.lines.menu import Choice, FollowUpChoice, ProfessionChoice
from hotline.lines.walking import NEXT_PAGE, Page, every_choice
from hotline.taxonomies import professions
from hotline.words import InLanguage, Spoken, words
from hotline.words.moments import greeting, spoken_moment
from hotline.words.waiting import numbers_to_dial
from routing.questions import ANOTHER_PROFESSION, AVOID, DEPARTMENT, KIND, LATER

_QUESTIONS = {
    KIND: "kind-question",
    ANOTHER_PROFESSION: "another-profession-question",
    LATER: "later-question",
    DEPARTMENT: "department-question",
}


def other_language(line: LineDocument, language: str) -> str | None:
    """The language that its key leads to; None on a line that speaks one only."""
    return next((other for other in line.line.languages if other != language), None)


def welcome(line: LineDocument, language: str, *, there: datetime, now: datetime) -> list[Spoken]:
    """The first words. `there`: the time where the caller is; `now` the same instant, aware."""
    spoken: list[Spoken] = [greeting(there, language), line.line.greeting.read_in(language)]
    message = line.message_at(now)
    if message is not None:
        spoken.append(message.read_in(language))
    other = other_language(line, language)
    if other is not None:
        spoken.append(InLanguage(words("menu-other-language", other), other))
    return spoken


def page_words(page: Page, language: str) -> list[str]:
    """A page of the menu: the danger key first, on the first page; then its choices."""
    spoken = [] if page.keys else [words("menu-danger", language)]
    if page.question is not None:
        spoken.append(page.question.read_in(language))
    choices = [_choice_words(choice, key, language) for key, choice in page.choices]
    if page.goes_on:
        choices.append(words("menu-more", language, digit=NEXT_PAGE))
    return [*spoken, " ".join(choices)]


def closed_words(
    closed: Words | None, line: LineDocument, language: str, area: str | None
) -> list[str]:
    """In place of the menu while the line is closed: why, and who answers now. None: it has opened
    since the caller heard that it is closed."""
    return [
        *([closed.read_in(language)] if closed else []),
        words("closed-danger", language),
        *numbers_to_dial(line, language, area),
        words("closed-again", language),
    ]


def question_words(name: str, line: LineDocument, language: str) -> str:
    """The question of that name (see `routing.questions`)."""
    if name == ANOTHER_PROFESSION and not _has_psychologists(line):
        return words("another-profession-only", language)
    if name in _QUESTIONS:
        return words(_QUESTIONS[name], language)
    people = next((p for p in line.avoidable if AVOID + p.tag == name), None)
    who = people.words.read_in(language) if people else name.removeprefix(AVOID)
    return words("avoid-question", language, who=who)


def _has_psychologists(line: LineDocument) -> bool:
    return any(choice.plans.psychologist for _, choice in every_choice(line))


def no_peer_words(next_peer: datetime | None, now: datetime, language: str) -> str:
    """Nobody of the caller's profession is on duty, and when somebody will be, as far as is known;
    both in the zone of the caller."""
    nobody = words("no-peer-now", language)
    if next_peer is None:
        return nobody
    when = spoken_moment(next_peer, now, language)
    return f"{nobody} {words('no-peer-until', language, when=when)}"


def _choice_words(choice: Choice, key: str, language: str) -> str:
    if isinstance(choice, FollowUpChoice) and choice.label is None:
        return words("menu-follow-up", language, digit=key)
    return words("menu-choice", language, who=_name(choice, language), digit=key)


def _name(choice: Choice, language: str) -> str:
    if choice.label is not None:
        return choice.label.read_in(language)
    assert isinstance(choice, ProfessionChoice)  # a choice of another menu has its label
    return professions()[choice.profession].spoken.read_in(language)
