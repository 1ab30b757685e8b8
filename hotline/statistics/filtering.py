"""Filters as people write them: a dimension and a code, several of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hotline.lines.document import LineDocument
from hotline.statistics import dimensions as by
from hotline.statistics.dimensions import Dimension
from hotline.statistics.grouping import Filters
from hotline.taxonomies import Wording

_ALL = (
    *(by.PROFESSION, by.REASON, by.REASON_GROUP, by.TERRITORY, by.LANGUAGE, by.OUTCOME),
    *(by.PART_OF_DAY, by.WEEKDAY, by.KIND_OBTAINED, by.ORIENTATION, by.FOLLOW_UP),
)
_NO_DIMENSION = Wording(
    "On ne peut pas filtrer par « {key} ». Filtres : {known}.",
    "“{key}” is no filter. Filters: {known}.",
)
_NO_CODE = Wording(
    "« {code} » n'est pas un code de « {title} ». Codes : {known}.",
    "“{code}” is no code of “{title}”. Codes: {known}.",
)
_ONE = Wording("{title} : {names}", "{title}: {names}")
_OR = Wording(" ou ", " or ")
_AND = Wording(" ; ", "; ")


class UnknownFilter(Exception):
    """No such dimension on this line, or no such code of it."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording.fr)
        self.wording = wording


def filters_of(line: LineDocument) -> Mapping[str, Dimension]:
    """What calls of this line can be filtered by, in the order that it is offered."""
    return {dimension.key: dimension for dimension in _ALL if dimension.asked(line)}


def read_filters(line: LineDocument, pairs: Iterable[tuple[str, str]]) -> Filters:
    """Filters from pairs of a dimension's key and a code; a code that was merged into another is
    that other. Raises UnknownFilter."""
    dimensions = filters_of(line)
    return filtered((key, _code(dimensions, key, code)) for key, code in pairs)


def filtered(filters: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Filters from pairs of a dimension and a code; those of one dimension let through any."""
    found: dict[str, set[str]] = {}
    for dimension, code in filters:
        found.setdefault(dimension, set()).add(code)
    return found


def _code(dimensions: Mapping[str, Dimension], key: str, code: str) -> str:
    if key not in dimensions:
        raise UnknownFilter(_NO_DIMENSION.filled(key=key, known=", ".join(dimensions)))
    dimension = dimensions[key]
    names, now = dimension.names(), dimension.now(code)
    if now not in names:
        known = ", ".join(names)
        raise UnknownFilter(_NO_CODE.filled(code=code, title=dimension.title, known=known))
    return now


def in_words(filters: Filters, language: str) -> str:
    """The filters in a sentence; empty without any."""
    return _AND.read_in(language).join(
        _ONE.read_in(language).format(
            title=by.DIMENSIONS[key].title.read_in(language),
            names=_OR.read_in(language).join(
                name.read_in(language)
                for code, name in by.DIMENSIONS[key].names().items()
                if code in codes
            ),
        )
        for key, codes in filters.items()
    )
