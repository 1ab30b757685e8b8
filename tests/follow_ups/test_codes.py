"""Codes: what they look like, what their check digit sees, and what a guess is worth."""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path

import pytest

from hotline.database.types import Keys, use_keys
from hotline.follow_ups import stretching
from hotline.follow_ups.check_digit import check_digit, is_checked
from hotline.follow_ups.codes import CODES, drawn_code, fingerprint, is_code
from hotline.guesses.counting import MOST_WRONG_AN_HOUR, Opens
from tests.calls.following_up import cheap
from tests.world import ENCRYPTION_KEY

DOCS = Path("docs/codes.md")
CHANCE = random.Random(7).randbytes


def test_the_example_of_the_thesis_checks() -> None:
    assert check_digit("572") == "4"
    assert is_checked("5724")


def test_every_single_wrong_digit_and_every_swap_of_neighbours_is_seen() -> None:
    codes = [drawn_code(CHANCE) for _ in range(100)]
    seen = 0
    for code in codes:
        for place, digit in itertools.product(range(10), "0123456789"):
            if digit != code[place]:
                assert not is_checked(code[:place] + digit + code[place + 1 :])
                seen += 1
        for place in range(9):
            if code[place] != code[place + 1]:
                swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
                assert not is_checked(swapped)
                seen += 1
    assert seen > 9000


def test_the_scheme_is_a_totally_anti_symmetric_quasigroup() -> None:
    digits = "0123456789"
    for row in digits:
        assert {check_digit(row + d) for d in digits} == {*digits}
        assert {check_digit(d + row) for d in digits} == {*digits}
    for start, x, y in itertools.product(digits, digits, digits):
        assert x == y or check_digit(start + x + y) != check_digit(start + y + x)


def test_a_code_is_ten_digits_and_never_begins_with_the_key_of_danger() -> None:
    codes = {drawn_code(CHANCE) for _ in range(1000)}
    assert len(codes) == 1000
    for code in codes:
        assert re.fullmatch(r"[1-9]\d{9}", code)
        assert is_code(code)


@pytest.mark.parametrize(
    "keys", ["", "123", "0000000000", "12345678901", "１２３４５６７８９０", "12345#"]
)
def test_what_is_no_code(keys: str) -> None:
    assert not is_code(keys)


@pytest.mark.parametrize("byte", [b"\x00", b"\xff"])
def test_the_first_and_the_last_draw_are_codes(byte: bytes) -> None:
    assert is_code(drawn_code(lambda length: byte * length))


def test_a_fingerprint_depends_on_the_look_up_key(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap(monkeypatch)
    code, found = drawn_code(CHANCE), set()
    for look_up in ("a" * 32, "b" * 32):
        use_keys(Keys([ENCRYPTION_KEY], look_up))
        assert fingerprint(code) == fingerprint(code)
        found.add(fingerprint(code))
    assert len(found) == 2
    assert not any(code in one for one in found)


def chance_of(hours: float, valid: int) -> float:
    """That somebody who tries as many as are looked at finds one of so many valid codes."""
    tries = MOST_WRONG_AN_HOUR[Opens.FOLLOW_UP] * hours
    missed: float = (1 - valid / CODES) ** tries
    return 1 - missed


def test_the_arithmetic_of_the_document_is_that_of_the_constants() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert f"{CODES:,}".replace(",", " ") in text
    assert f"{MOST_WRONG_AN_HOUR[Opens.FOLLOW_UP]} an hour" in text
    rows = re.findall(
        r"^\| (\d+) \| 1 in ([\d ]+) \| 1 in ([\d ]+) \| 1 in ([\d ]+) \|$", text, re.M
    )
    assert [int(valid) for valid, *_ in rows] == [100, 500, 2000]
    for valid, *told in rows:
        for hours, one_in in zip((1, 24, 24 * 365), told, strict=True):
            true = 1 / chance_of(hours, int(valid))
            assert int(one_in.replace(" ", "")) == pytest.approx(true, rel=0.1)


def test_what_guessing_with_all_keys_costs_is_that_of_the_constants() -> None:
    text = " ".join(Path("docs/accompaniment.md").read_text(encoding="utf-8").split())
    found = re.search(r"(\d\.\d+) s of one core", text)
    years = re.search(r"about (\d+) CPU-years", text)
    assert found
    assert years
    assert int(years[1]) == pytest.approx(float(found[1]) * CODES / 3600 / 24 / 365, rel=0.1)
    assert f"{stretching.MEMORY // 2**20} MiB" in text
    assert f"{stretching.PASSES} passes" in text
