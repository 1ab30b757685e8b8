"""A call finds its line by the number that was dialled, in one cheap statement."""

from __future__ import annotations

import pytest

from hotline.database import Base, Database
from hotline.lines.loading import compare, load
from hotline.lines.menu import ProfessionChoice
from hotline.lines.service import line_by_id, line_by_slug, line_reached_by, line_slugs
from tests.lines.ground import DEMO, NOW, SMALL, statements


@pytest.fixture
def two_lines(database: Database) -> Database:
    """The small line and the demo line in one database."""
    with database.writing() as session:
        load(session, SMALL, NOW)
        load(session, DEMO.read_text(), NOW)
    return database


def test_a_number_leads_to_its_line(two_lines: Database) -> None:
    with two_lines.reading() as session:
        line = line_reached_by(session, "+33199001234")
        assert line is not None
        assert line.document.line.name == "Entraide"
        assert line_by_slug(session, "entraide") is line
        assert line_by_id(session, line.id) is line
        assert line_slugs(session) == ("entraide", "petite")


def test_the_responders_number_leads_to_their_line_and_tells_that_it_is_theirs(
    two_lines: Database,
) -> None:
    with two_lines.reading() as session:
        line = line_reached_by(session, "+33199001235")
        assert line is line_by_slug(session, "entraide")
        assert line is not None
        assert line.document.is_for_responders("+33199001235")
        assert not line.document.is_for_responders("+33199001234")


def test_no_other_line_may_take_the_responders_number(two_lines: Database) -> None:
    taken = SMALL.replace("01 99 00 00 01", "01 99 00 12 35")
    with two_lines.reading() as session:
        told = compare(session, taken).problems
    assert [(problem.code, problem.values) for problem in told if not problem.is_advice] == [
        ("number_of_other_line", {"line": "entraide"})
    ]


def test_only_a_number_that_somebody_dials_leads_to_a_line(two_lines: Database) -> None:
    with two_lines.reading() as session:
        assert line_reached_by(session, "+33639989900") is None
        assert line_reached_by(session, "+33199009999") is None


def test_a_line_that_did_not_change_costs_one_statement(two_lines: Database) -> None:
    with two_lines.reading() as session:
        first = line_reached_by(session, "+33199001234")
    with two_lines.reading() as session, statements(two_lines.engine) as sent:
        assert line_reached_by(session, "+33199001234") is first
    assert len(sent) == 1
    assert "document" not in sent[0]


def test_a_changed_line_is_seen_at_once(two_lines: Database) -> None:
    with two_lines.reading() as session:
        line_reached_by(session, "+33199000001")
    with two_lines.writing() as session:
        load(session, SMALL.replace("Bonjour.", "Bonsoir."), NOW)
    with two_lines.reading() as session:
        line = line_reached_by(session, "+33199000001")
    assert line is not None
    assert line.version == 2
    assert line.document.line.greeting.read_in("fr") == "Bonsoir."


def test_a_number_that_was_given_back_leads_nowhere(two_lines: Database) -> None:
    with two_lines.writing() as session:
        load(session, SMALL.replace("01 99 00 00 01", "01 99 00 00 02"), NOW)
    with two_lines.reading() as session:
        assert line_reached_by(session, "+33199000001") is None
        assert line_reached_by(session, "+33199000002") is not None


def test_two_databases_never_share_what_is_remembered(two_lines: Database) -> None:
    other = Database("sqlite://")
    Base.metadata.create_all(other.engine)
    with other.writing() as session:
        load(session, SMALL.replace("Bonjour.", "Bonsoir."), NOW)
        ours = line_by_slug(session, "petite")
    with two_lines.reading() as session:
        theirs = line_by_slug(session, "petite")
    other.close()
    assert ours is not None
    assert theirs is not None
    assert (ours.id, ours.version) == (theirs.id, theirs.version)
    assert ours.document.line.greeting.fr == "Bonsoir."
    assert theirs.document.line.greeting.fr == "Bonjour."


def test_a_document_answers_for_its_plans_and_numbers(two_lines: Database) -> None:
    with two_lines.reading() as session:
        line = line_by_slug(session, "entraide")
    assert line is not None
    document = line.document
    assert document.plan("doctors").steps[0].match == ("profession",)
    shown, texts = document.number_that_is("shown"), document.number_that_is("texts")
    assert shown is not None
    assert texts is not None
    assert (shown.number, texts.number) == ("+33199001234", "+33639989900")
    choice = document.menu.choices[0]
    assert isinstance(choice, ProfessionChoice)
    assert choice.plans.by_kind() == {
        "psychologist": "psychologists",
        "peer": "doctors",
    }
