"""What changed a roster: each change told in words, with who made it, when and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from hotline.accounts.names import authors_in_words
from hotline.lines.fields import Words
from hotline.lines.file import ShiftEntry
from hotline.people.tables import Person
from hotline.rosters.changing import FROM_FILE
from hotline.rosters.tables import Decision, RosterChange, RosterRule
from hotline.rosters.teams import team_names
from hotline.rosters.telling_coverage import place_words
from hotline.taxonomies import Wording
from hotline.words.duties import role_words
from hotline.words.of import of
from hotline.words.written import written_period

KINDS = {
    "load": Wording("fichier chargé", "file loaded"),
    "import": Wording("fichier importé", "file imported"),
    "feed": Wording("calendrier suivi", "calendar followed"),
    "override": Wording("décision", "decision"),
    "absence": Wording("absence", "absence"),
    "swap": Wording("échange", "swap"),
    "takeover": Wording("reprise", "taking over"),
    "undo": Wording("annulation", "undoing"),
}
_DECIDED = {
    "add": Wording("{person} est de permanence{place} {when}", "{person} is on duty{place} {when}"),
    "remove": Wording(
        "{person} n'est plus de permanence{place} {when}",
        "{person} is no longer on duty{place} {when}",
    ),
    "replace": Wording(
        "{by} à la place {of_person}{place} {when}", "{by} instead of {person}{place} {when}"
    ),
    "absence": Wording("absence {of_person} {when}", "{person} is away {when}"),
    "gift": Wording(
        "la permanence {of_person} {when} passe à {by}",
        "{person}'s duty {when} passes to {by}",
    ),
}
_NEW = Wording("nouveau : {told}", "new: {told}")
_CHANGED = Wording("changé : {told}", "changed: {told}")
_GONE = Wording("n'y est plus : {told}", "no longer there: {told}")
_BROUGHT = Wording("apporte : {told}", "brings: {told}")
_TAKEN_AWAY = Wording("retire : {told}", "takes away: {told}")
_WITHDRAWN = Wording("retiré : {what}", "withdrawn: {what}")
_UNDONE = Wording("annule le changement {number}", "undoes change {number}")
_FEW = 5


@dataclass(frozen=True, slots=True)
class Told:
    """One change. `what` are clauses, in the language asked for."""

    number: int
    made_at: datetime
    kind: str
    author: str
    reason: str | None
    what: tuple[str, ...]
    undone: bool
    """A later change has taken it back."""


@dataclass(frozen=True, slots=True)
class _Called:
    """What people and teams are called: people by id and by slug, teams by slug."""

    people: dict[int, str]
    slugs: dict[str, str]
    teams: dict[str, Words]

    @classmethod
    def of(cls, session: Session, line_id: int) -> _Called:
        """Those of the line, whoever left included."""
        rows = session.execute(
            select(Person.id, Person.slug, Person.name).filter_by(line_id=line_id)
        )
        found = [*rows]
        return cls(
            {row.id: row.name for row in found},
            {row.slug: row.name for row in found},
            team_names(session, line_id),
        )


def history(
    session: Session, line_id: int, language: str, *, last: int = 20, after: int = 0
) -> list[Told]:
    """The last changes of the line's roster that have a number above `after`, newest first."""
    rows = session.scalars(
        select(RosterChange)
        .where(RosterChange.line_id == line_id, RosterChange.number > after)
        .order_by(RosterChange.number.desc())
        .limit(last)
    ).all()
    called = _Called.of(session, line_id)
    undone = {*session.scalars(_undone(line_id))}
    authors = authors_in_words(session, {row.author for row in rows})
    return [
        Told(
            row.number,
            row.made_at,
            row.kind,
            authors[row.author],
            row.reason,
            tuple(_clauses(session, row, called, language)),
            row.id in undone,
        )
        for row in rows
    ]


def _undone(line_id: int) -> Select[int | None]:
    return select(RosterChange.undoes_id).where(
        RosterChange.line_id == line_id, RosterChange.undoes_id.is_not(None)
    )


def decided(
    row: Decision, names: Mapping[int, str], teams: Mapping[str, Words], language: str
) -> str:
    """One decision as a clause: who, where, when. `names` of people by id, of teams by slug."""
    place = ""
    if row.team:
        role = role_words(row.role, language) if row.role else ""
        place = f" ({', '.join(filter(None, [teams[row.team].read_in(language), role]))})"
    return (
        _DECIDED[row.kind]
        .read_in(language)
        .format(
            person=names[row.person_id],
            of_person=of(names[row.person_id]),
            by=names.get(row.by_id or 0, ""),
            place=place,
            when=written_period(row.starts, row.ends, language),
        )
    )


def names_of(session: Session, line_id: int) -> dict[int, str]:
    """What everybody of the line is called, those who left included, by id."""
    rows = session.execute(select(Person.id, Person.name).filter_by(line_id=line_id))
    return {row.id: row.name for row in rows}


def _clauses(
    session: Session,
    change: RosterChange,
    called: _Called,
    language: str,
) -> list[str]:
    clauses = []
    if change.undoes_id is not None:
        undone = session.get_one(RosterChange, change.undoes_id)
        clauses.append(_UNDONE.read_in(language).format(number=undone.number))
    opened = _rules(session, RosterRule.opened_in, change)
    closed = _rules(session, RosterRule.closed_in, change)
    was, now = ({r.slug for r in rows if r.origin == FROM_FILE} for rows in (closed, opened))

    def told_of(rows: Sequence[RosterRule], slugs: set[str]) -> list[str]:
        mine = [row for row in rows if row.origin == FROM_FILE and row.slug in slugs]
        return [*dict.fromkeys(_rule(row, called.teams, language) for row in mine)]

    for wording, told in (
        (_NEW, told_of(opened, now - was)),
        (_CHANGED, told_of(opened, now & was)),
        (_GONE, told_of(closed, was - now)),
        (_BROUGHT, [_duty(row, called, language) for row in opened if row.origin != FROM_FILE]),
        (_TAKEN_AWAY, [_duty(row, called, language) for row in closed if row.origin != FROM_FILE]),
    ):
        if told:
            clauses.append(wording.read_in(language).format(told=_some(told)))
    for row in _decisions(session, change):
        what = decided(row, called.people, called.teams, language)
        withdrawn = row.closed_in == change.id
        clauses.append(_WITHDRAWN.read_in(language).format(what=what) if withdrawn else what)
    return clauses


def _rules(
    session: Session,
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    change: RosterChange,
) -> Sequence[RosterRule]:
    """The rotations and shifts that it opened or closed."""
    found = select(RosterRule).where(column == change.id).order_by(RosterRule.id)
    return session.scalars(found).all()


def _rule(row: RosterRule, teams: Mapping[str, Words], language: str) -> str:
    """A rotation or shift of the file, by its place: its slug speaks one language only."""
    return place_words((row.rule["team"], row.rule["role"]), teams, language)


def _duty(row: RosterRule, called: _Called, language: str) -> str:
    """A shift that came from outside: its slug would say nothing."""
    entry = ShiftEntry.model_validate(row.rule)
    name = called.slugs.get(entry.person, entry.person)
    return f"{name} {written_period(entry.start, entry.end, language)}"


def _decisions(session: Session, change: RosterChange) -> Sequence[Decision]:
    return session.scalars(
        select(Decision)
        .where((Decision.opened_in == change.id) | (Decision.closed_in == change.id))
        .order_by(Decision.place, Decision.id)
    ).all()


def _some(told: Sequence[str]) -> str:
    more = len(told) - _FEW
    return ", ".join(told[:_FEW]) + (f" … (+{more})" if more > 0 else "")
