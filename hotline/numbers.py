"""Telephone numbers: how people write them, where they live, how they are said.

French numbers are told by their national prefix first. Read as numbers of region FR, a general
library takes 0596, 0269 or 0508 for metropolitan numbers and rejects 0690 to 0697; and since the
numbering plan moves faster than its tables, a French prefix and the right length are enough here.
"""

from __future__ import annotations

import re
from functools import cache

import phonenumbers

from hotline.taxonomies import Territory, territories

_SAINT_PIERRE = "508"
_WITHHELD = frozenset({"266696687", "7378742833", "2562533", "8656696", "86282452253"})
"""Anonymous, restricted, blocked, unknown and unavailable, spelt on a keypad."""

_ORDINARY = frozenset(
    {
        phonenumbers.PhoneNumberType.FIXED_LINE,
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
        phonenumbers.PhoneNumberType.VOIP,
    }
)


class BadNumber(ValueError):
    """Not a telephone number that can be dialled; the message is the number as it was written."""


def parse(text: str) -> str:
    """The number in E.164 ("+33199001234").

    Takes a French national number with its 0 (spaces, dots and dashes are fine), or any number
    with + or 00 and its country code; numbers of the Pacific territories need theirs. Raises
    BadNumber otherwise, short numbers such as 15 or 3114 included.
    """
    written = re.sub(r"[\s.\-()\u00a0\u202f]", "", text)
    written = re.sub(r"^00", "+", written)
    # "+33 (0)1 …" is common on visiting cards.
    written = re.sub(r"^\+33(?=0\d{9}$)", "", written)
    if not re.fullmatch(r"\+?[0-9]{6,15}", written):
        raise BadNumber(text)
    national = _national(written)
    if national is not None:
        return _e164(national)
    if not written.startswith("+"):
        raise BadNumber(text)
    try:
        number = phonenumbers.parse(written)
    except phonenumbers.NumberParseException:
        raise BadNumber(text) from None
    if not phonenumbers.is_valid_number(number):
        raise BadNumber(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_short(number: str) -> bool:
    """Whether it is a short number (15, 112, 3114, 116117): said and dialled as it stands."""
    return re.fullmatch(r"[1-9][0-9]{1,3}|11[68][0-9]{3}", number) is not None


def territory_of(number: str) -> Territory | None:
    """The territory of an E.164 number; None abroad.

    Saint-Barthélemy and Saint-Martin cannot be told from Guadeloupe and answer as it does.
    """
    national = _national(number)
    if national is not None:
        return _of_prefix(national)
    return _without_trunk(number)


def is_mobile(number: str) -> bool:
    """Whether it is a mobile of the French plan (06, 07, overseas included): it can get a text."""
    return (_national(number) or "").startswith(("06", "07"))


def is_special(number: str) -> bool:
    """Whether it is a French service number (08…), free or surcharged: nobody's own phone."""
    return number.startswith("+338")


def is_ordinary(number: str) -> bool:
    """Whether it is a landline or a mobile of France or a territory, at an ordinary price: no
    service number, and none of another country."""
    if _national(number) is not None:
        return not is_special(number)
    if _without_trunk(number) is None:
        return False
    return phonenumbers.number_type(phonenumbers.parse(number)) in _ORDINARY


def withheld(from_: str) -> bool:
    """Whether the carrier's From tells no number: a word, nothing, or a word spelt on a keypad."""
    digits = from_.strip().removeprefix("+")
    return digits in _WITHHELD or not re.fullmatch(r"[0-9]{8,15}", digits)


def spoken(number: str) -> str:
    """The number as it is said in French, by pairs: "31 14", "01 99 00 12 34"; 112 stays whole."""
    if is_short(number):
        return {4: pairs(number), 6: f"{number[:3]} {number[3:]}"}.get(len(number), number)
    national = _national(number)
    if national is not None:
        return pairs(national)
    pacific = _without_trunk(number)
    if pacific is not None:
        return pairs(number.removeprefix(f"+{pacific.country_code}"))
    return f"+{pairs(number.removeprefix('+'))}"


def _without_trunk(number: str) -> Territory | None:
    """The Pacific territory of an E.164 number: theirs have no trunk 0, hence no prefix to read."""
    for land in territories().values():
        if land.country_code not in _trunk_codes() and number.startswith(f"+{land.country_code}"):
            return land
    return None


def _national(written: str) -> str | None:
    """Ten digits with the trunk 0, for a number of the French plan; None for any other."""
    if re.fullmatch(r"0[1-9]\d{8}", written):
        return written
    if re.fullmatch(rf"\+{_SAINT_PIERRE}\d{{6}}", written):
        return f"0{written[1:]}"
    for code in _trunk_codes():
        # A metropolitan code before an overseas number (+33 690…) happens, and is understood.
        if re.fullmatch(rf"\+{code}[1-9]\d{{8}}", written):
            return f"0{written[len(code) + 1 :]}"
    return None


def _e164(national: str) -> str:
    code = _of_prefix(national).country_code
    if national.startswith(f"0{_SAINT_PIERRE}"):
        return f"+{national[1:]}"
    return f"+{code}{national[1:]}"


def _of_prefix(national: str) -> Territory:
    length = max(len(prefix) for prefix in _prefixes() if national.startswith(prefix))
    return _prefixes()[national[:length]]


@cache
def _prefixes() -> dict[str, Territory]:
    return {prefix: land for land in territories().values() for prefix in land.prefixes}


@cache
def _trunk_codes() -> tuple[str, ...]:
    return tuple(sorted({land.country_code for land in _prefixes().values()}))


def pairs(digits: str) -> str:
    """Digits as they are said, by pairs from the right: an odd first digit stands alone."""
    first = len(digits) % 2
    twos = [digits[place : place + 2] for place in range(first, len(digits), 2)]
    return " ".join([digits[:first], *twos] if first else twos)
