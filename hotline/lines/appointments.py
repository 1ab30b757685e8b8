"""[appointments]: what a responder can offer a caller to meet again, as a line's file says it."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from hotline.lines.fields import MailAddress, Many, Part, Slug, Some, Words

Channel = Literal["telephone", "video", "mail", "on site", "neutral place"]
Sort = Literal["on site", "neutral place"]


def _https(value: str) -> str:
    parts = urlsplit(value)
    plain = parts.scheme == "https" and parts.hostname and not (parts.query or parts.fragment)
    if not plain or parts.username or any(sign in value for sign in " ;,'\"\\<>"):
        raise PydanticCustomError("video_address", "not the address of a video server")
    return value.rstrip("/")


class PlaceEntry(Part):
    """[[appointments.places]]: where people can meet; neutral is neither's own."""

    slug: Slug
    kind: Sort
    words: Words
    """The name and address, as they are read and said."""


class Appointments(Part):
    """[appointments]: without it the line offers none."""

    channels: Some[Channel]
    minutes: Annotated[int, Field(ge=10, le=240)] = 45
    """How long an appointment lasts."""
    days_ahead: Annotated[int, Field(ge=1, le=365)] = 60
    """How far ahead one can be fixed."""
    video: Annotated[str, AfterValidator(_https)] | None = None
    """The base address of a server that opens a room under any name, as Jitsi does; https only."""
    mail: MailAddress | None = None
    """Where callers write to, for appointments by mail."""
    places: Many[PlaceEntry] = ()

    def place(self, slug: str | None) -> PlaceEntry | None:
        """The place of that name; None when a new file took it away."""
        return next((place for place in self.places if place.slug == slug), None)

    def offers(self, channel: str, place: str | None) -> bool:
        """Whether an appointment of this channel and place can be made."""
        found = self.place(place)
        return channel in self.channels and (found.kind if found else None) == (
            channel if channel in {"on site", "neutral place"} else None
        )
