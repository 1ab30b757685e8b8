"""What everybody's share of the duties is, in plain sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from hotline.taxonomies import Wording
from schedules.fairness import Share

_UNEVEN = Wording(
    "{who} a {own}, la moyenne de l'équipe est {mean}.",
    "{who} has {own}; the team's mean is {mean}.",
)
_SEVERAL_UNEVEN = Wording(
    "Ont {own}, la moyenne de l'équipe étant {mean} : {who}.",
    "With {own}, where the team's mean is {mean}: {who}.",
)
_ALL_EVEN = Wording(
    "La part de chaque personne est à peu près la même.", "Everybody's share is about the same."
)
_OTHERS_EVEN = Wording(
    "Les autres parts sont à peu près les mêmes.", "The other shares are about the same."
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


def share_sentences(
    together: Sequence[Share], names: Mapping[str, str], language: str
) -> list[str]:
    """A sentence for those whose shares are uneven in the same way, and one for those whose are
    not, of people who share a role under one contract; French, or English when asked ("en").
    `names` by person."""
    alike: dict[tuple[str, Fraction], list[Share]] = defaultdict(list)
    for share in together:
        if share.most_uneven or share.people == 1:
            measure = share.most_uneven or "hours"
            alike[measure, Fraction(getattr(share.load, measure))].append(share)
    told = [_sentence(shares, *load, names, language) for load, shares in alike.items()]
    if sum(map(len, alike.values())) < len(together):
        told.append((_OTHERS_EVEN if told else _ALL_EVEN).read_in(language))
    return told


def _sentence(
    shares: Sequence[Share],
    measure: str,
    load: Fraction,
    names: Mapping[str, str],
    language: str,
) -> str:
    """What is most uneven in their shares, the same in each, beside the mean."""
    wording = _SEVERAL_UNEVEN if len(shares) > 1 else _UNEVEN
    return (
        (_ALONE if shares[0].people == 1 else wording)
        .read_in(language)
        .format(
            who=", ".join(names[share.person] for share in shares),
            own=_count(load, measure, language),
            mean=number(shares[0].means[measure], language),
        )
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
