"""Licences under which a line may give its figures away."""

from __future__ import annotations

from dataclasses import dataclass

from hotline.taxonomies import Wording


@dataclass(frozen=True, slots=True)
class Licence:
    """What whoever has the figures may do with them."""

    name: Wording
    allows: Wording
    address: str


LICENCES = {
    "etalab-2.0": Licence(
        Wording(
            "Licence Ouverte / Open Licence, version 2.0 (Etalab)",
            "Licence Ouverte / Open Licence, version 2.0 (Etalab)",
        ),
        Wording(
            "Chacun peut réutiliser ces chiffres librement et gratuitement, les transformer et les"
            " diffuser, y compris pour en faire commerce, à condition de dire d'où ils viennent et"
            " de quand ils datent.",
            "Anybody may reuse these figures freely and free of charge, transform and share them,"
            " also commercially, provided they say where these come from and of what day they are.",
        ),
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    ),
    "cc-by-4.0": Licence(
        Wording(
            "Creative Commons Attribution 4.0 International (CC BY 4.0)",
            "Creative Commons Attribution 4.0 International (CC BY 4.0)",
        ),
        Wording(
            "Chacun peut partager et adapter ces chiffres, y compris pour en faire commerce, à"
            " condition de citer leur auteur, de donner un lien vers la licence et d'indiquer ce"
            " qui a été changé.",
            "Anybody may share and adapt these figures, also commercially, provided they name the"
            " author, link to the licence and say what was changed.",
        ),
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "odbl-1.0": Licence(
        Wording(
            "Open Data Commons Open Database License 1.0 (ODbL)",
            "Open Data Commons Open Database License 1.0 (ODbL)",
        ),
        Wording(
            "Chacun peut partager et adapter cette base, à condition d'en citer la source et de"
            " partager sous la même licence toute base publique qui en est tirée.",
            "Anybody may share and adapt this database, provided they name its source and share"
            " under the same licence any public database made from it.",
        ),
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
}
"""By the code that is chosen."""
USUAL = "etalab-2.0"

_TEXT = Wording(
    "{name}, chiffres de {year}, arrêtés le {day}.\n\n{licence}\n{address}\n\n{allows}\n\n"
    "Le texte de la licence, à cette adresse, fait seul foi.\n",
    "{name}, figures of {year}, closed on {day}.\n\n{licence}\n{address}\n\n{allows}\n\n"
    "Only the text of the licence, at that address, is binding.\n",
)


def licence_text(code: str, name: str, year: int, day: str) -> str:
    """The file that goes with the figures: French, then English. Raises KeyError for another
    code."""
    licence = LICENCES[code]
    text = _TEXT.filled(
        name=name,
        year=year,
        day=day,
        licence=licence.name,
        address=licence.address,
        allows=licence.allows,
    )
    return f"{text.fr}\n{'-' * 72}\n\n{text.en}"
