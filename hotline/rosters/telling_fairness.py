"""Somebody's share of the duties, in one plain sentence."""

from __future__ import annotations

from fractions import Fraction

from hotline.taxonomies import Wording
from schedules.fairness import Share

_UNEVEN = Wording(
    "{who} a {own}, la moyenne de l'équipe est {mean}.",
    "{who} has {own}; the team's mean is {mean}.",
)
_EVEN = Wording(
    "{who} a {own}, à peu près comme les autres.", "{who} has {own}, about as much as the others."
)
_ALONE = Wording(
    "{who} a {own} ; personne d'autre n'a ce rôle avec ce contrat.",
    "{who} has {own}; nobody else has this role under this contract.",
)
_UNITS = {
    "hours": (Wording("h", "h"), Wording("h", "h")),
    "nights": (Wording("nuit", "night"), Wording("nuits", "nights")),
    "sundays": (Wording("dimanche", "Sunday"), Wording("dimanches", "Sundays")),
    "holidays": (
        Wording("jour férié", "public holiday"),
        Wording("jours fériés", "public holidays"),
    ),
}


def share_sentence(share: Share, name: str, language: str) -> str:
    """What is most uneven in their share beside the mean; French, or English when asked ("en")."""
    measure = share.most_uneven
    told = measure or "hours"
    wording = _ALONE if share.people == 1 else _UNEVEN if measure else _EVEN
    return wording.read_in(language).format(
        who=name,
        own=_count(Fraction(getattr(share.load, told)), told, language),
        mean=number(share.means[told], language),
    )


def number(value: Fraction, language: str) -> str:
    """To one decimal where it has any; a decimal comma in French."""
    told = f"{float(value):.1f}".removesuffix(".0")
    return told if language == "en" else told.replace(".", ",")


def _count(value: Fraction, measure: str, language: str) -> str:
    one, several = _UNITS[measure]
    # In French, what is less than two is singular; in English, what is not one is plural.
    single = value == 1 if language == "en" else value < 2
    return f"{number(value, language)} {(one if single else several).read_in(language)}"
