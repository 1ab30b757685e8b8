"""Values that no form, file or address expects; the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

ODD: tuple[str, ...] = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\r\nX-Injected: 1",
    "\u202e\u0000\ufeff",
    "\ufffd\U0010ffff",
    "e\u0301\u0327",
    "👩🏽‍⚕️",
    "١٢٣",
    "１２",
    "²",
    "-1",
    "0",
    "00",
    "1e309",
    "NaN",
    "True",
    "null",
    "9" * 19,
    "9" * 400,
    "9" * 5000,
    "' OR 1=1 --",
    "<Response><Hangup/></Response>",
    "]]>&amp;<!--",
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%00%ff",
    "{{7*7}}${7*7}%s{0}",
    "=cmd|' /C calc'!A0",
    "http://169.254.169.254/",
    "://[",
    "http://[::1",
    "#*#*",
    "*",
    "#",
)


def odd(chance: Random) -> str:
    """One such value, or noise: of a few signs mostly, of thousands now and then."""
    if chance.random() < 0.7:
        return chance.choice(ODD)
    few = "".join(chr(_sign(chance)) for _ in range(chance.choice((1, 3, 12))))
    return few * chance.choice((1, 1, 2, 30, 800))


def _sign(chance: Random) -> int:
    sign = chance.choice(
        (chance.randrange(128), chance.randrange(0x3000), chance.randrange(0x10000))
    )
    return sign if not 0xD800 <= sign < 0xE000 else 0xFFFD


def bent(chance: Random, value: str) -> str:
    """A value that was right, and is so no longer."""
    ways: Sequence[Callable[[], str]] = (
        value.swapcase,
        lambda: value[:-1],
        lambda: value + value,
        lambda: value + "\x00",
        lambda: f" {value} ",
        lambda: value + chance.choice(ODD),
        lambda: value[::-1],
    )
    return chance.choice(ways)()
