"""Taking a duty: one that was offered, or what is left of one that goes on now.

Whoever takes one is looked at in the transaction in which they take it, as is the duty itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.lines.service import LoadedLine, line_by_id
from hotline.rosters.changing import Kind, one_after_the_other, open_change
from hotline.rosters.deciding import Draft, as_rule, decide
from hotline.rosters.service import LineRoster, roster_of
from hotline.swaps.fitness import Changing, broken_rest, require_fit, require_free
from hotline.swaps.held import Held, Stretch, given, to_come
from hotline.swaps.offering import require_in_return, return_of, standing_of
from hotline.swaps.refusing import NotPossible, Why
from hotline.swaps.settling import settle, too_late
from hotline.swaps.tables import SwapOffer
from hotline.swaps.telling import NewId, Post, name_of, tell_found, tell_given, topic_of
from schedules.decisions import Gift
from schedules.duty import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Who says so, why, and whether rest is to be broken for it (`insist`, by a manager)."""

    author: str
    reason: str | None = None
    insist: bool = False


@dataclass(frozen=True, slots=True)
class _Passing:
    """What is to come of a duty, from one person to another."""

    held: Held
    parts: tuple[Stretch, ...]
    to: int


def take(
    session: Session,
    row: SwapOffer,
    taker: int,
    manner: Manner,
    *,
    now: datetime,
    new_id: NewId,
    in_return: Held | None = None,
) -> list[SendNotice]:
    """This person takes the duty that is offered; of two who take it, exactly one does.

    `in_return` is the duty they give, where the offer leaves it to them. Raises NotPossible: let
    it undo the transaction.
    """
    one_after_the_other(session, row.line_id)
    if not settle(session, row, "taken", manner.author, now, taken_by=taker):
        raise too_late(session, row)
    line = _line(session, row.line_id)
    if row.to_id not in {None, taker}:
        raise NotPossible(Why.NOT_FOR_YOU, name=name_of(session, row.to_id or 0))
    if taker == row.giver_id:
        raise NotPossible(Why.OWN, name=name_of(session, taker))
    roster = roster_of(session, row.line_id)
    held = Held(row.source, row.local_start, row.giver_id)
    parts = to_come(roster, held, now)
    if not parts:
        raise NotPossible(Why.NOT_HELD, name=name_of(session, row.giver_id))
    if has_begun(row, parts, now):
        raise NotPossible(Why.BEGUN)
    passing = [_Passing(held, parts, taker)]
    back = _in_return(session, row, taker, in_return)
    if back is not None:
        back_parts = require_in_return(session, line, row, back, now)
        passing.append(_Passing(back, back_parts, row.giver_id))
        row.return_source, row.return_local_start = back.source, back.local_start
    post = Post(session, line, now, new_id)
    row.change_id = _pass(post, roster, passing, "swap", manner)
    session.flush()
    return [*_tell(post, passing, topic_of(row)), *tell_found(post, row, parts, taker)]


def take_over(
    session: Session,
    line_id: int,
    held: Held,
    taker: int,
    manner: Manner,
    *,
    now: datetime,
    new_id: NewId,
) -> list[SendNotice]:
    """This person does what is left of a duty that goes on now, or all of one that is open. Cover
    that was asked for it is found by that.

    Raises NotPossible, for a duty that somebody else is still to begin too: they offer it.
    """
    one_after_the_other(session, line_id)
    line, roster = _line(session, line_id), roster_of(session, line_id)
    parts = to_come(roster, held, now)
    if not parts:
        raise NotPossible(Why.NOT_HELD, name=name_of(session, held.person_id))
    if taker == held.person_id and any(isinstance(part, Duty) for part in parts):
        raise NotPossible(Why.OWN, name=name_of(session, taker))
    if isinstance(parts[0], Duty) and parts[0].start > now:
        raise NotPossible(Why.NOT_BEGUN, name=name_of(session, held.person_id))
    passing = [_Passing(held, parts, taker)]
    post = Post(session, line, now, new_id)
    change = _pass(post, roster, passing, "takeover", manner)
    told = _tell(post, passing, f"takeover:{change}")
    row = standing_of(session, line_id, held)
    if row is not None and row.kind == "cover":
        settle(session, row, "taken", manner.author, now, taken_by=taker, change_id=change)
        told += tell_found(post, row, parts, taker)
    return told


def has_begun(row: SwapOffer, parts: Sequence[Stretch], now: datetime) -> bool:
    """Whether the giver is doing the duty by now, so that it is no longer what they offered. What
    nobody does can be taken until it ends; so can cover that was asked for in the middle."""
    return (
        parts[0].start <= now
        and isinstance(parts[0], Duty)
        and (row.kind == "swap" or row.start > row.made_at)
    )


def _in_return(session: Session, row: SwapOffer, taker: int, chosen: Held | None) -> Held | None:
    fixed = return_of(row, taker)
    if chosen is not None and (row.kind == "cover" or fixed not in {None, chosen}):
        raise NotPossible(Why.WANTS_NOTHING_BACK)
    if row.kind == "swap" and fixed is None and chosen is None:
        raise NotPossible(Why.WANTS_ONE_BACK, name=name_of(session, taker))
    return fixed or chosen


def _pass(
    post: Post, roster: LineRoster, passing: Sequence[_Passing], kind: Kind, manner: Manner
) -> int:
    """Gives the duties in one change of the roster, whose id is returned."""
    session, line = post.session, post.line
    drafts = [
        given(one.held, one.parts, one.to, roster.zones[one.parts[0].team]) for one in passing
    ]
    reason = _looked_at(post, roster, passing, drafts, manner)
    change = open_change(
        session, line.id, kind=kind, author=manner.author, now=post.now, reason=reason
    )
    decide(session, change, drafts)
    return change.id


def _looked_at(
    post: Post,
    roster: LineRoster,
    passing: Sequence[_Passing],
    drafts: Sequence[Draft],
    manner: Manner,
) -> str | None:
    """Raises NotPossible unless each can have what they are given; the reason to be kept."""
    session, line = post.session, post.line
    gifts = _gifts(drafts, post.now)
    changing = Changing.by(
        roster, list(gifts.values()), [part for one in passing for part in one.parts], post.now
    )
    kept = [manner.reason] if manner.reason else []
    for one in passing:
        team = one.parts[0].team
        require_fit(session, line, team, one.to, one.held.person_id)
        require_free(session, line, roster, changing, one.to)
        broken = broken_rest(session, line, changing, one.to)
        if broken is None:
            continue
        if not manner.insist:
            raise NotPossible(Why.REST, rules=broken)
        if not manner.reason:
            raise NotPossible(Why.NO_REASON)
        kept.append(broken.read_in(line.document.line.languages[0]))
    return " ".join(kept) or None


def _gifts(drafts: Sequence[Draft], now: datetime) -> Mapping[str, Gift]:
    rules = (as_rule(draft, f"given {place}", now) for place, draft in enumerate(drafts))
    return {rule.key: rule for rule in rules if isinstance(rule, Gift)}


def _tell(post: Post, passing: Sequence[_Passing], topic: str) -> list[SendNotice]:
    return [
        notice
        for place, one in enumerate(passing)
        for notice in tell_given(post, one.parts, one.held.person_id, one.to, f"{topic}:{place}")
    ]


def _line(session: Session, line_id: int) -> LoadedLine:
    line = line_by_id(session, line_id)
    assert line is not None  # a foreign key holds it
    return line
