"""Lists in pages, and dates as the API writes them."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from flask import request

from simulator.rest.errors import ApiError

LARGEST_PAGE = 1000
"""Items (twilio.com/docs/usage/twilios-response#pagination); 50 when not said."""


def date(instant: datetime | None) -> str | None:
    """RFC 2822, in UTC, or null."""
    return format_datetime(instant) if instant is not None else None


def page(name: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    """The page that PageSize and Page ask for, with the addresses of its neighbours."""
    size = min(number("PageSize", 50), LARGEST_PAGE)
    index = number("Page", 0)
    shown = items[index * size : (index + 1) * size]
    last = max(0, (len(items) - 1) // size)

    def address(page_index: int) -> str:
        arguments = {key: value for key, value in request.args.items() if key != "Page"}
        query = urlencode(arguments | {"PageSize": size, "Page": page_index})
        return f"{request.path}?{query}"

    return {
        name: shown,
        "page": index,
        "page_size": size,
        "start": index * size,
        "end": max(0, index * size + len(shown) - 1),
        "uri": address(index),
        "first_page_uri": address(0),
        "previous_page_uri": address(index - 1) if index > 0 else None,
        "next_page_uri": address(index + 1) if index < last else None,
    }


def number(name: str, otherwise: int) -> int:
    """A whole number of the query. Raises ApiError 20001 when it is none."""
    given = request.args.get(name, str(otherwise))
    if not given.isdigit() or (name == "PageSize" and int(given) == 0):
        raise ApiError(400, 20001, f"{name} must be a whole number; got '{given}'")
    return int(given)
