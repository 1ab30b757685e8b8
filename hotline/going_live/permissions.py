"""Looks at the countries and territories to which the line must be able to call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import phonenumbers

from hotline.carrier import CarrierProblem
from hotline.carrier_account import Account, Country
from hotline.going_live.findings import Finding, not_told, ok, to_do, unknown
from hotline.lines.document import LineDocument
from hotline.numbers import territory_of
from hotline.taxonomies import Wording, territories

_CALLS = Wording("Appels vers {place}", "Calls to {place}")
_ALL = Wording("Pays appelés", "Countries called")
_ALLOWED = Wording("Permis.", "Allowed.")
_FORBIDDEN = Wording(
    "Le compte n'a pas le droit d'y appeler ({iso}).", "The account may not call there ({iso})."
)
_NOT_LISTED = Wording(
    "L'opérateur n'a pas ce pays dans sa liste.", "The carrier has no such country in its list."
)
_ALLOW = Wording(
    "Autorisez-le : console de l'opérateur, Voice, Settings, Geo permissions.",
    "Allow it: the carrier's console, Voice, Settings, Geo permissions.",
)
_LOOK = Wording(
    "Cherchez-le dans sa console : Voice, Settings, Geo permissions.",
    "Look for it in its console: Voice, Settings, Geo permissions.",
)

Places = Mapping[str, tuple[Wording, frozenset[str]]]
"""By calling code: what it is called, and the countries (ISO) that are meant; none is all of it."""


def permissions(
    account: Account, document: LineDocument, phones: Iterable[str]
) -> Iterator[Finding]:
    """Whether each country of responders' telephones, and each of the line's territories, may be
    called. No number is told."""
    places = called(document, phones)
    try:
        countries = account.countries()
    except CarrierProblem as problem:
        yield not_told("calls", _ALL, problem)
        return
    for code, (place, isos) in sorted(places.items()):
        yield _one(code, place, isos, countries)


def called(document: LineDocument, phones: Iterable[str]) -> Places:
    """The countries to which the line calls: its people's, its callers' (who may be called back),
    and those of its own numbers."""
    names: dict[str, list[Wording]] = defaultdict(list)
    isos: dict[str, set[str]] = defaultdict(set)
    lands = [territories()[code] for code in document.line.territories]
    for number in [*phones, *(number.number for number in document.numbers)]:
        land = territory_of(number)
        if land is not None:
            lands.append(land)
            continue
        parsed = phonenumbers.parse(number)
        code, iso = str(parsed.country_code), phonenumbers.region_code_for_number(parsed)
        if iso:
            isos[code].add(iso)
            names[code].append(Wording(iso, iso))
    for land in lands:
        names[land.country_code].append(land.name)
    return {code: (_joined(names[code]), frozenset(isos[code])) for code in names}


def _joined(names: list[Wording]) -> Wording:
    unique = list(dict.fromkeys(names))
    return Wording(", ".join(n.fr for n in unique), ", ".join(n.en for n in unique))


def _one(code: str, place: Wording, isos: frozenset[str], countries: list[Country]) -> Finding:
    name, key = _CALLS.filled(place=place), f"calls:{code}"
    meant = [c for c in countries if code in c.codes and (not isos or c.iso in isos)]
    if not meant:
        return unknown(key, name, _NOT_LISTED, _LOOK)
    forbidden = sorted(country.iso for country in meant if not country.allowed)
    if forbidden:
        return to_do(key, name, _FORBIDDEN.filled(iso=", ".join(forbidden)), _ALLOW)
    return ok(key, name, _ALLOWED)
