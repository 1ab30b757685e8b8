"""How the API changes the roster: seen first, saved only if nobody was faster."""

from __future__ import annotations

from datetime import datetime

from flask import request
from pydantic import Field

from hotline.api.operations import Asked
from hotline.api.problems import ChangeTold, Refusal
from hotline.api.values import Answer, Flag, Moment, Question, Sent
from hotline.people.service import people_by_ids
from hotline.rosters.foreseeing import ChangedMeanwhile, Foreseen, Make, foresee, save
from hotline.rosters.history import history
from hotline.rosters.telling_preview import preview_sentences
from hotline.service import hotline
from hotline.taxonomies import Wording
from schedules.newly import Newly
from schedules.preview import Hole

_SEEN_NEEDED = Wording(
    "Dites quel planning vous avez vu : « If-Match » ou « seen », avec le numéro donné par l'essai"
    " (dry_run=true).",
    'Say which roster you have seen: "If-Match" or "seen", with the number that the dry run gives'
    " (dry_run=true).",
)
_SOON = Wording(
    "Cela commence dans moins de 24 heures. Si les personnes concernées le savent, envoyez"
    " « known: true ».",
    'This begins in less than 24 hours. If those concerned know, send "known: true".',
)
_CHANGED = Wording(
    "Le planning a changé entre-temps : regardez ce qui a été changé, puis recommencez par un"
    " essai.",
    "The roster has changed meanwhile: look at what was changed, then begin with a dry run again.",
)


class Manner(Question):
    """Tried, or made."""

    dry_run: Flag = Field(
        False, description="Only tells what would be different; nothing is changed."
    )


class Change(Sent):
    """What every change is sent with."""

    seen: int | None = Field(
        None, ge=0, le=2**31, description="The roster's number in the dry run; or If-Match."
    )
    known: bool = Field(
        False, description="Those concerned know: asked for what begins within 24 hours."
    )
    reason: str | None = Field(
        None, max_length=500, description="Why; kept encrypted, never answered."
    )


class SomebodyTold(Answer):
    """Somebody who is newly on duty, or no longer."""

    team: str
    role: str
    person: str
    start: Moment
    end: Moment


class HoleTold(Answer):
    """Fewer people than required."""

    team: str
    role: str
    start: Moment
    end: Moment


class Difference(Answer):
    """What would be different. `roster`: the number to send with the change; `soon`: it begins
    within 24 hours; `sentences` also tell whose rest it breaks, and who is on twice."""

    roster: int
    soon: bool
    on: list[SomebodyTold]
    off: list[SomebodyTold]
    opened: list[HoleTold]
    closed: list[HoleTold]
    sentences: list[str]


class Saved(Answer):
    """A change that was made: `change` is its number, by which it is undone."""

    change: int
    difference: Difference


def see_or_save(
    asked: Asked, manner: Manner, sent: Change, make: Make[object]
) -> Difference | tuple[int, Saved]:
    """The difference, for a dry run; else the change made, if the roster is still what was seen.

    Raises Refusal: 428 when nothing says what was seen, 409 with the changes made since, 422 for
    what begins within 24 hours and nobody says is known.
    """
    database = hotline().database
    if not manner.dry_run and _seen(sent) is None:
        raise Refusal(428, "seen", _SEEN_NEEDED)
    foreseen = foresee(database, asked.line.id, make, asked.now)
    difference = _told(asked, foreseen)
    if manner.dry_run:
        return difference
    seen = _seen(sent)
    assert seen is not None  # asked above
    if foreseen.number == seen and difference.soon and not sent.known:
        raise Refusal(422, "soon", _SOON)
    try:
        save(database, asked.line.id, make, seen)
    except ChangedMeanwhile:
        raise _meanwhile(asked, seen) from None
    return 201, Saved(change=seen + 1, difference=difference)


def _seen(sent: Change) -> int | None:
    """If-Match says it as an entity tag does, between quotes, or bare."""
    written = request.headers.get("If-Match", "").strip().strip('"')
    if written.isdecimal() and written.isascii() and len(written) < 10:
        return int(written)
    return sent.seen


def _meanwhile(asked: Asked, seen: int) -> Refusal:
    with hotline().database.reading() as session:
        since = history(session, asked.line.id, asked.language, after=seen)
    told = [
        ChangeTold(number=one.number, author=one.author, what=[*one.what])
        for one in reversed(since)
    ]
    number = max((one.number for one in since), default=0)
    return Refusal(409, "changed-meanwhile", _CHANGED, changes=told, roster=number)


def _told(asked: Asked, foreseen: Foreseen) -> Difference:
    preview, zones = foreseen.preview, foreseen.roster.zones
    ids = {int(new.person) for new in (*preview.on, *preview.off)}
    with hotline().database.reading() as session:
        slugs = {str(key): one.slug for key, one in people_by_ids(session, ids).items()}

    def local(team: str, at: datetime) -> datetime:
        return at.astimezone(zones[team])

    def somebody(new: Newly) -> SomebodyTold:
        return SomebodyTold(
            team=new.team,
            role=new.role,
            person=slugs[new.person],
            start=local(new.team, new.start),
            end=local(new.team, new.end),
        )

    def hole(found: Hole) -> HoleTold:
        start, end = local(found.team, found.start), local(found.team, found.end)
        return HoleTold(team=found.team, role=found.role, start=start, end=end)

    return Difference(
        roster=foreseen.number,
        soon=preview.is_soon(asked.now),
        on=[somebody(new) for new in preview.on],
        off=[somebody(new) for new in preview.off],
        opened=[hole(found) for found in preview.opened],
        closed=[hole(found) for found in preview.closed],
        sentences=preview_sentences(foreseen, asked.language),
    )
