"""What every page of « Ligne » starts from: the draft, what is wrong with it, and its picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.accounts.names import account_in, names_of_accounts
from hotline.console.here import Here
from hotline.drafts.keeping import Draft, draft_of
from hotline.drafts.names import with_plans_named
from hotline.drafts.picture import Picture, picture
from hotline.drafts.places import problem_words
from hotline.drafts.publishing import check
from hotline.lines.fields import Words
from hotline.lines.file import LineFile
from hotline.lines.problems import Place, Problem
from hotline.lines.service import line_slugs
from hotline.rosters.teams import TeamNamed, team_names, teams_named
from hotline.service import hotline
from hotline.taxonomies import Wording

_BY_FILE = Wording("un fichier chargé", "a file that was loaded")
_GONE = Wording("un compte qui n'existe plus", "an account that is gone")


@dataclass(frozen=True)
class Ground:
    """The draft as it is now, and what it stands on."""

    here: Here
    draft: Draft
    file: LineFile | None
    """What would be published; None while there are problems."""
    problems: tuple[Problem, ...]
    teams: dict[str, TeamNamed]
    names: dict[str, Words]
    """Of the teams."""
    lines: tuple[str, ...]
    """The other lines."""
    editor: str
    """Who edited the draft last."""

    @property
    def errors(self) -> list[Problem]:
        """Without these mended, nothing is published."""
        return [one for one in self.problems if not one.is_advice]

    @property
    def advice(self) -> list[Problem]:
        """Worth a look."""
        return [one for one in self.problems if one.is_advice]

    @cached_property
    def told(self) -> dict[str, Any]:
        """The draft for words about it: its plans called as people call them."""
        return self.named(self.draft.document)

    def named(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Another document of the line, in the same way."""
        return with_plans_named(document, self.names)

    def picture(self) -> Picture:
        """The call tree of the draft."""
        return picture(
            self.draft.document,
            teams=self.names,
            wrong=[one.place for one in self.errors],
            language=self.here.language,
        )

    def sentence(self, problem: Problem) -> str:
        """What is wrong, where, and what to do."""
        return problem_words(problem, self.told, self.here.language)

    def about(self, place: Place) -> list[Problem]:
        """What is wrong at that place or inside of it."""
        return [one for one in self.problems if one.place[: len(place)] == place]


def look(here: Here) -> Ground:
    """Reads all of it at once."""
    with hotline().database.reading() as session:
        draft = draft_of(session, here.line.id)
        comparison = check(session, here.line.id, draft.document)
        slug = here.line.document.line.slug
        return Ground(
            here=here,
            draft=draft,
            file=comparison.file,
            problems=comparison.problems,
            teams=teams_named(session, here.line),
            names=team_names(session, here.line.id),
            lines=tuple(other for other in line_slugs(session) if other != slug),
            editor=author_names(session, [draft.author], here.language).get(draft.author, ""),
        )


def clock(here: Here) -> Callable[[datetime], str]:
    """Writes instants as the clock of the line shows them."""
    zone = ZoneInfo(here.line.document.line.time_zone)
    return lambda at: f"{at.astimezone(zone):%d/%m/%Y %H:%M}"


def author_names(session: Session, authors: Sequence[str], language: str) -> dict[str, str]:
    """Who made changes, by the name that changes give them."""
    accounts = {author: account_in(author) for author in authors if author}
    names = names_of_accounts(session, {one for one in accounts.values() if one is not None})
    return {
        author: _BY_FILE.read_in(language)
        if account is None
        else names.get(account, _GONE.read_in(language))
        for author, account in accounts.items()
    }
