"""Numbers are told by their French prefix first, said by pairs, and withheld ones are known."""

from __future__ import annotations

import pytest

from hotline.numbers import BadNumber, is_short, is_special, parse, spoken, territory_of, withheld
from hotline.taxonomies import territories


@pytest.mark.parametrize(
    ("prefix", "code", "country"),
    [
        *[(prefix, "FR", "33") for prefix in ("01", "02", "03", "04", "05", "06", "07", "09")],
        *[(p, "971", "590") for p in ("0590", "0587", "0690", "0691", "07090", "09475")],
        *[(p, "972", "596") for p in ("0596", "0589", "0696", "0697", "07091", "09477")],
        *[(p, "973", "594") for p in ("0594", "0588", "0694", "070930", "070933", "09476")],
        *[(p, "974", "262") for p in ("0262", "0263", "0692", "0693", "07092", "09479")],
        *[(p, "975", "508") for p in ("07084", "07085")],
        *[(p, "976", "262") for p in ("0269", "0639", "070935", "070937", "09478")],
    ],
)
def test_a_prefix_tells_its_territory(prefix: str, code: str, country: str) -> None:
    national = prefix.ljust(10, "1")
    number = parse(national)
    assert number == f"+{country}{national[1:]}"
    territory = territory_of(number)
    assert territory is not None
    assert territory.code == code


def test_every_prefix_of_the_table_leads_to_its_own_territory() -> None:
    for territory in territories().values():
        for prefix in territory.prefixes:
            assert territory_of(parse(prefix.ljust(10, "1"))) is territory


def test_saint_pierre_has_six_digits_after_its_code() -> None:
    assert parse("0508 41 23 45") == "+508412345"
    assert parse("+508 41 23 45") == "+508412345"
    territory = territory_of("+508412345")
    assert territory is not None
    assert territory.code == "975"
    assert spoken("+508412345") == "05 08 41 23 45"


@pytest.mark.parametrize(
    ("written", "code"),
    [("+687 25 12 34", "988"), ("+689 87 12 34 56", "987"), ("+681 72 12 34", "986")],
)
def test_the_pacific_is_told_by_its_country_code(written: str, code: str) -> None:
    territory = territory_of(parse(written))
    assert territory is not None
    assert territory.code == code


def test_fiction_mobiles_are_not_in_mayotte() -> None:
    number = parse("06 39 98 12 34")
    assert number == "+33639981234"
    territory = territory_of(number)
    assert territory is not None
    assert territory.code == "FR"


@pytest.mark.parametrize(
    "written",
    ["0690123456", "06.90.12.34.56", "+590 690 12 34 56", "00590690123456", "+33690123456"],
)
def test_one_number_has_one_spelling_once_read(written: str) -> None:
    assert parse(written) == "+590690123456"


def test_the_zero_in_brackets_of_visiting_cards_is_understood() -> None:
    assert parse("+33 (0)1 99 00 12 34") == "+33199001234"


def test_a_number_from_abroad_keeps_its_country() -> None:
    assert parse("+32 2 555 12 12") == "+3225551212"
    assert territory_of("+3225551212") is None


@pytest.mark.parametrize(
    "written",
    [
        *("", "anne", "15", "3114", "06 39 98 12", "06 39 98 12 34 5", "251234", "+99912345678"),
        *("0012", "06١٢٣٤٥٦٧٨", "+33٦12345678", "０６12345678"),  # digits of other alphabets
    ],
)
def test_what_cannot_be_dialled_is_refused(written: str) -> None:
    with pytest.raises(BadNumber):
        parse(written)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("15", "15"),
        ("112", "112"),
        ("3114", "31 14"),
        ("116006", "116 006"),
        ("+33199001234", "01 99 00 12 34"),
        ("+262639012345", "06 39 01 23 45"),
        ("+68987123456", "87 12 34 56"),
        ("+3225551212", "+32 25 55 12 12"),
    ],
)
def test_a_number_is_said_by_pairs(number: str, said: str) -> None:
    assert spoken(number) == said


@pytest.mark.parametrize(
    "from_",
    [
        "anonymous",
        "unknown",
        "Restricted",
        "+266696687",
        "266696687",
        "+7378742833",
        "+2562533",
        "+8656696",
        "+86282452253",
        "",
        "sip:quelquun@example.org",
        "client:anne",
    ],
)
def test_a_withheld_number_is_known_in_each_of_its_spellings(from_: str) -> None:
    assert withheld(from_)


@pytest.mark.parametrize("from_", ["+33639981234", "+508412345", "+687251234", "+590690123456"])
def test_a_shown_number_is_not_withheld(from_: str) -> None:
    assert not withheld(from_)


def test_short_and_service_numbers_are_told_apart() -> None:
    assert is_short("3114")
    assert not is_short("251234")
    assert is_special(parse("0800 00 00 01"))
    assert not is_special(parse("06 39 98 12 34"))
