"""What the address of the page of figures asks for: days, a second period, filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import request

from hotline.console.given import day
from hotline.lines.document import LineDocument
from hotline.statistics.filtering import UnknownFilter, read_filters
from hotline.statistics.grouping import Filters
from hotline.statistics.periods import Period
from hotline.taxonomies import Wording

BESIDE: Mapping[str, Wording] = {
    "": Wording("rien", "nothing"),
    "annee": Wording("l'année précédente", "the year before"),
    "periode": Wording("la période juste avant", "the period just before"),
    "dates": Wording("d'autres dates", "other days"),
}
"""What figures can be compared with."""
_WRONG = Wording(
    "Ces jours ne vont pas : le premier doit venir avant le dernier. Rien n'a été compté.",
    "Those days do not fit: the first must come before the last. Nothing was counted.",
)
_WRONG_BESIDE = Wording(
    "Les jours de comparaison ne vont pas : donnez les deux, le premier avant le dernier.",
    "The days to compare with do not fit: give both, the first before the last.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """As it was written, so that the form keeps it, and as it was understood."""

    first: str
    last: str
    beside: str
    beside_first: str
    beside_last: str
    chosen: Sequence[str]
    """Filters, each written profession=IDE."""
    period: Period | None
    against: Period | None
    filters: Filters
    wrong: Wording | None
    """Why nothing can be counted."""


def asked_for(line: LineDocument, today: date) -> Asked:
    """Of the address; of this year, without any days."""
    args = request.args
    first = args.get("du") or today.replace(month=1, day=1).isoformat()
    last = args.get("au") or today.isoformat()
    beside = args.get("contre", "")
    days = args.get("contre_du", ""), args.get("contre_au", "")
    chosen = args.getlist("filtre")
    period = _period(first, last)
    against = _against(period, beside, *days) if period else None
    wrong = None if period else _WRONG
    if period and beside and against is None:
        wrong = _WRONG_BESIDE
    filters: Filters = {}
    try:
        pairs = (one.partition("=") for one in chosen)
        filters = read_filters(line, ((key, code) for key, _, code in pairs))
    except UnknownFilter as unknown:
        wrong = wrong or unknown.wording
    return Asked(first, last, beside, *days, chosen, period, against, filters, wrong)


def _against(period: Period, beside: str, first: str, last: str) -> Period | None:
    if beside == "annee":
        return period.a_year_before()
    if beside == "periode":
        return period.just_before()
    return _period(first, last) if beside == "dates" else None


def _period(first: str, last: str) -> Period | None:
    start, end = day(first), day(last)
    return Period(start, end) if start and end and start <= end else None
