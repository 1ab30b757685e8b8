"""The kinds of values a line's file is made of.

A value that does not fit raises a PydanticCustomError whose type is a code of
`hotline.lines.problems`, where the sentence for it stands in both languages.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, Literal, TypeVar, get_args
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from hotline import numbers
from hotline.taxonomies import departments, orientations, professions, territories

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]
"""A list in the file, a tuple once read; its members stay strict."""

YEARS = range(1970, 2200)
"""The years in which duties are counted."""


def _at_least_one(value: tuple[T, ...]) -> tuple[T, ...]:
    if not value:
        raise PydanticCustomError("empty", "an empty list")
    return value


# Not min_length: a list whose only member is wrong would be called empty as well.
Some = Annotated[tuple[T, ...], Strict(False), AfterValidator(_at_least_one)]
"""A list that cannot be empty."""


class Part(BaseModel):
    """A table of the file: unknown keys are refused, nothing is converted, nothing changes."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, validate_by_name=True, validate_by_alias=True
    )


class Words(Part):
    """Something people hear or read; English may be left out on a line that speaks only French."""

    fr: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)] | None = None

    def read_in(self, language: str) -> str:
        """English when asked for ("en") and written, else French."""
        return self.en if language == "en" and self.en else self.fr


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) or len(value) > 64:
        raise PydanticCustomError("slug", "not a slug")
    return value


def _group(value: object, members: ValidatorFunctionWrapHandler) -> object:
    if isinstance(value, str):
        return (_slug(value),)
    if isinstance(value, list | tuple):
        return members(value)
    raise PydanticCustomError("string_type", "not a name")


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise PydanticCustomError("zone", "not a time zone")
    return value


def _profession(value: str) -> str:
    if value not in professions():
        raise PydanticCustomError(
            "profession", "not a profession", {"codes": ", ".join(professions())}
        )
    return value


def _language_code(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2}", value):
        raise PydanticCustomError("language", "not a language")
    return value


def _territory(value: str) -> str:
    if value not in territories():
        raise PydanticCustomError(
            "territory", "not a territory", {"codes": ", ".join(territories())}
        )
    return value


def _area(value: str) -> str:
    if value not in departments() and (value == "FR" or value not in territories()):
        raise PydanticCustomError("area", "not an area")
    return value


def _holidays_code(value: str) -> str:
    if value not in departments() and value not in territories():
        raise PydanticCustomError("holidays_code", "not a place with holidays")
    return value


def _directory_code(value: str) -> str:
    if not re.fullmatch(r"[0-9]{3}", value):
        raise PydanticCustomError("directory_code", "not three digits")
    return value


def _orientation(value: str) -> str:
    if value not in orientations():
        raise PydanticCustomError(
            "orientation", "not an orientation", {"codes": ", ".join(orientations())}
        )
    return value


def _number(value: str) -> str:
    try:
        return numbers.parse(value)
    except numbers.BadNumber:
        raise PydanticCustomError("number", "not a number") from None


def _own_phone(value: str) -> str:
    number = _number(value)
    if numbers.is_special(number):
        raise PydanticCustomError("phone_special", "a service number")
    return number


def _mail_address(value: str) -> str:
    # What a server takes is known when it is asked; here only what cannot be an address.
    if value and not re.fullmatch(r"[^@\s<>,;:\x00-\x1f]+@[^@\s<>,;:]+\.[^@\s<>,;:.]+", value):
        raise PydanticCustomError("mail", "not a mail address")
    return value


def _number_to_say(value: str) -> str:
    return value if numbers.is_short(value) else _number(value)


def _time(value: object) -> object:
    if isinstance(value, time) and value.tzinfo is None and value == value.replace(second=0):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d", value):
        try:
            return time.fromisoformat(value.replace("24:00", "00:00"))
        except ValueError:
            pass
    raise PydanticCustomError("time", "not a local time")


def _date(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date", "not a date")


def _moment(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo is None and value.second == 0:
        return value.replace(microsecond=0)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("moment", "not a local date and time")


def _in_calendar(value: date) -> date:
    # A year 1 or 9999, meant as "always", would leave no room to count turns and zones.
    if value.year not in YEARS:
        raise PydanticCustomError(
            "year", "an unlikely year", {"first": YEARS[0], "last": YEARS[-1]}
        )
    return value


Slug = Annotated[str, AfterValidator(_slug)]
Group = Annotated[
    tuple[Slug, ...],
    Strict(False),
    AfterValidator(_at_least_one),
    WrapValidator(_group),
    PlainSerializer(lambda members: members[0] if len(members) == 1 else list(members)),
]
"""One slug, or a list of them."""
Text = Annotated[str, Field(min_length=1)]
Zone = Annotated[str, AfterValidator(_zone)]
ProfessionCode = Annotated[str, AfterValidator(_profession)]
LanguageCode = Annotated[str, AfterValidator(_language_code)]
TerritoryCode = Annotated[str, AfterValidator(_territory)]
"""Metropolitan France ("FR"), or a territory overseas ("974")."""
AreaCode = Annotated[str, AfterValidator(_area)]
"""A département as it is keyed in ("13"; "20" for both of Corsica), or a territory overseas."""
HolidaysCode = Annotated[str, AfterValidator(_holidays_code)]
"""A place by its public holidays: the country ("FR"), a département ("57"), a territory ("974")."""
DirectoryCode = Annotated[str, AfterValidator(_directory_code)]
OrientationCode = Annotated[str, AfterValidator(_orientation)]
Number = Annotated[str, AfterValidator(_number)]
OwnPhone = Annotated[str, AfterValidator(_own_phone)]
NumberToSay = Annotated[str, AfterValidator(_number_to_say)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
LocalTime = Annotated[
    time, BeforeValidator(_time), PlainSerializer(lambda value: value.strftime("%H:%M"))
]
LocalDate = Annotated[
    date,
    BeforeValidator(_date),
    AfterValidator(_in_calendar),
    PlainSerializer(lambda day: day.isoformat()),
]
LocalMoment = Annotated[
    datetime,
    BeforeValidator(_moment),
    AfterValidator(_in_calendar),
    PlainSerializer(lambda value: value.isoformat(timespec="minutes")),
]

SpokenLanguage = Literal["fr", "en"]
"""What the line's own phrases exist in."""
Kind = Literal["psychologist", "peer", "coordinator"]
AskedKind = Literal["psychologist", "peer"]
"""Whom a caller can ask for."""
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[str, ...] = get_args(Weekday)
"""Monday is 0."""
