"""Where a caller is, as far as the line knows, and what a clock shows there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from hotline.lines.document import LineDocument
from hotline.taxonomies import areas_around, territories


def time_there(at: datetime, area: str | None, line: LineDocument) -> datetime:
    """This aware instant by the clock of a territory or département; by the line's own clock for a
    caller of whom nothing is known."""
    land = next((territories()[code] for code in areas_around(area) if code in territories()), None)
    return at.astimezone(ZoneInfo(land.zones[0] if land else line.line.time_zone))
