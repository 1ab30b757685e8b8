"""What a record holds: a first evaluation, a plan, contacts, a closing. Nothing clinical, no name.

A work of words and dates: it is read and written whole, as one sealed text.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

LONGEST = 4000
"""Characters of one answer."""
MOST_CONTACTS = 500

Answer = Annotated[str, Field(max_length=LONGEST)]


class Channel(StrEnum):
    """How two people were in contact."""

    PHONE = "phone"
    VIDEO = "video"
    MAIL = "mail"
    ON_SITE = "on site"
    NEUTRAL_PLACE = "neutral place"


class Urgency(StrEnum):
    """What both have agreed on."""

    NONE = ""
    TODAY = "today"
    THIS_WEEK = "this week"
    THIS_MONTH = "this month"
    NOT_PRESSING = "not pressing"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evaluation(_Part):
    """The first talk, looked at together."""

    practice: Answer = ""
    """How they work: where, with whom, on call or not."""
    wishes: Answer = ""
    """What they want to change."""
    supports: Answer = ""
    """What and who helps them already."""
    urgency: Urgency = Urgency.NONE
    next_contact: date | None = None
    agreed: Answer = ""
    """How and when they may be contacted, in their own words."""


class Plan(_Part):
    """What both have decided."""

    goals: Answer = ""
    steps: Answer = ""
    review_on: date | None = None


class Contact(_Part):
    """One contact."""

    key: Annotated[str, Field(max_length=32)]
    """Of the form it came from: sent twice, it is one contact."""
    day: date
    channel: Channel
    minutes: Annotated[int, Field(ge=0, le=600)]
    note: Answer = ""


class Content(_Part):
    """All of it."""

    evaluation: Evaluation = Evaluation()
    plan: Plan = Plan()
    contacts: tuple[Contact, ...] = ()
    closing: Answer = ""
