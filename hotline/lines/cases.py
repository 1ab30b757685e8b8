"""[cases]: requests by mail or telephone, given to somebody who calls back and follows them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hotline.lines.fields import Many, Part, Slug, Some


class Cases(Part):
    """[cases]: who takes them, by when they are answered, how long what is known of them stays."""

    teams: Some[Slug]
    """Whoever is on the roster of one of these."""
    match: Many[Literal["profession", "language", "territory", "elsewhere"]] = ("profession",)
    """What is asked of them, as in a plan's step; near or far can be chosen anew for each case."""
    answer_within_hours: Annotated[int, Field(ge=24, le=168)] = 48
    """From the request to the first contact: then coordinators are told, every day."""
    contact_days: Annotated[int, Field(ge=30, le=730)] = 180
    """Days without a word noted after which the contact is deleted, though the case is open."""
    retention_days: Annotated[int, Field(ge=1, le=365)] = 30
    """Days after its end before nothing is left of a case but monthly counters."""
