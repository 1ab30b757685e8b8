"""Figures with names, in the order people read them: what every way of showing them shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hotline.callbacks.states import Result
from hotline.lines.service import LoadedLine
from hotline.statistics.counted import NOT_RECORDED
from hotline.statistics.figures import Figures
from hotline.taxonomies import Wording, outcomes, professions, reasons
from hotline.words.appointments import CHANNELS


@dataclass(frozen=True, slots=True)
class Row:
    """How many calls have this code."""

    code: str
    name: str
    calls: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Calls sorted by one thing; every code of its list has a row."""

    key: str
    title: str
    of: int
    """How many calls are in it; a share is of these."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of some days, told in one language. Seconds and minutes as the names say."""

    line: str
    name: str
    time_zone: str
    first: date
    last: date
    calls: int
    connected: int
    connected_percent: float | None
    median_seconds_to_human: int | None
    ninety_percent_seconds_to_human: int | None
    talk_minutes: float
    mean_talk_minutes: float | None
    breakdowns: tuple[Breakdown, ...]


def report(line: LoadedLine, first: date, last: date, figures: Figures, language: str) -> Report:
    """Names and rounds figures (one decimal). "Not recorded" has its row like any other."""
    mean = figures.mean_talk_seconds
    share = figures.connected_percent
    hours = {f"{hour:02}": Wording(f"{hour} h", f"{hour:02}:00") for hour in range(24)}
    by_hour = Counter({f"{hour:02}": calls for hour, calls in figures.hours.items()})
    helped = Counter({str(answer): calls for answer, calls in figures.helped.items()})
    meetings = Counter({f"{c} {o}": count for (c, o), count in figures.appointments.items()})
    parts: list[tuple[str, dict[str, Wording], Counter[str]]] = [
        ("reason", {r.code: r.name for r in reasons().values()}, figures.reasons),
        ("profession", {p.code: p.name for p in professions().values()}, figures.professions),
        ("outcome", {o.code: o.name for o in outcomes().values()}, figures.outcomes),
        ("hour", hours, by_hour),
        ("helped", HELPED, helped),
    ]
    if line.document.callbacks or figures.callbacks:
        parts.append(("callbacks", CALLBACKS, figures.callbacks))
    if line.document.appointments or meetings:
        parts.append(("appointment", _appointment_names(), meetings))
    identity = line.document.line
    return Report(
        line=identity.slug,
        name=identity.name,
        time_zone=identity.time_zone,
        first=first,
        last=last,
        calls=figures.calls,
        connected=figures.connected,
        connected_percent=None if share is None else round(share, 1),
        median_seconds_to_human=figures.seconds_for(50),
        ninety_percent_seconds_to_human=figures.seconds_for(90),
        talk_minutes=round(figures.talk_seconds / 60, 1),
        mean_talk_minutes=None if mean is None else round(mean / 60, 1),
        breakdowns=tuple(
            Breakdown(
                key,
                _TITLES[key].read_in(language),
                counted.total(),
                _rows(names, counted, language),
            )
            for key, names, counted in parts
        ),
    )


_TITLES = {
    "reason": Wording("Motif principal", "Main reason"),
    "profession": Wording("Profession", "Profession"),
    "outcome": Wording("Issue", "Outcome"),
    "hour": Wording("Heure de l'appel", "Hour of the call"),
    "helped": Wording("Aide ressentie (mois entiers)", "Felt helped (whole months)"),
    "callbacks": Wording("Rappels (mois entiers)", "Call backs (whole months)"),
    "appointment": Wording("Rendez-vous passés (mois entiers)", "Past appointments (whole months)"),
}
CALLBACKS: dict[str, Wording] = {
    Result.ASKED: Wording("Demandés", "Asked for"),
    Result.REACHED: Wording("La personne a été jointe", "They were reached"),
    Result.UNREACHED: Wording("Personne n'a été joint", "Nobody was reached"),
    Result.MISSED: Wording("Pas faits, personne n'était libre", "Not made, nobody was free"),
    Result.WRONG_NUMBER: Wording("Erreurs de numéro", "Wrong numbers"),
    Result.WITHDRAWN: Wording("Retirés", "Withdrawn"),
}
HELPED = {
    "1": Wording("1, pas du tout", "1, not at all"),
    "2": Wording("2", "2"),
    "3": Wording("3", "3"),
    "4": Wording("4", "4"),
    "5": Wording("5, beaucoup", "5, a lot"),
}


APPOINTMENTS = {
    "done": Wording("tenu", "took place"),
    "missed": Wording("manqué", "missed"),
    "cancelled": Wording("annulé", "cancelled"),
    NOT_RECORDED: Wording("non renseigné", "not recorded"),
}
"""What becomes of them."""


def _appointment_names() -> dict[str, Wording]:
    return {
        f"{channel} {outcome}": Wording(f"{name.fr}, {became.fr}", f"{name.en}, {became.en}")
        for channel, name in CHANNELS.items()
        for outcome, became in APPOINTMENTS.items()
    }


def _rows(names: Mapping[str, Wording], counted: Counter[str], language: str) -> tuple[Row, ...]:
    """In the order of the list, « Non renseigné » last; a code that left the list is kept, by its
    code."""
    gone = {code: Wording(code, code) for code in sorted(counted.keys() - names.keys())}
    every = {**names, **gone}
    if NOT_RECORDED in every:
        every[NOT_RECORDED] = every.pop(NOT_RECORDED)
    return tuple(Row(code, name.read_in(language), counted[code]) for code, name in every.items())
