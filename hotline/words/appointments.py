"""An appointment in words: in which way, where, by which code."""

from __future__ import annotations

from datetime import timedelta

from hotline.lines.appointments import Appointments
from hotline.lines.document import LineDocument
from hotline.taxonomies import Wording

USUAL_KEY, OTHER_KEY = "8", "7"
"""Above the keys of a menu's choices; the second where the first leads to the responders' menu."""


CHANNELS = {
    "telephone": Wording("Par téléphone", "By telephone"),
    "video": Wording("En visio", "By video"),
    "mail": Wording("Par mail", "By mail"),
    "on site": Wording("Sur place", "On site"),
    "neutral place": Wording("Dans un lieu neutre", "At a neutral place"),
}


def channel_words(channel: str, language: str) -> str:
    """« Par téléphone »; a channel that is not known any more by its own name."""
    known = CHANNELS.get(channel)
    return known.read_in(language) if known else channel


def way_words(channel: str, place: str | None, offered: Appointments | None, language: str) -> str:
    """« par téléphone », « sur place, Villa M »: as it goes on in a sentence."""
    way = channel_words(channel, language)
    found = offered.place(place) if offered else None
    where = f", {found.words.read_in(language)}" if found else ""
    return f"{way[:1].lower()}{way[1:]}{where}"


def code_words(code: str) -> str:
    """The digits one by one: « 4, 7, 1, 2 »."""
    return ", ".join(code)


def menu_key(line: LineDocument) -> str | None:
    """The key of the menu by which a caller comes to an appointment; None where there are none."""
    if line.appointments is None:
        return None
    return OTHER_KEY if line.line.responders_key == USUAL_KEY else USUAL_KEY


def wait_words(wait: timedelta, language: str) -> str:
    """How long still, without a clock that could be another's: « 3 jours », « 2 heures 5 minutes »;
    "3 days", "2 hours 5 minutes". Begun minutes count."""
    minutes = max(1, -(-wait // timedelta(minutes=1)))
    if minutes >= 48 * 60:
        return _count(minutes // (24 * 60), Wording("jour", "day"), language)
    hours, minutes = divmod(minutes, 60)
    parts = [_count(hours, Wording("heure", "hour"), language)] if hours else []
    parts += [_count(minutes, Wording("minute", "minute"), language)] if minutes else []
    return " ".join(parts)


def _count(number: int, unit: Wording, language: str) -> str:
    return f"{number} {unit.read_in(language)}{'s' if number > 1 else ''}"
