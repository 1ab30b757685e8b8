"""Why somebody is on duty: the turn or shift it comes from, and every decision that made it so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accounts.names import authors_in_words
from hotline.lines.fields import Words
from hotline.rosters.history import KINDS, decided, names_of
from hotline.rosters.tables import Decision, RosterChange
from hotline.rosters.teams import team_names
from hotline.taxonomies import Wording
from hotline.words.written import written_day
from schedules.duty import ByShift, ByTurn, Why
from schedules.planned import Stretch

_TURN = Wording("tour {number}", "turn {number}")
_SHIFT = Wording("permanence", "shift")
_DECISION = Wording("décision", "decision")
_MADE = Wording(
    "{what} ({kind} n° {number}, {author}, {day}{reason})",
    "{what} ({kind} no. {number}, {author}, {day}{reason})",
)


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions and the changes they were made in, for whoever tells why."""

    by_key: Mapping[str, tuple[Decision, RosterChange]]
    names: dict[int, str]
    teams: dict[str, Words]
    """What teams are called, by slug."""
    authors: dict[str, str]
    """What the authors of those changes are called, by what the changes say."""


def decisions_behind(session: Session, line_id: int, stretches: Iterable[Stretch]) -> Decided:
    """What is needed to tell why these stretches are as they are. Four statements at most."""
    keys = {int(key) for stretch in stretches for key in stretch.decisions}
    rows = session.execute(
        select(Decision, RosterChange)
        .join(RosterChange, RosterChange.id == Decision.opened_in)
        .where(Decision.id.in_(keys))
    )
    found = {str(row.id): (row, change) for row, change in rows}
    authors = authors_in_words(session, {change.author for _, change in found.values()})
    return Decided(found, names_of(session, line_id), team_names(session, line_id), authors)


def base_words(why: Why, language: str) -> str:
    """« tour 46 », « permanence »; "turn 46", "shift"."""
    if isinstance(why, ByTurn):
        return _TURN.read_in(language).format(number=why.number)
    return (_SHIFT if isinstance(why, ByShift) else _DECISION).read_in(language)


def why_words(stretch: Stretch, decided_by: Decided, zone: ZoneInfo, language: str) -> str:
    """The turn or shift, then each decision with its change, its author, its day and reason."""
    colon, semicolon = (": ", "; ") if language == "en" else (" : ", " ; ")
    clauses = [base_words(stretch.why, language)]
    for key in stretch.decisions:
        row, change = decided_by.by_key[key]
        clauses.append(
            _MADE.read_in(language).format(
                what=decided(row, decided_by.names, decided_by.teams, language),
                kind=KINDS[change.kind].read_in(language),
                number=change.number,
                author=decided_by.authors[change.author],
                day=written_day(change.made_at.astimezone(zone).date(), language, named=False),
                reason=f"{colon}{change.reason}" if change.reason else "",
            )
        )
    return semicolon.join(clauses)
