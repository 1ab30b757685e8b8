"""What is counted beside calls: call backs and appointments, by whole months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hotline.callbacks.states import Result
from hotline.lines.document import LineDocument
from hotline.statistics.counted import NOT_RECORDED
from hotline.statistics.counting import Counts
from hotline.statistics.figures import Figures
from hotline.statistics.told import TableTold, with_rows
from hotline.taxonomies import Wording
from hotline.words.appointments import CHANNELS

CALLBACKS: dict[str, Wording] = {
    Result.ASKED: Wording("Demandés", "Asked for"),
    Result.REACHED: Wording("La personne a été jointe", "They were reached"),
    Result.UNREACHED: Wording("Personne n'a été joint", "Nobody was reached"),
    Result.MISSED: Wording("Pas faits, personne n'était libre", "Not made, nobody was free"),
    Result.WRONG_NUMBER: Wording("Erreurs de numéro", "Wrong numbers"),
    Result.WITHDRAWN: Wording("Retirés", "Withdrawn"),
}
APPOINTMENTS = {
    "done": Wording("tenu", "took place"),
    "missed": Wording("manqué", "missed"),
    "cancelled": Wording("annulé", "cancelled"),
    NOT_RECORDED: Wording("non renseigné", "not recorded"),
}
"""What becomes of them."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Something of which each month has a count a code."""

    key: str
    title: Wording
    about: Wording
    definition: Wording
    names: Callable[[], Mapping[str, Wording]]
    of: Callable[[Figures], Counts]
    offered: Callable[[LineDocument], bool]


def _appointment_names() -> dict[str, Wording]:
    return {
        f"{channel} {outcome}": Wording(f"{name.fr}, {became.fr}", f"{name.en}, {became.en}")
        for channel, name in CHANNELS.items()
        for outcome, became in APPOINTMENTS.items()
    }


def _callbacks(figures: Figures) -> Counts:
    """Shares are of what was asked for."""
    cells = Counter({(result, ""): count for result, count in figures.callbacks.items()})
    return Counts(cells[Result.ASKED, ""], cells)


def _appointments(figures: Figures) -> Counts:
    cells = Counter({(f"{c} {o}", ""): count for (c, o), count in figures.appointments.items()})
    return Counts(cells.total(), cells)


APART = (
    Apart(
        "callbacks",
        Wording("Rappels (mois entiers)", "Call backs (whole months)"),
        Wording(
            "Demandes de rappel et leurs suites", "Requests to be called back, and what became"
        ),
        Wording(
            "Demandes d'être rappelé, et ce qu'elles sont devenues ; une demande compte une fois"
            " quand elle est faite, et une fois quand elle est close.",
            "Requests to be called back, and what became of them; one counts when it is made, and"
            " again when it is over.",
        ),
        lambda: CALLBACKS,
        _callbacks,
        lambda line: line.callbacks is not None,
    ),
    Apart(
        "appointment",
        Wording("Rendez-vous passés (mois entiers)", "Past appointments (whole months)"),
        Wording("Rendez-vous passés", "Past appointments"),
        Wording(
            "Rendez-vous dont le jour est passé, par moyen et par issue.",
            "Appointments whose day is over, by channel and outcome.",
        ),
        _appointment_names,
        _appointments,
        lambda line: line.appointments is not None,
    ),
)


def told_apart(
    apart: Apart, counts: Counts | None, against: Counts | None, language: str
) -> TableTold:
    """Its table; without numbers where `counts` is None."""
    there = TableTold(
        key=apart.key,
        title=apart.title.read_in(language),
        of=apart.about.read_in(language),
        definition=apart.definition.read_in(language),
    )
    return there if counts is None else with_rows(there, apart.names(), counts, against, language)
