"""A draft is edited without a call noticing, by one person at a time."""

from __future__ import annotations

import pytest

from hotline.drafts.editing import at, moved, with_value
from hotline.drafts.keeping import (
    ChangedMeanwhile,
    begin_again,
    keep_edit,
    set_aside,
    take_up,
    undo_edit,
)
from tests.drafts.conftest import ME, Desk
from tests.lines.ground import NOW

GREETING = ("line", "greeting", "fr")


def test_without_edits_the_draft_is_the_line_as_it_is(desk: Desk) -> None:
    draft = desk.draft()
    assert (draft.is_open, draft.edits, draft.is_behind) == (False, 0, False)
    assert at(draft.document, GREETING) == "Bonjour."


def test_an_edit_changes_the_draft_and_not_the_line(desk: Desk) -> None:
    desk.edit(with_value(desk.draft().document, GREETING, "Bienvenue."))
    assert at(desk.draft().document, GREETING) == "Bienvenue."
    assert desk.line().document.line.greeting.fr == "Bonjour."
    assert (desk.draft().author, desk.draft().changed_at) == (ME, NOW)


def test_an_edit_is_undone_and_done_again(desk: Desk) -> None:
    desk.edit(with_value(desk.draft().document, GREETING, "Bienvenue."))
    for expected in ("Bonjour.", "Bienvenue."):
        with desk.database.writing() as session:
            assert undo_edit(session, desk.line_id, author=ME, now=NOW)
        assert at(desk.draft().document, GREETING) == expected


def test_of_two_who_edit_at_once_the_second_is_told_and_overwrites_nothing(desk: Desk) -> None:
    desk.edit(with_value(desk.draft().document, GREETING, "Bienvenue."))
    seen = desk.draft()
    desk.edit(with_value(seen.document, GREETING, "Allô ?"), author="account:8")
    late = with_value(seen.document, ("line", "budget_seconds"), 90)
    with pytest.raises(ChangedMeanwhile), desk.database.writing() as session:
        keep_edit(session, desk.line_id, late, seen=seen.edits, author=ME, now=NOW)
    assert at(desk.draft().document, GREETING) == "Allô ?"
    assert at(desk.draft().document, ("line", "budget_seconds")) == 60


def test_a_draft_that_was_set_aside_can_be_taken_up_again(desk: Desk) -> None:
    desk.edit(with_value(desk.draft().document, GREETING, "Bienvenue."))
    with desk.database.writing() as session:
        number = set_aside(session, desk.line_id, NOW)
    assert number is not None
    assert not desk.draft().is_open
    with desk.database.writing() as session:
        assert take_up(session, desk.line_id, number)
    assert at(desk.draft().document, GREETING) == "Bienvenue."
    with desk.database.writing() as session:
        assert not take_up(session, desk.line_id, number)


def test_edits_are_put_into_the_version_that_was_published_meanwhile(desk: Desk) -> None:
    desk.edit(with_value(desk.draft().document, GREETING, "Bienvenue."))
    desk.load("budget_seconds = 60", "budget_seconds = 75")
    assert desk.draft().is_behind
    with desk.database.writing() as session:
        assert begin_again(session, desk.line_id, author=ME, now=NOW).clashes == ()
    draft = desk.draft()
    assert not draft.is_behind
    assert at(draft.document, GREETING) == "Bienvenue."
    assert at(draft.document, ("line", "budget_seconds")) == 75


def test_what_both_changed_is_kept_as_it_was_published_and_told(desk: Desk) -> None:
    desk.edit(with_value(desk.draft().document, GREETING, "Bienvenue."))
    desk.load('fr = "Bonjour."', 'fr = "Bonsoir."')
    with desk.database.writing() as session:
        assert begin_again(session, desk.line_id, author=ME, now=NOW).clashes == (GREETING,)
    assert at(desk.draft().document, GREETING) == "Bonsoir."


def test_values_are_set_added_and_removed_without_touching_what_they_came_from(desk: Desk) -> None:
    before = desk.draft().document
    hours = ("line", "hours", 0)
    window = {"days": ["monday"], "from": "08:00", "to": "20:00"}
    after = with_value(before, hours, window)
    assert at(before, ("line", "hours")) == []
    assert at(after, hours) == window
    assert at(with_value(after, hours, None), ("line", "hours")) == []
    assert at(with_value(before, GREETING, None), GREETING) is None
    with pytest.raises(LookupError):
        with_value(before, ("plans", 9, "steps", 0), {})


@pytest.mark.parametrize(("by", "order"), [(1, "docs psys"), (-1, "psys docs"), (9, "docs psys")])
def test_a_member_is_moved_and_stops_at_the_ends(desk: Desk, by: int, order: str) -> None:
    after = moved(desk.draft().document, ("plans", 0), by)
    assert [plan["slug"] for plan in after["plans"]] == order.split()
