"""What figures are called, for the page and the command."""

from __future__ import annotations

from datetime import date

from hotline.statistics.periods import Period
from hotline.statistics.summary import SERVICE_LEVELS
from hotline.taxonomies import Wording
from hotline.words.moments import month_name

INTERNAL = Wording(
    "Chiffres exacts, pour la ligne seulement : de petits nombres peuvent désigner quelqu'un.",
    "Exact figures, for the line only: small numbers can single someone out.",
)
NOT_FILTERED = Wording(
    "Compté à part des appels : ne peut pas être filtré.",
    "Counted apart from calls: cannot be filtered.",
)
CUT = Wording(
    "{years} : il n'en reste que des tableaux de l'année entière. La période la coupe : rien n'en"
    " est compté ici.",
    "{years}: only tables of the whole year are left. The period cuts through it: nothing of it is"
    " counted here.",
)
UNFILTERED = Wording(
    "{years} : il n'en reste que des tableaux, qui ne peuvent pas être filtrés. Rien n'en est"
    " compté ici.",
    "{years}: only tables are left, which cannot be filtered. Nothing of it is counted here.",
)
FIGURES = {
    "calls": Wording("Appels", "Calls"),
    "connected": Wording("Une personne entendue", "Somebody was heard"),
    "connected_percent": Wording("… en % des appels", "… as % of calls"),
    "gone_in_menu": Wording("Raccroché pendant le menu", "Hung up in the menu"),
    "gone_waiting": Wording("… pendant l'attente", "… while waiting"),
    "gone_ringing": Wording("… pendant qu'un téléphone sonnait", "… while a telephone was ringing"),
    "median_seconds_to_human": Wording(
        "Attente avant une voix humaine : la moitié en (s)", "Wait for a human: half within (s)"
    ),
    "ninety_percent_seconds_to_human": Wording("… 90 % en (s)", "… 90 % within (s)"),
    **{
        f"heard_in_{seconds}_of_{whole}": Wording(
            f"Une voix en {seconds} s : % {of.fr}", f"A voice within {seconds} s: % {of.en}"
        )
        for whole, of in (
            ("calls", Wording("de tous les appels", "of all calls")),
            ("connected", Wording("des appels mis en relation", "of connected calls")),
        )
        for seconds in SERVICE_LEVELS
    },
    "talk_minutes": Wording("Conversation : total (min)", "Talk: total (min)"),
    "mean_talk_minutes": Wording("… moyenne (min)", "… mean (min)"),
    "median_talk_minutes": Wording("… médiane (min)", "… median (min)"),
    "over_an_hour": Wording("… 60 min et plus : appels", "… 60 min and more: calls"),
    "over_an_hour_percent": Wording("… en % des conversations", "… as % of talks"),
}
"""By the field of a summary."""
_DAYS = Wording("du {first} au {last}", "from {first} to {last}")
_DAY = Wording("le {first}", "on {first}")


def period_in_words(period: Period, language: str) -> str:
    """« du 1er janvier 2026 au 31 mars 2026 », « le 3 avril 2026 »."""
    days = {"first": _day(period.first, language), "last": _day(period.last, language)}
    return (_DAY if period.first == period.last else _DAYS).read_in(language).format(**days)


def _day(day: date, language: str) -> str:
    number = "1er" if day.day == 1 and language != "en" else str(day.day)
    return f"{number} {month_name(day.month, language)} {day.year}"


def number(value: float | None, language: str) -> str:
    """Decimal comma in French; a dash when nothing was measured."""
    if value is None:
        return "–"
    # In French, four digits are easier to read without a space.
    told = f"{value:,}" if value >= 10_000 or language == "en" else str(value)
    return told if language == "en" else told.replace(",", "\u202f").replace(".", ",")


def short_month(code: str, language: str) -> str:
    """« janv. », "Jan"; by two digits, 01 first."""
    return _MONTHS["en" if language == "en" else "fr"][int(code) - 1]


_MONTHS = {
    "fr": (
        *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
        *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
    ),
    "en": (
        *("Jan", "Feb", "Mar", "Apr", "May", "June"),
        *("July", "Aug", "Sept", "Oct", "Nov", "Dec"),
    ),
}
