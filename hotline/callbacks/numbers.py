"""Which numbers are called back: ordinary ones of the French plan, where the line agrees to.

A line that would dial anything is used for fraud: surcharged and short numbers, and those of
countries that share what a call earns, are never dialled.
"""

from __future__ import annotations

from collections.abc import Collection

from hotline import numbers


def may_be_called(number: str, territories: Collection[str]) -> bool:
    """Whether this number (E.164) may be called back, its territory being one of those (none given:
    any of France's)."""
    land = numbers.territory_of(number)
    if land is None or not numbers.is_ordinary(number):
        return False
    return not territories or land.code in territories


def keyed_in(keys: str) -> str | None:
    """The number in E.164 that these keys are, with or without the hash that ends them; None for
    anything else, short and foreign numbers included."""
    digits = keys.removesuffix("#")
    if not (digits.isascii() and digits.isdecimal()):
        return None
    try:
        return numbers.parse(digits)
    except numbers.BadNumber:
        return None
