"""What opens an appointment: its responder's page, their video link, its code, its room.

Each is derived from the appointment's id under the look-up key of the service: it can be told again
(in a reminder, on the page) and is stored nowhere. Whoever reads the database without that key
opens nothing with it. The caller's link alone is drawn, sent once, and known to nobody afterwards.
"""

from __future__ import annotations

import hashlib

from hotline.database.types import current_keys

DIGITS = 4
SIGNS = 9
"""The digits 1 to 9: 0 says danger wherever a key is pressed."""


def page_key(appointment_id: str) -> str:
    """The end of the address of the responder's page."""
    return current_keys().blind("appointment page", appointment_id)[:32]


def responder_key(appointment_id: str) -> str:
    """The end of the address of the responder's video link."""
    return current_keys().blind("appointment video", appointment_id)[:32]


def code_of(appointment_id: str) -> str:
    """The four digits that its caller keys in.

    They open nothing but the way to a human, which every caller has: so four are enough, and three
    tries a call. Of 6,561 codes, somebody who guesses finds a given one after 1,094 calls on
    average, and is then put through to a responder who expects somebody else at that time.
    """
    number = int(current_keys().blind("appointment code", appointment_id), 16)
    digits = []
    for _ in range(DIGITS):
        number, digit = divmod(number, SIGNS)
        digits.append(str(digit + 1))
    return "".join(digits)


def code_print(line_id: int, code: str) -> str:
    """What is stored of a code."""
    return current_keys().blind("appointment code of a line", f"{line_id} {code}")


def room_of(appointment_id: str, moves: int) -> str:
    """The name of its room: another one each time it is moved, and like no other."""
    return current_keys().blind("appointment room", f"{appointment_id} {moves}")[:40]


def fingerprint(token: str) -> str:
    """What is stored of the end of an address."""
    return hashlib.sha256(token.encode()).hexdigest()
