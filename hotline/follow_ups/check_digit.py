"""The last digit of a code tells whether the others were keyed in as they were said.

Damm's scheme (H. Michael Damm, Total anti-symmetrische Quasigruppen, thesis, Marburg 2004, section
5.2.3): a totally anti-symmetric quasigroup of order ten. Every single wrong digit and every swap of
neighbours is seen.
"""

from __future__ import annotations

_QUASIGROUP = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(digits: str) -> str:
    """The digit to be written after these."""
    return str(_interim(digits))


def is_checked(digits: str) -> bool:
    """Whether the last of these digits is the check digit of the others."""
    return _interim(digits) == 0


def _interim(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = int(_QUASIGROUP[interim][int(digit)])
    return interim
