"""One call as the telephones told it, and what a telephone of this line says and means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

SAID = {
    "MED": ("Médecin ou interne", "Doctor or resident"),
    "IDE": ("Infirmier ou infirmière", "Nurse"),
    "PHA": ("Pharmacien ou pharmacienne", "Pharmacist"),
    "SF": ("Sage-femme", "Midwife"),
    "VET": ("Vétérinaire", "Vet"),
    "ETU": ("Étudiant ou étudiante", "Student"),
    "AS": ("Aide-soignant ou aide-soignante", "Care assistant"),
    "MK": ("Kinésithérapeute", "Physiotherapist"),
    "CD": ("Dentiste", "Dentist"),
    "PSY": ("Psychologue", "Psychologist"),
    "PRE": ("Préparateur ou préparatrice", "Pharmacy technician"),
    "AP": ("Auxiliaire de puériculture", "Childcare assistant"),
    "ASV": ("Auxiliaire vétérinaire", "Vet nurse"),
    "CAD": ("Cadre de santé", "Ward manager"),
    "AUT": ("Un autre métier encore", "Yet another profession"),
}
"""Professions as the demo line's menu says them."""
MORE = ("Autre métier", "Another profession")

POCKET_CARD = {
    "11": "W-BURN", "12": "W-LOAD", "13": "W-ORG", "14": "W-COND", "15": "W-MOTI", "17": "W-CAR",
    "21": "L-HIER", "22": "L-COLL", "23": "L-HAR", "31": "E-VIOL", "32": "E-ERR", "33": "E-LEG",
    "41": "P-ANX", "42": "P-DEP", "43": "P-SUI", "44": "P-TRA", "46": "P-HEA", "48": "P-FAM",
    "49": "P-GRF", "51": "M-FIN", "61": "R-ORI", "62": "R-INF", "63": "R-3RD", "99": "UNK",
}  # fmt: skip
"""The two digits of the reasons that are drawn, as they are printed on the card."""

PREFIXES = {"+33": "FR", "+590": "971", "+596": "972", "+594": "973", "+262": "974"}
"""Where the numbers that are drawn are from; abroad and withheld are not known."""

_CHOICE = re.compile(r"([^.,]+), (?:tapez|press) (\d)")


def choices(sentence: str) -> dict[str, str]:
    """What each key does that a page of the menu announces: the words by their key."""
    return {key: words.strip() for words, key in _CHOICE.findall(sentence)}


def territory(number: str) -> str | None:
    """Where an E.164 number is from, as far as its prefix tells; None for anything else."""
    if not re.fullmatch(r"\+\d{11,12}", number):
        return None
    return next((code for prefix, code in PREFIXES.items() if number.startswith(prefix)), None)


@dataclass(frozen=True, slots=True)
class Told:
    """One call that is over: what its caller and those who answered it did and heard."""

    day: date
    hour: int
    language: str
    profession: str
    territory: str | None
    kind_wanted: str | None
    kind_obtained: str | None
    outcome: str
    reason: str
    second_reason: str | None
    orientation: str | None
    ongoing: bool | None
    severity: int | None
    seconds_to_human: int | None
    talk_seconds: int | None
