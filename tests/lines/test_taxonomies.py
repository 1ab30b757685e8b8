"""The shared lists hold together: codes, keypad digits, peers, both languages."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hotline.taxonomies import (
    area_name,
    areas_around,
    departments,
    orientations,
    outcomes,
    professions,
    reasons,
    reasons_by_keypad,
    territories,
)
from hotline.words.pace import seconds_to_say


def test_every_entry_is_named_in_both_languages() -> None:
    for entries in (professions(), reasons(), outcomes(), orientations(), territories()):
        assert entries
        for code, entry in entries.items():
            assert entry.code == code
            assert entry.name.fr.strip()
            assert entry.name.en.strip()


def test_every_profession_is_said_in_two_seconds_or_three() -> None:
    assert professions()["MED"].spoken == professions()["MED"].name
    assert professions()["MK"].spoken.fr == "Kinésithérapeute"
    for profession in professions().values():
        for said in (profession.spoken.fr, profession.spoken.en):
            assert said[0].isupper()
            assert seconds_to_say(said) <= 3.3, said


def test_feminine_forms_are_written() -> None:
    assert professions()["IDE"].name.fr == "Infirmier ou infirmière"
    assert professions()["IDE"].spoken.fr == "Infirmier ou infirmière"


def test_peers_are_a_profession_that_is_its_own_peer() -> None:
    assert professions()["INT"].peers == "MED"
    for profession in professions().values():
        if profession.peers is not None:
            assert professions()[profession.peers].peers == profession.peers


def test_no_two_reasons_share_their_two_digits() -> None:
    assert len(reasons_by_keypad()) == len(reasons())
    assert reasons_by_keypad()["99"].code == "UNK"
    assert all(len(digits) == 2 and digits.isdigit() for digits in reasons_by_keypad())


def test_reasons_of_one_group_share_their_first_digit() -> None:
    first_digits: dict[str, set[str]] = {}
    for reason in reasons().values():
        first_digits.setdefault(reason.group, set()).add(reason.keypad[0])
    assert all(len(digits) == 1 for digits in first_digits.values())
    assert len(set.union(*first_digits.values())) == len(first_digits)


def test_every_territory_has_zones_that_exist() -> None:
    for territory in territories().values():
        assert [ZoneInfo(zone).key for zone in territory.zones] == list(territory.zones)


def test_wordings_are_read_in_the_language_asked_for() -> None:
    assert outcomes()["CONNECTED"].name.read_in("fr") == "Mis en relation"
    assert outcomes()["CONNECTED"].name.read_in("en") == "Connected"


def test_every_departement_is_keyed_in_by_two_digits() -> None:
    assert list(departments()) == [f"{number:02}" for number in range(1, 96)]
    assert departments()["13"] == "Bouches-du-Rhône"
    assert departments()["20"] == "Corse"


def test_a_departement_is_in_france_and_a_territory_in_itself() -> None:
    assert areas_around("13") == {"13", "FR"}
    assert areas_around("974") == {"974"}
    assert areas_around(None) == areas_around("96") == areas_around("") == frozenset()


def test_an_area_is_named_in_both_languages() -> None:
    assert area_name("13", "en") == "Bouches-du-Rhône"
    assert (area_name("973", "fr"), area_name("973", "en")) == ("Guyane", "French Guiana")
