"""Who is meant by a name: forgiving how it is written, never guessing whose it is."""

from __future__ import annotations

import pytest

from hotline.people.names import Ambiguous, Named, Unknown
from tests.calendars.ground import (
    ANNE,
    COEUR,
    MARC,
    NAMES,
    NURSE,
    OTHER_ANNE,
    OTHER_TWIN,
    TWIN,
    event,
    read,
    shown,
    told,
)

CHRISTMAS = ("DTSTART:20261224T200000", "DTEND:20261225T080000")


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Anne Petit", ANNE),
        ("PETIT Anne", ANNE),
        ("  petit,  anne ", ANNE),
        ("Dr Anne PETIT", ANNE),
        ("anne", ANNE),
        ("Marc Lefevre", MARC),
        ("Lefe\u0300vre Marc", MARC),
        ("Marc", MARC),
        ("zoe coeur vaillant", COEUR),
        ("Cœur-Vaillant Zoé", COEUR),
        ("ANNE-ROUX", OTHER_ANNE),
        ("martin-2", OTHER_TWIN),
    ],
)
def test_accents_case_order_and_titles_do_not_matter(written: str, person: Named) -> None:
    assert NAMES.find(written) == person


def test_two_people_of_one_name_are_never_guessed() -> None:
    assert NAMES.find("Claude Martin") == Ambiguous("Claude Martin", (TWIN, OTHER_TWIN))
    assert NAMES.find("Anne") == Ambiguous("Anne", (ANNE, OTHER_ANNE))


def test_an_unknown_name_comes_with_those_that_are_near() -> None:
    assert NAMES.find("Anne Petti") == Unknown("Anne Petti", (ANNE,))
    assert NAMES.find("Zoé") == Unknown("Zoé", (COEUR,))
    assert NAMES.find("Xavier Quentin") == Unknown("Xavier Quentin", ())
    assert NAMES.find("") == Unknown("", ())


def test_a_mail_address_is_whose_it_is() -> None:
    assert NAMES.at(" Anne@Example.org") == ANNE
    assert isinstance(NAMES.at("nobody@example.org"), Unknown)


def test_a_title_may_say_more_than_the_name() -> None:
    for title in ("Permanence : Anne Petit", "Anne Petit (astreinte)", "Garde: Petit Anne [1er]"):
        assert shown(read(event(*CHRISTMAS, title=title))) == ["anne 24/12 20:00 > 25/12 08:00"]


def test_several_names_are_several_shifts_each_with_its_identity() -> None:
    for title in ("Anne Petit / Marc Lefèvre", "Anne Petit et Marc Lefèvre", "anne & marc"):
        found = read(event(*CHRISTMAS, title=title))
        assert [shift.person for shift in found.shifts] == ["anne", "marc"]
        assert len({shift.slug for shift in found.shifts}) == 2


def test_one_unknown_name_among_several_is_told() -> None:
    found = read(event(*CHRISTMAS, title="Anne Petit / Marc Lefebvre"))
    assert found.shifts == ()
    assert told(found) == [
        "événement « Anne Petit / Marc Lefebvre » du 24/12/2026 20:00 : personne ne s'appelle"
        " « Marc Lefebvre » sur cette ligne ; écrivez peut-être Marc Lefèvre (marc)."
    ]


def test_without_a_name_in_the_title_those_invited_are_on() -> None:
    found = read(
        event(
            *CHRISTMAS,
            "ORGANIZER:mailto:coordination@example.org",
            "ATTENDEE;CN=Somebody:mailto:someone@elsewhere.example",
            "ATTENDEE;CN=Anne:MAILTO:ANNE@example.org",
            "ATTENDEE:mailto:marc@example.org",
            title="Permanence",
        )
    )
    assert [shift.person for shift in found.shifts] == ["anne", "marc"]
    alone = read(event(*CHRISTMAS, "ORGANIZER:mailto:marc@example.org", title="Permanence"))
    assert [shift.person for shift in alone.shifts] == ["marc"]


def test_the_title_goes_before_those_invited() -> None:
    found = read(event(*CHRISTMAS, "ATTENDEE:mailto:marc@example.org", title="Anne Petit"))
    assert [shift.person for shift in found.shifts] == ["anne"]


def test_an_event_that_names_nobody_is_told() -> None:
    assert "il ne dit pas qui est de permanence" in told(read(event(*CHRISTMAS, title="")))[0]
    unknown = told(read(event(*CHRISTMAS, title="Permanence")), "en")
    assert unknown == [
        'event "Permanence" of 2026-12-24 20:00: nobody is called "Permanence" on this line; write'
        " a name of the line (hotline dump gives them)."
    ]
    braces = told(read(event(*CHRISTMAS, title="{name}")))
    assert "« {name} »" in braces[0]


def test_ambiguous_names_list_the_slugs_to_write() -> None:
    assert told(read(event(*CHRISTMAS, title="Claude Martin"))) == [
        "événement « Claude Martin » du 24/12/2026 20:00 : « Claude Martin » peut désigner"
        " Claude Martin (martin-1), Claude Martin (martin-2) ; écrivez l'un de ces identifiants."
    ]


def test_somebody_who_cannot_answer_in_the_team_is_told() -> None:
    assert NAMES.find("Paul Nguyen") == NURSE
    assert told(read(event(*CHRISTMAS, title="Paul Nguyen")), "en") == [
        'event "Paul Nguyen" of 2026-12-24 20:00: Paul Nguyen (peer) cannot answer in the team'
        ' "psys"; write somebody who can.'
    ]
