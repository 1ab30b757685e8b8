"""What a change would do, in sentences."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from hotline.rosters.foreseeing import Foreseen
from hotline.rosters.telling_coverage import place_words
from hotline.rosters.telling_rest import rest_sentence
from hotline.taxonomies import Wording
from hotline.words.written import written_period
from schedules.newly import Newly
from schedules.preview import Hole

_ON = Wording("+ {who}, {place}, {when}", "+ {who}, {place}, {when}")
_OFF = Wording("- {who}, {place}, {when}", "- {who}, {place}, {when}")
_OPENED = Wording("Trou : {place}, {when}.", "Hole: {place}, {when}.")
_CLOSED = Wording("Trou comblé : {place}, {when}.", "Hole filled: {place}, {when}.")
_DOUBLED = Wording(
    "{who} est alors de permanence deux fois : {place} et {beside}, {when}.",
    "{who} is then on duty twice: {place} and {beside}, {when}.",
)
_NOTHING = Wording(
    "Cela ne change rien : les mêmes personnes restent de permanence.",
    "This changes nothing: the same people stay on duty.",
)

_MORE = Wording("… et {count} de plus", "… and {count} more")
_AT_MOST = 20


def preview_sentences(foreseen: Foreseen, language: str) -> list[str]:
    """Who is newly on (+) and off (-), holes opened and filled, who is on twice, and rules of rest
    broken; one sentence when nobody is on duty otherwise than before. Times are local, in the
    team's zone; those of rest in the person's own. Of each kind, the first twenty."""
    found, names = foreseen.preview, foreseen.names

    def person(wording: Wording, new: Newly) -> str:
        told = _told(wording, new, foreseen, language)
        return told.replace("{who}", names[int(new.person)])

    told = [
        *_some([person(_OFF, new) for new in found.off], language),
        *_some([person(_ON, new) for new in found.on], language),
    ] or [_NOTHING.read_in(language)]
    for wording, holes in ((_OPENED, found.opened), (_CLOSED, found.closed)):
        told += _some([_told(wording, hole, foreseen, language) for hole in holes], language)
    doubled = [
        _DOUBLED.read_in(language).format(
            who=", ".join(names[int(person)] for person in double.people),
            place=place_words((double.team, double.role), foreseen.teams, language),
            beside=place_words(double.beside, foreseen.teams, language) if double.beside else "",
            when=_when(double.start, double.end, foreseen.roster.zones[double.team], language),
        )
        for double in found.doubled
    ]
    rest = [
        rest_sentence(
            broken, names[int(broken.person)], foreseen.terms[broken.person].zone, language
        )
        for broken in found.broken
    ]
    return told + _some(doubled, language) + _some(rest, language)


def _some(sentences: list[str], language: str) -> list[str]:
    more = len(sentences) - _AT_MOST
    if more <= 0:
        return sentences
    return [*sentences[:_AT_MOST], _MORE.read_in(language).format(count=more)]


def _told(wording: Wording, what: Newly | Hole, foreseen: Foreseen, language: str) -> str:
    zone = foreseen.roster.zones[what.team]
    return wording.read_in(language).format(
        who="{who}",
        place=place_words((what.team, what.role), foreseen.teams, language),
        when=_when(what.start, what.end, zone, language),
    )


def _when(start: datetime, end: datetime, zone: ZoneInfo, language: str) -> str:
    starts, ends = (at.astimezone(zone).replace(tzinfo=None) for at in (start, end))
    return written_period(starts, ends, language)
