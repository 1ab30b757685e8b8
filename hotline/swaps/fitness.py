"""Whether somebody can have a duty: who they are, where they are then, and their rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hotline.lines.document import LineDocument
from hotline.lines.service import LoadedLine
from hotline.people.service import Responder, people_by_ids, people_without_phone
from hotline.rosters.contracts import contracts_of
from hotline.rosters.service import LineRoster, roster_of
from hotline.rosters.teams import team_name
from hotline.rosters.telling_rest import rest_sentence
from hotline.swaps.held import Stretch, with_gifts
from hotline.swaps.refusing import NotPossible, Why
from hotline.taxonomies import Wording
from hotline.words.written import written_period
from schedules.decisions import Gift
from schedules.duty import Duty
from schedules.local_time import reading
from schedules.planned import planned
from schedules.rest import LOOK_AROUND, Rule, broken_by

_WEEKS_OF_IT = timedelta(days=8)
"""A duty touches the rest of its own week, and of the one after it."""


@dataclass(frozen=True, slots=True)
class Changing:
    """A roster before and after some duties are given, around the time of these."""

    before: tuple[Duty, ...]
    after: tuple[Duty, ...]
    start: datetime
    end: datetime
    now: datetime
    keys: frozenset[str]
    """Of the gifts."""

    @classmethod
    def by(
        cls, line: LineRoster, gifts: Sequence[Gift], parts: Iterable[Stretch], now: datetime
    ) -> Changing:
        """What these gifts, of these parts of duties, change when they are made now."""
        parts = list(parts)
        start = min(part.start for part in parts) - _WEEKS_OF_IT
        end = max(part.end for part in parts) + _WEEKS_OF_IT
        period = start - LOOK_AROUND, end + LOOK_AROUND
        return cls(
            planned(line.roster, *period).duties,
            planned(with_gifts(line, gifts), *period).duties,
            start,
            end,
            now,
            frozenset(gift.key for gift in gifts),
        )

    def new_duties(self, person: int) -> list[Duty]:
        """What this person has by the gifts."""
        return [d for d in self._of(person) if self.keys.intersection(d.decisions)]

    def beside(self, person: int) -> Iterable[Duty]:
        """What this person does elsewhere at the time of what they are given."""
        mine = self.new_duties(person)
        for place, new in enumerate(mine):
            others = (d for d in self._of(person) if d not in mine[: place + 1])
            yield from (o for o in others if o.start < new.end and new.start < o.end)

    def _of(self, person: int) -> list[Duty]:
        return [d for d in self.after if d.person == str(person) and d.end > self.now]


def require_fit(session: Session, line: LoadedLine, team: str, person: int, giver: int) -> None:
    """Raises NotPossible unless this person can answer in the team as whoever gives the duty does:
    on the line, of the right trade and profession, with a telephone."""
    kind = roster_of(session, line.id).kinds[team]
    people = people_by_ids(session, {person, giver})
    taker = people[person]
    if not taker.active:
        raise NotPossible(Why.LEFT, name=taker.name)
    if kind not in {taker.kind, "coordinator"}:
        raise NotPossible(Why.WRONG_KIND, name=taker.name, team=_team(session, line, team))
    if not answers_the_same(line.document, team, kind, taker, people[giver]):
        raise NotPossible(Why.WRONG_PROFESSION, name=taker.name, giver=people[giver].name)
    if person in people_without_phone(session, line.id):
        raise NotPossible(Why.NO_PHONE, name=taker.name)


def answers_the_same(
    document: LineDocument, team: str, kind: str, taker: Responder, giver: Responder
) -> bool:
    """Where calls look for a profession in this team, the taker has those of the giver: nobody who
    calls finds less than before."""
    matched = any(
        "profession" in step.match
        and step.line is None
        and step.team in {None, team}
        and step.kind in {None, kind}
        for plan in document.plans
        for step in plan.steps
    )
    return not matched or set(giver.professions) <= set(taker.professions)


def require_free(
    session: Session, line: LoadedLine, roster: LineRoster, changing: Changing, person: int
) -> None:
    """Raises NotPossible when this person would be on duty in two places at once."""
    other = next(iter(changing.beside(person)), None)
    if other is None:
        return
    zone = roster.zones[other.team]
    starts, ends = reading(other.start, zone), reading(other.end, zone)
    raise NotPossible(
        Why.DOUBLE,
        name=people_by_ids(session, {person})[person].name,
        team=_team(session, line, other.team),
        role=other.role,
        when=Wording(written_period(starts, ends, "fr"), written_period(starts, ends, "en")),
    )


def broken_rest(
    session: Session, line: LoadedLine, changing: Changing, person: int
) -> Wording | None:
    """Which rules of rest the change breaks for this person, in sentences; None when it breaks
    none. Not the notice that their contract asks for: they agree to the duty themselves."""
    contract = contracts_of(session, line)[str(person)]
    found = broken_by(
        changing.before,
        changing.after,
        {str(person): contract.terms},
        changing.start,
        changing.end,
        now=changing.now,
    )
    broken = [one for one in found if one.rule is not Rule.NOTICE]
    if not broken:
        return None
    return Wording(
        *(
            " ".join(rest_sentence(one, contract.name, contract.terms.zone, lang) for one in broken)
            for lang in ("fr", "en")
        )
    )


def _team(session: Session, line: LoadedLine, slug: str) -> Wording:
    return Wording(*(team_name(session, line.id, slug, language) for language in ("fr", "en")))
