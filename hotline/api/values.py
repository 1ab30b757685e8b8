"""What questions and answers are made of: instants, short names, and models that refuse the
unknown."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.json_schema import WithJsonSchema
from pydantic_core import PydanticCustomError

from hotline.lines.fields import YEARS

_RFC3339 = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE
)


def _read(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _RFC3339.fullmatch(value):
        try:
            return datetime.fromisoformat(value.upper())
        except ValueError:
            pass
    raise PydanticCustomError("moment", "an instant with its offset")


def _in_years(value: datetime) -> datetime:
    if not YEARS[0] < value.year < YEARS[-1]:
        raise PydanticCustomError("year", "an unlikely year")
    return value


def _flag(value: object) -> bool:
    if value in {"true", "false"}:
        return value == "true"
    raise PydanticCustomError("flag", "true or false")


Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_read),
    AfterValidator(_in_years),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""An instant with its offset, as RFC 3339 writes it."""

Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""In an address: true or false."""

Slug = Annotated[str, Field(min_length=1, max_length=64)]


class Question(BaseModel):
    """What the address asks, after the question mark."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Literal["fr", "en"] | None = Field(
        None, description="Language of sentences; without it, that of Accept-Language."
    )


class Sent(BaseModel):
    """What is sent: JSON, each value of its own type, nothing unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Answer(BaseModel):
    """What is answered; models say all that is in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
