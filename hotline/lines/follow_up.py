"""Follow-up codes, where a line's file switches them on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hotline.lines.fields import Part, Slug

KEEP_MONTHS = 24
"""Unless the line says otherwise; also of one that gives no codes any more."""


class FollowUp(Part):
    """[follow_up]: responders give codes by which callers come back to them."""

    plan: Slug
    """Who is rung when the person cannot be reached, and the caller wants somebody now."""
    days: Annotated[int, Field(ge=7, le=1095)] = 180
    """How long a code is known; each use of it begins this time anew."""
    keep_months: Annotated[int, Field(ge=1, le=120)] = KEEP_MONTHS
    """How long a record is kept once it was closed, or its code is over."""
