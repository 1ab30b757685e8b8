"""What kinds of parts of a draft pages edit: lists of members, and single tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hotline.console.line.forms.base import PartForm
from hotline.lines.problems import Place
from hotline.taxonomies import Wording

N = -1
"""In a pattern, any index."""

Summary = Callable[[Mapping[str, Any], str], str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of the draft."""

    pattern: Place
    title: Wording
    help: Wording
    add: Wording
    empty: Wording
    form: type[PartForm]
    summary: Summary
    inside: str = ""
    """The list inside of each member, which has a page of its own."""
    editable: bool = True
    """Whether members have more to change than their order and their list."""


@dataclass(frozen=True, slots=True)
class Single:
    """A table of the draft."""

    place: Place
    title: Wording
    help: Wording
    form: type[PartForm]
