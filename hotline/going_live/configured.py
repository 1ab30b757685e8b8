"""What each number of a line must be set to at the carrier, so that its calls reach the line."""

from __future__ import annotations

from dataclasses import fields

from hotline.carrier_account import NumberSettings
from hotline.lines.document import DIALLED, LineDocument, LineNumber
from hotline.overrides import OVERRIDES


def is_dialled(number: LineNumber) -> bool:
    """Whether somebody calls this number: the others only have to be owned."""
    return bool(DIALLED & {*number.roles})


def dialled_numbers(document: LineDocument) -> list[LineNumber]:
    """Those that are set up, in the order of the line's file."""
    return [number for number in document.numbers if is_dialled(number)]


def settings_for(public_url: str, fallback_url: str = "") -> NumberSettings:
    """What a number that somebody calls is set to. Both kinds lead to the same step, which knows
    which number was dialled."""
    return NumberSettings(
        voice_url=f"{public_url}/voice/incoming{OVERRIDES}",
        voice_fallback_url=f"{fallback_url or public_url}/voice/fallback{OVERRIDES}",
        status_callback=f"{public_url}/voice/status",
    )


def changes(old: NumberSettings, new: NumberSettings) -> list[tuple[str, str, str]]:
    """What differs: the setting's name, old and new, in a fixed order."""
    return [
        (field.name, getattr(old, field.name), getattr(new, field.name))
        for field in fields(NumberSettings)
        if getattr(old, field.name) != getattr(new, field.name)
    ]
