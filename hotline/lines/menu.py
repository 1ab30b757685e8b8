"""The menu of a line's file: what a caller chooses from, five choices a page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from hotline.lines.fields import AskedKind, Part, ProfessionCode, Slug, Some, Words

PER_PAGE = 5
"""Choices read on a page; the key after them leads to the next page."""


class KindPlans(Part):
    """Which plan is followed for each kind of person; with both, the caller is asked."""

    psychologist: Slug | None = None
    peer: Slug | None = None

    def by_kind(self) -> dict[AskedKind, str]:
        """The plan's slug for each kind on offer, psychologists first."""
        offered: dict[AskedKind, str | None] = {
            "psychologist": self.psychologist,
            "peer": self.peer,
        }
        return {kind: plan for kind, plan in offered.items() if plan is not None}


class ProfessionChoice(Part):
    """A choice that tells the caller's profession."""

    profession: ProfessionCode
    plans: KindPlans
    label: Words | None = None
    """Said instead of the profession's own words."""
    callback: bool = False
    """They are called back, by whom the only plan of this choice rings, instead of put through."""


class MenuChoice(Part):
    """A choice that leads to another menu."""

    menu: Slug
    label: Words


class FollowUpChoice(Part):
    """A choice for those who have a follow-up code: see [follow_up]."""

    follow_up: Literal[True]
    label: Words | None = None
    """Said instead of the usual words."""


_TAGS = {"menu": "a menu", "follow_up": "a follow-up code", "profession": "a profession"}
"""By the field that tells a choice's sort."""


def _tag(choice: object) -> str:
    fields = choice if isinstance(choice, dict) else getattr(choice, "model_fields_set", ())
    return next((tag for field, tag in _TAGS.items() if field in fields), _TAGS["profession"])


Choice = Annotated[
    Annotated[ProfessionChoice, Tag(_TAGS["profession"])]
    | Annotated[MenuChoice, Tag(_TAGS["menu"])]
    | Annotated[FollowUpChoice, Tag(_TAGS["follow_up"])],
    Discriminator(_tag),
]
"""[[menu.choices]]: its key is its place on its page, from 1 on."""


class Silence(Part):
    """What happens to a caller who presses nothing."""

    profession: ProfessionCode = "UNK"
    plan: Slug


class Menu(Part):
    """[menu]: 0 is always danger, 9 the other language, # says it again, * goes back."""

    silence: Silence
    choices: Some[Choice]


class NestedMenu(Part):
    """[[menus]]: a menu that a choice of another one leads to."""

    slug: Slug
    question: Words
    """Said before its choices."""
    choices: Some[Choice]


def as_written(place: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """A place as the file writes it: the sort of a choice is told by its fields, not named."""
    return tuple(part for part in place if part not in _TAGS.values())
