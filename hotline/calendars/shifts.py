"""Shifts from a calendar: who is meant by each event, on whose roster."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from hotline.calendars.events import Happening, read_calendar
from hotline.lines.file import ShiftEntry
from hotline.people.names import Found, Named, Names, Unknown, plain
from hotline.rosters.incoming import Incoming, Mistake, Refusal, member, shift_slug
from hotline.rosters.teams import TeamNamed
from hotline.taxonomies import Wording

_NOBODY = Wording(
    "il ne dit pas qui est de permanence ; mettez un nom dans le titre.",
    "it does not say who is on duty; put a name into the title.",
)
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SEPARATORS = re.compile(r"\s*[/,;&+|]\s*|\s+(?:et|and)\s+", re.IGNORECASE)


def horizon(now: datetime) -> datetime:
    """Until when a calendar is read, at the aware instant `now`: the first of a month, thirteen
    months ahead or a little more. So what recurs without end comes in once a month, not every
    day."""
    months = now.year * 12 + now.month + 13
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)


def shifts_of_calendar(
    content: bytes,
    team: TeamNamed,
    role: str,
    names: Names,
    *,
    origin: str,
    now: datetime,
    ignored: Collection[str] = (),
) -> Incoming:
    """Every event that is not over at the aware instant `now`, up to the horizon, as a shift of
    the person its title names.

    Without a name in the title it is those invited who are on (by mail address), then whoever
    organises it. Several names, as in "Anne Petit / Marc Roux", are several shifts. Titles in
    `ignored` are left out. A shift keeps its slug when its event is moved or given to somebody
    else. Raises NotACalendar.
    """
    reading = read_calendar(content, team.zone, now, horizon(now))
    unwanted = {plain(title) for title in ignored}
    wanted = [one for one in reading.happenings if plain(one.title) not in unwanted]
    shifts: list[ShiftEntry] = []
    mistakes = list(reading.mistakes)
    for happening in wanted:
        people = _people(happening, names, team)
        if isinstance(people, Refusal):
            mistakes.append(Mistake(happening.place, people.wording, people.values))
            continue
        shifts += [
            ShiftEntry(
                slug=shift_slug(origin, happening.uid, happening.recurrence, *also),
                team=team.slug,
                role=role,
                person=person.slug,
                start=happening.starts,
                end=happening.ends,
            )
            for person, also in _told_apart(people)
        ]
    return Incoming(
        shifts=tuple({shift.slug: shift for shift in shifts}.values()),
        mistakes=tuple(mistakes),
        cancelled=reading.cancelled,
        ignored=len(reading.happenings) - len(wanted),
    )


def _told_apart(people: list[Named]) -> Iterator[tuple[Named, tuple[str, ...]]]:
    """The first keeps the event's own identity, so that giving the event to somebody else is a
    change of this duty, not another duty."""
    for place, person in enumerate(people):
        yield person, (person.slug,) if place else ()


def _people(happening: Happening, names: Names, team: TeamNamed) -> list[Named] | Refusal:
    found = _in_title(happening.title, names)
    if all(isinstance(one, Unknown) for one in found):
        found = _invited(happening, names) or found
    if not found:
        return Refusal(_NOBODY, {})
    people: list[Named] = []
    for one in found:
        person = member(one, team.slug, team.kind)
        if isinstance(person, Refusal):
            return person
        if person not in people:
            people.append(person)
    return people


def _in_title(title: str, names: Names) -> list[Found]:
    """Somebody's name; or several, after a word and a colon ("Garde : …") and without brackets."""
    if not title:
        return []
    whole = names.find(title)
    if not isinstance(whole, Unknown):
        return [whole]
    bare = _IN_BRACKETS.sub("", title.rpartition(":")[2])
    found = [names.find(part) for part in _SEPARATORS.split(bare) if part.strip()]
    return [whole] if all(isinstance(one, Unknown) for one in found) else found


def _invited(happening: Happening, names: Names) -> list[Found]:
    """Those of the line who are invited; when nobody of it is, who organises it."""
    for mails in (happening.guests, (happening.organizer or "",)):
        found: list[Found] = [one for one in map(names.at, mails) if not isinstance(one, Unknown)]
        if found:
            return found
    return []
