"""A rule of rest that is broken, in one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from hotline.rosters.contracts import Contract
from hotline.taxonomies import Wording
from hotline.words.written import written_day, written_period
from schedules.local_time import minute
from schedules.rest import Broken, Rule

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)

_SENTENCES = {
    Rule.DAILY_REST: Wording(
        "{who} : {found} de repos d'affilée au lieu de {asked}, {when}.",
        "{who}: {found} of rest at a stretch instead of {asked}, {when}.",
    ),
    Rule.WEEKLY_REST: Wording(
        "{who} : {found} de repos d'affilée au lieu de {asked}, la semaine du {day}.",
        "{who}: {found} of rest at a stretch instead of {asked}, in the week of {day}.",
    ),
    Rule.WEEKLY_HOURS: Wording(
        "{who} : {found} de permanence au lieu de {asked} au plus, la semaine du {day}.",
        "{who}: {found} of duty instead of {asked} at most, in the week of {day}.",
    ),
    Rule.LONGEST_DUTY: Wording(
        "{who} : {found} de permanence sans pause au lieu de {asked} au plus, {when}.",
        "{who}: {found} of duty without a pause instead of {asked} at most, {when}.",
    ),
    Rule.NIGHTS: Wording(
        "{who} : {found} nuits de suite au lieu de {asked} au plus, à partir du {day}.",
        "{who}: {found} nights in a row instead of {asked} at most, from {day} on.",
    ),
    Rule.NOTICE: Wording(
        "{who} : permanence annoncée {found} avant son début au lieu de {asked} au moins, {when}.",
        "{who}: a duty told {found} before it begins instead of {asked} at least, {when}.",
    ),
}
_AT_ONCE = Wording(
    "{who} : permanence annoncée quand elle commence au lieu de {asked} avant, {when}.",
    "{who}: a duty told as it begins instead of {asked} before, {when}.",
)

_AGAIN = Wording("{sentence} Et {count} autre{s} fois.", "{sentence} And {count} more time{s}.")


def rest_sentences(
    broken: Iterable[Broken], people: Mapping[str, Contract], language: str
) -> list[str]:
    """A sentence for each person and rule that is broken as much, when it first is; how often it is
    again after it."""
    alike: dict[tuple[str, Rule, timedelta], list[Broken]] = defaultdict(list)
    for one in broken:
        alike[one.person, one.rule, one.missing].append(one)
    told = []
    for same in alike.values():
        who = people[same[0].person]
        sentence = rest_sentence(same[0], who.name, who.terms.zone, language)
        again = len(same) - 1
        told.append(
            sentence
            if not again
            else _AGAIN.read_in(language).format(
                sentence=sentence, count=again, s="" if again == 1 else "s"
            )
        )
    return told


def rest_sentence(broken: Broken, name: str, zone: ZoneInfo, language: str) -> str:
    """What is broken, by how much and when, in the person's own zone; French, or English when asked
    for ("en")."""
    starts, ends = (minute(at, zone) for at in (broken.start, broken.end))

    def told(length: timedelta) -> str:
        if broken.rule is Rule.NIGHTS:
            return str(length // _DAY)
        if broken.rule is Rule.NOTICE and length >= _DAY:
            days = length // _DAY
            word = "day" if language == "en" else "jour"
            return f"{days} {word}{'s' if days > 1 else ''}"
        return _hours(length)

    at_once = broken.rule is Rule.NOTICE and broken.found < timedelta(minutes=1)
    return (
        (_AT_ONCE if at_once else _SENTENCES[broken.rule])
        .read_in(language)
        .format(
            who=name,
            found=told(broken.found),
            asked=told(broken.asked),
            when=written_period(starts, ends, language),
            day=written_day(starts.date(), language),
        )
    )


def _hours(length: timedelta) -> str:
    """Whole minutes; what is left of one is not told."""
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    if minutes and not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
