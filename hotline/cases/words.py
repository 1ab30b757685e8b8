"""Codes of cases in words."""

from __future__ import annotations

from hotline.taxonomies import Wording, area_name
from routing.case_clock import CaseState
from routing.cases import WhyNobody

ASKED_BY = {
    "mail": Wording("courriel", "mail"),
    "telephone": Wording("téléphone", "telephone"),
    "site": Wording("site", "web site"),
}
"""How a request came."""

CHANNELS = {
    "telephone": Wording("Téléphone", "Telephone"),
    "video": Wording("Vidéo", "Video"),
    "mail": Wording("Courriel", "Mail"),
    "text": Wording("Message", "Text message"),
    "on-site": Wording("Sur place", "On site"),
    "neutral": Wording("Dans un lieu neutre", "In a neutral place"),
}
"""How a contact took place."""

OUTCOMES = {
    "accompanied": Wording("Accompagnement mené à son terme", "Accompanied to the end"),
    "oriented": Wording("Orientation vers quelqu'un d'autre", "Directed to somebody else"),
    "unreached": Wording("Personne impossible à joindre", "Could not be reached"),
    "withdrawn": Wording("Demande retirée", "Request withdrawn"),
}
"""How a case ends."""

STATES = {
    CaseState.WAITING: Wording("à confier", "with nobody"),
    CaseState.ASKED: Wording("proposée", "offered"),
    CaseState.ACCEPTED: Wording("acceptée", "accepted"),
    CaseState.CLOSED: Wording("close", "closed"),
}

WHY = {
    WhyNobody.EMPTY: Wording(
        "personne au tableau des équipes qui les reçoivent", "nobody on the roster of its teams"
    ),
    WhyNobody.UNTOLD: Wording("personne ne peut être prévenu", "nobody can be told"),
    WhyNobody.PROFESSION: Wording("personne de ce métier", "nobody of that profession"),
    WhyNobody.LANGUAGE: Wording("personne ne parle cette langue", "nobody speaks that language"),
    WhyNobody.TERRITORY: Wording("personne de ce territoire", "nobody near there"),
    WhyNobody.ELSEWHERE: Wording("personne d'un autre territoire", "nobody from elsewhere"),
    WhyNobody.AVOIDED: Wording("toutes et tous sont à éviter", "all are to be avoided"),
    WhyNobody.AWAY: Wording("toutes et tous en congé", "all are away"),
    WhyNobody.ASKED: Wording("toutes et tous ont déjà été sollicités", "all were asked already"),
}


def place_name(area: str | None, language: str) -> str:
    """A département or territory by its name; "–" when none was given."""
    return area_name(area, language) if area else "–"
