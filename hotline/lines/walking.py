"""Walking a line's menus by the keys pressed: which page is read, which choice was made."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from hotline.lines.document import LineDocument
from hotline.lines.fields import Words
from hotline.lines.menu import PER_PAGE, Choice, FollowUpChoice, MenuChoice, ProfessionChoice

NEXT_PAGE = str(PER_PAGE + 1)


@dataclass(frozen=True, slots=True)
class Page:
    """What is read at once: at most five choices, told by their keys."""

    keys: str
    """The keys that lead here from the first page, which is ""."""
    question: Words | None
    """Said before the choices; the first menu follows the greeting and has none."""
    choices: tuple[tuple[str, Choice], ...]
    """Each with its key."""
    goes_on: bool
    """Whether the key after the choices leads to another page."""


def page_at(line: LineDocument, keys: str) -> Page:
    """The page to which these keys lead. What leads nowhere, since a new file was loaded during
    the call, is passed over."""
    page = _page("", None, line.menu.choices, 0)
    menu: tuple[Words | None, tuple[Choice, ...], int] = (None, line.menu.choices, 0)
    nested = {nested.slug: nested for nested in line.menus}
    for key in keys:
        choice = dict(page.choices).get(key)
        question, choices, number = menu
        if key == NEXT_PAGE and page.goes_on:
            menu = (question, choices, number + 1)
        elif isinstance(choice, MenuChoice):
            menu = (nested[choice.menu].question, nested[choice.menu].choices, 0)
        else:
            continue
        page = _page(page.keys + key, *menu)
    return page


def choice_at(line: LineDocument, keys: str) -> ProfessionChoice | None:
    """The choice of a profession to which these keys lead; None when they lead to no such one."""
    page = page_at(line, keys[:-1])
    choice = dict(page.choices).get(keys[-1:])
    return choice if isinstance(choice, ProfessionChoice) and page.keys == keys[:-1] else None


def asks_for_code(line: LineDocument, keys: str) -> bool:
    """Whether these keys lead to the question for a follow-up code."""
    page = page_at(line, keys[:-1])
    choice = dict(page.choices).get(keys[-1:])
    return isinstance(choice, FollowUpChoice) and page.keys == keys[:-1]


def remembered(keys: str, choice: ProfessionChoice) -> str:
    """What is kept of a choice during a call: keys alone may mean another one in a new file."""
    return f"{keys} {choice.profession}"


def recalled(line: LineDocument, kept: str) -> tuple[str, ProfessionChoice | None]:
    """The keys and the choice that were kept, wherever its profession stands by now; None for a
    choice that a new file took away."""
    keys, _, profession = kept.partition(" ")
    choice = choice_at(line, keys)
    if choice is not None and choice.profession == profession:
        return keys, choice
    moved = ((keys, other) for keys, other in every_choice(line) if other.profession == profession)
    return next(moved, (keys, None))


def every_choice(line: LineDocument) -> Iterator[tuple[str, ProfessionChoice]]:
    """Every choice of a profession with the keys that lead to it, the fewest keys first. A menu
    that is reached twice is walked once."""
    walked = set()
    pages = deque([page_at(line, "")])
    while pages:
        page = pages.popleft()
        if page.choices in walked:
            continue
        walked.add(page.choices)
        for key, choice in page.choices:
            if isinstance(choice, ProfessionChoice):
                yield page.keys + key, choice
            elif isinstance(choice, MenuChoice):
                pages.append(page_at(line, page.keys + key))
        if page.goes_on:
            pages.append(page_at(line, page.keys + NEXT_PAGE))


def _page(keys: str, question: Words | None, choices: tuple[Choice, ...], number: int) -> Page:
    here = choices[number * PER_PAGE : (number + 1) * PER_PAGE]
    return Page(
        keys,
        question,
        tuple((str(place), choice) for place, choice in enumerate(here, start=1)),
        goes_on=len(choices) > (number + 1) * PER_PAGE,
    )
