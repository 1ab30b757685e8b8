"""A number of the account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass
class LineNumber:
    """One number, and what it is configured with."""

    number: str
    voice_url: str = ""
    voice_fallback_url: str = ""
    status_callback: str = ""
    voice_method: str = "POST"
    voice_fallback_method: str = "POST"
    status_callback_method: str = "POST"
    voice_application_sid: str = ""
    """An application whose addresses are asked in place of the number's own."""
    sms: bool = True
    voice_region: str = "us1"
    sid: str = ""
    friendly_name: str = ""
    created: datetime | None = None


def configured(number: str, settings: Mapping[str, str]) -> LineNumber:
    """A number from plain settings. Raises ValueError for a setting that does not exist."""
    unknown = set(settings) - {"voice_url", "voice_fallback_url", "status_callback"}
    if unknown:
        raise ValueError(
            f"{number}: no setting {', '.join(sorted(unknown))}; "
            "give voice_url, voice_fallback_url, status_callback."
        )
    return LineNumber(
        number,
        settings.get("voice_url", ""),
        settings.get("voice_fallback_url", ""),
        settings.get("status_callback", ""),
    )
