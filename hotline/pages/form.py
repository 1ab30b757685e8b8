"""What a responder filled in on the wrap-up page, checked field by field."""

from __future__ import annotations

from collections.abc import Container, Mapping

from hotline.taxonomies import Wording, offered, orientations, outcomes, reasons
from hotline.wrapups.service import Note

NOT_RECORDED = "UNK"
NATURES = ("SILENT", "ABUSE", "OUT", "TEST")
"""Outcomes that only the responder can tell."""

SEVERITIES = {
    "1": Wording("Faible", "Mild"),
    "2": Wording("Modérée", "Moderate"),
    "3": Wording("Forte", "Strong"),
    "4": Wording("Idées suicidaires", "Suicidal thoughts"),
    "5": Wording("Passage à l'acte imminent", "Imminent danger to life"),
}
"""The scale that French lines publish: 4 and 5 are named, 1 to 3 are left to the responder."""

FOLLOW_UPS = {
    "new": Wording("Premier appel", "First call"),
    "ongoing": Wording("Accompagnement en cours", "Already accompanied"),
}
FIELDS = ("reason", "second_reason", "severity", "orientation", "ongoing", "nature")

NO_REASON = Wording(
    "Choisissez un motif ; « Non renseigné » convient aussi.",
    'Choose a reason; "Not recorded" will do too.',
)
NOT_IN_LIST = Wording(
    "Cette réponse n'est pas dans la liste : choisissez de nouveau.",
    "That answer is not in the list: please choose again.",
)
TWICE = Wording(
    "C'est déjà le motif principal : choisissez-en un autre, ou aucun.",
    "That is the main reason already: choose another, or none.",
)


def read_note(form: Mapping[str, str]) -> tuple[Note | None, dict[str, Wording]]:
    """The note, or what to mend: a sentence per field. Empty fields mean "not recorded".

    A call that was not ordinary needs no reason.
    """
    given = {field: form.get(field, "").strip() or None for field in FIELDS}
    known: dict[str, Container[str]] = {
        "reason": offered(reasons()),
        "second_reason": offered(reasons()),
        "severity": SEVERITIES,
        "orientation": offered(orientations()),
        "ongoing": FOLLOW_UPS,
        "nature": NATURES,
    }
    wrong = {
        field: NOT_IN_LIST
        for field, answer in given.items()
        if answer is not None and answer not in known[field]
    }
    main, second = given["reason"], given["second_reason"]
    if main is None and given["nature"] is None:
        wrong["reason"] = NO_REASON
    if main is not None and main == second:
        wrong.setdefault("second_reason", TWICE)
    if wrong:
        return None, wrong
    severity, ongoing = given["severity"], given["ongoing"]
    note = Note(
        reason=main or NOT_RECORDED,
        second_reason=second,
        severity=int(severity) if severity else None,
        orientation=given["orientation"],
        ongoing=None if ongoing is None else ongoing == "ongoing",
        nature=given["nature"],
    )
    return note, {}


def natures() -> dict[str, Wording]:
    """What a call can have been other than ordinary, by code."""
    return {code: outcomes()[code].name for code in NATURES}
