"""The shared lists hold together: codes, keypad digits, peers, both languages."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from hotline.taxonomies import (
    Listed,
    Wording,
    area_name,
    areas_around,
    counted_as,
    departments,
    offered,
    orientations,
    outcomes,
    professions,
    reasons,
    reasons_by_keypad,
    territories,
    versions,
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


LISTS = (professions, reasons, outcomes, orientations)


def test_versions_follow_each_other_and_every_entry_belongs_to_one() -> None:
    numbers = [version.number for version in versions()]
    assert numbers == [*range(1, len(numbers) + 1)]
    assert sorted(version.day for version in versions()) == [v.day for v in versions()]
    for entries in LISTS:
        for entry in entries().values():
            assert entry.since in numbers
            assert entry.retired is None or entry.since < entry.retired <= numbers[-1]


def test_what_is_merged_is_retired_and_leads_to_something_offered() -> None:
    for entries in LISTS:
        for entry in entries().values():
            assert entry.into is None or entry.retired is not None
            assert entry.into is None or counted_as(entries(), entry.code) in offered(entries())


def test_an_entry_merged_twice_counts_where_the_last_one_does() -> None:
    def entry(code: str, **history: Any) -> Listed:
        return Listed(code=code, name=Wording(code, code), **history)

    listed = {
        "A": entry("A", retired=2, into="B"),
        "B": entry("B", since=2, retired=3, into="C"),
        "C": entry("C", since=3),
        "D": entry("D", retired=3),
    }
    assert {*offered(listed)} == {"C"}
    counted = {code: counted_as(listed, code) for code in ("A", "B", "C", "D", "gone")}
    assert counted == {"A": "C", "B": "C", "C": "C", "D": "D", "gone": "gone"}


def test_no_two_reasons_share_their_two_digits() -> None:
    assert len(reasons_by_keypad()) == len(offered(reasons()))
    assert len({reason.keypad for reason in reasons().values()}) == len(reasons())
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
