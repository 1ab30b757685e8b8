"""Loading changes everything or nothing; loading twice changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from hotline.database import Database
from hotline.lines.keeping import kept_line
from hotline.lines.loading import Comparison, compare, load
from hotline.lines.service import line_by_slug
from hotline.people.tables import Person, Phone
from tests.lines.ground import KEYS, NOW, SMALL, everything_in

WITHOUT_NIGHTS = (
    SMALL[: SMALL.index('[[rotations]]\nslug = "docs-nights"')] + SMALL[SMALL.index("[[shifts]]") :]
)


def loaded(database: Database, text: str) -> Comparison:
    with database.writing() as session:
        return load(session, text, NOW)


def broken(*_: object, **__: object) -> None:
    raise RuntimeError


def load_look_and_fail(database: Database, text: str) -> None:
    """The line is read, hence remembered, inside the transaction that is then undone."""
    with database.writing() as session:
        load(session, text, NOW + timedelta(minutes=1))
        line = line_by_slug(session, "petite")
        assert line is not None
        assert line.version == 2
        raise RuntimeError


def changes(outcome: Comparison, language: str = "fr") -> list[str]:
    return [change.sentence(language) for change in outcome.changes]


def test_loading_twice_changes_nothing(database: Database) -> None:
    assert loaded(database, SMALL).changes
    before = everything_in(database.engine)
    with database.writing() as session:
        again = load(session, SMALL, NOW + timedelta(days=1))
    assert again.changes == ()
    assert everything_in(database.engine) == before


def test_a_comparison_alone_changes_nothing(database: Database) -> None:
    with database.reading() as session:
        assert compare(session, SMALL).changes
    assert not any(everything_in(database.engine).values())


def test_a_file_with_a_mistake_changes_nothing(database: Database) -> None:
    loaded(database, SMALL)
    before = everything_in(database.engine)
    outcome = loaded(database, SMALL.replace('name = "Max"', 'name = "Maxime"').replace("25", "4"))
    assert outcome.file is None
    assert outcome.problems
    assert everything_in(database.engine) == before


def test_a_failure_on_the_way_leaves_everything_as_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(database, SMALL)
    before = everything_in(database.engine)
    # The last thing written: all the rest is in the transaction by then.
    monkeypatch.setattr("hotline.lines.keeping.keep_rules", broken)
    with pytest.raises(RuntimeError):
        loaded(
            database, without_max(SMALL.replace("Bonjour.", "Bonsoir.").replace("24T20", "24T21"))
        )
    assert everything_in(database.engine) == before


def test_a_load_that_was_undone_is_not_remembered(database: Database) -> None:
    loaded(database, SMALL)
    with pytest.raises(RuntimeError):
        load_look_and_fail(database, SMALL.replace("Bonjour.", "Bonsoir."))
    with database.writing() as session:
        load(session, SMALL.replace("Bonjour.", "Salut."), NOW + timedelta(minutes=2))
    with database.reading() as session:
        line = line_by_slug(session, "petite")
    assert line is not None
    assert line.version == 2
    assert line.document.line.greeting.fr == "Salut."


def test_what_changes_is_told_in_words(database: Database) -> None:
    loaded(database, SMALL)
    text = (
        WITHOUT_NIGHTS.replace('name = "Max"', 'name = "Maxime"')
        .replace("06 39 98 01 03", "06 39 98 01 04")
        .replace("budget_seconds = 60", "budget_seconds = 70")
        .replace(
            "[[shifts]]",
            '[[people]]\nslug = "zoe"\nname = "Zoé"\nkind = "psychologist"\n[[shifts]]',
        )
    )
    outcome = loaded(database, text)
    assert changes(outcome) == [
        "Changement : la ligne (budget_seconds)",
        "Changement : la personne max (name)",
        "Changement : la personne ines (phones)",
        "Ajout : la personne zoe",
        "Retrait : la rotation docs-nights",
    ]
    assert changes(outcome, "en") == [
        "Changed: the line (budget_seconds)",
        "Changed: the person max (name)",
        "Changed: the person ines (phones)",
        "Added: the person zoe",
        "Removed: the rotation docs-nights",
    ]


def test_a_changed_line_counts_one_version_more(database: Database) -> None:
    loaded(database, SMALL)
    loaded(database, SMALL)
    loaded(database, WITHOUT_NIGHTS)
    with database.reading() as session:
        line = line_by_slug(session, "petite")
    assert line is not None
    assert line.version == 2


def without_max(text: str) -> str:
    start = text.index('[[people]]\nslug = "max"')
    end = text.index('[[people]]\nslug = "ines"')
    return (text[:start] + text[end:]).replace('["lea", "max"]', '["lea"]')


def test_someone_who_leaves_the_file_stays_as_a_row_and_can_come_back(database: Database) -> None:
    loaded(database, SMALL)
    with database.reading() as session:
        max_ = session.scalars(select(Person).filter_by(slug="max")).one()
    assert changes(loaded(database, without_max(SMALL))) == [
        "Retrait : la personne max",
        "Changement : la rotation psys-week (people)",
    ]
    with database.reading() as session:
        gone = session.get_one(Person, max_.id)
    assert not gone.active
    back = SMALL.replace('phones = ["06 39 98 01 02"]\n', "")
    assert "Ajout : la personne max" in changes(loaded(database, back))
    with database.reading() as session:
        returned = session.get_one(Person, max_.id)
        file = kept_line(session, "petite", with_phones=True)
    assert returned.active
    assert file is not None
    assert {person.slug: person.phones for person in file.people}["max"] == ("+33639980102",)


def test_phones_left_out_stay_and_an_empty_list_removes_them(database: Database) -> None:
    off_duty = SMALL.replace('["lea", "max"]', '["lea"]')
    loaded(database, off_duty)
    line = 'phones = ["06 39 98 01 02"]'
    assert loaded(database, off_duty.replace(f"{line}\n", "")).changes == ()
    assert changes(loaded(database, off_duty.replace(line, "phones = []"))) == [
        "Changement : la personne max (phones)"
    ]
    assert loaded(database, off_duty.replace(f"{line}\n", "")).changes == ()


def test_someone_new_without_phones_cannot_be_put_on_duty(database: Database) -> None:
    outcome = loaded(database, SMALL.replace('phones = ["06 39 98 01 02"]\n', ""))
    assert [problem.code for problem in outcome.problems] == ["no_phone"]


def test_phones_can_be_exchanged_between_two_people(database: Database) -> None:
    loaded(database, SMALL)
    swapped = SMALL.replace("06 39 98 01 02", "06 39 98 01 99")
    swapped = swapped.replace("06 39 98 01 03", "06 39 98 01 02")
    swapped = swapped.replace("06 39 98 01 99", "06 39 98 01 03")
    assert changes(loaded(database, swapped)) == [
        "Changement : la personne max (phones)",
        "Changement : la personne ines (phones)",
    ]
    assert loaded(database, swapped).changes == ()


def test_a_number_of_another_line_is_refused(database: Database) -> None:
    loaded(database, SMALL)
    outcome = loaded(database, SMALL.replace('slug = "petite"', 'slug = "autre"'))
    (problem,) = outcome.problems
    assert "est déjà le numéro de la ligne « petite »" in problem.sentence("fr")
    assert 'already reaches the line "petite"' in problem.sentence("en")
    assert len(everything_in(database.engine)["line"]) == 1


def test_two_lines_with_the_same_slugs_live_side_by_side(database: Database) -> None:
    loaded(database, SMALL)
    other = SMALL.replace('slug = "petite"', 'slug = "autre"').replace(
        "01 99 00 00 01", "01 99 00 00 02"
    )
    assert loaded(database, other).file is not None
    assert loaded(database, SMALL).changes == ()
    assert loaded(database, other).changes == ()


def test_phones_are_stored_encrypted(database: Database) -> None:
    loaded(database, SMALL)
    rows = everything_in(database.engine)["phone"]
    assert len(rows) == 4
    assert "63998" not in str(rows)


def test_equal_telephones_have_equal_fingerprints_and_others_do_not(database: Database) -> None:
    loaded(database, SMALL)
    with database.reading() as session:
        fingerprints = set(session.scalars(select(Phone.lookup)))
    assert len(fingerprints) == 4
    assert KEYS.blind("phone", "+33639980102") in fingerprints


def test_the_order_of_people_in_the_file_does_not_matter(database: Database) -> None:
    loaded(database, SMALL)
    start, end = SMALL.index('[[people]]\nslug = "max"'), SMALL.index('[[people]]\nslug = "ines"')
    moved = SMALL[:start] + SMALL[end:] + SMALL[start:end]
    assert loaded(database, moved).changes == ()


def test_the_order_of_the_ways_out_does(database: Database) -> None:
    loaded(database, SMALL)
    first = SMALL.index('[[ways_out]]\nkind = "wait"')
    second = SMALL.index('[[ways_out]]\nkind = "numbers"')
    end = SMALL.index("[[teams]]")
    moved = SMALL[:first] + SMALL[second:end] + SMALL[first:second] + SMALL[end:]
    assert changes(loaded(database, moved)) == [
        "Déplacement : l'issue numbers",
        "Déplacement : l'issue wait",
    ]
    assert loaded(database, moved).changes == ()
