"""A draft becomes the line; an earlier document does again; and each is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from hotline.drafts.editing import with_value
from hotline.drafts.history import version_numbered, versions
from hotline.drafts.keeping import ChangedMeanwhile, keep_edit
from hotline.drafts.publishing import NotPublishable, check, publish_again
from tests.drafts.conftest import ME, Desk
from tests.lines.ground import NOW

GREETING = ("line", "greeting", "fr")


def greets(desk: Desk, words: str) -> None:
    desk.edit(with_value(desk.draft().document, GREETING, words))


def test_a_published_draft_is_what_calls_find_and_nothing_else_changes(desk: Desk) -> None:
    with desk.database.reading() as session:
        before = check(session, desk.line_id, desk.draft().document).file
    greets(desk, "Bienvenue.")
    published = desk.publish()
    assert (published.before, published.after) == (1, 2)
    line = desk.line()
    assert (line.version, line.document.line.greeting.fr) == (2, "Bienvenue.")
    assert not desk.draft().is_open
    with desk.database.reading() as session:
        after = check(session, desk.line_id, desk.draft().document).file
    assert before is not None
    assert after is not None
    assert (after.people, after.rotations, after.teams) == (
        before.people,
        before.rotations,
        before.teams,
    )


def test_a_draft_with_problems_is_kept_and_not_published(desk: Desk) -> None:
    desk.edit(with_value(desk.draft().document, ("danger", "plan"), "nobody"))
    with pytest.raises(NotPublishable) as refused:
        desk.publish()
    (problem,) = refused.value.problems
    assert problem.place == ("danger", "plan")
    assert "psys" in problem.sentence("fr")
    assert desk.draft().is_open
    assert desk.line().version == 1


def test_a_draft_of_an_older_version_is_not_published_over_a_newer_one(desk: Desk) -> None:
    greets(desk, "Bienvenue.")
    desk.load("budget_seconds = 60", "budget_seconds = 75")
    with pytest.raises(ChangedMeanwhile):
        desk.publish()
    assert desk.line().document.line.budget_seconds == 75


def test_a_draft_that_changed_since_it_was_looked_at_is_not_published(desk: Desk) -> None:
    greets(desk, "Bienvenue.")
    seen = desk.draft()
    greets(desk, "Allô ?")
    with pytest.raises(ChangedMeanwhile):
        desk.publish(seen)
    desk.publish()
    with pytest.raises(ChangedMeanwhile):  # sent twice
        desk.publish(seen)


def test_people_who_came_meanwhile_do_not_put_a_draft_behind(desk: Desk) -> None:
    greets(desk, "Bienvenue.")
    desk.load('name = "Max"', 'name = "Maxime"')
    assert not desk.draft().is_behind
    assert desk.publish().after == 3


def test_every_document_is_kept_with_what_it_changed(desk: Desk) -> None:
    greets(desk, "Bienvenue.")
    desk.publish()
    desk.load('name = "Max"', 'name = "Maxime"')  # and the greeting of before
    with desk.database.reading() as session:
        told = versions(session, desk.line_id, most=10)
    assert [one.version.number for one in told] == [3, 2, 1]
    assert [one.version.author for one in told] == ["hotline", ME, "hotline"]
    assert [one.version.is_current for one in told] == [True, False, False]
    assert told[1].sentences("fr", {}) == [
        "la ligne, accueil, français : « Bonjour. » devient « Bienvenue. »"
    ]
    assert told[2].sentences("en", {}) == []


def test_an_earlier_document_is_published_again_as_a_new_version(desk: Desk) -> None:
    greets(desk, "Bienvenue.")
    desk.publish()
    with desk.database.writing() as session:
        again = publish_again(
            session, desk.line_id, 1, version=2, author=ME, now=NOW + timedelta(hours=2)
        )
    assert again.after == 3
    assert desk.line().document.line.greeting.fr == "Bonjour."
    with desk.database.reading() as session:
        kept = version_numbered(session, desk.line_id, 3)
    assert kept is not None
    assert (kept.author, kept.is_current) == (ME, True)


def test_nothing_is_published_over_a_version_that_was_not_seen(desk: Desk) -> None:
    greets(desk, "Bienvenue.")
    desk.publish()
    with pytest.raises(ChangedMeanwhile), desk.database.writing() as session:
        publish_again(session, desk.line_id, 1, version=1, author=ME, now=NOW)
    with pytest.raises(LookupError), desk.database.writing() as session:
        publish_again(session, desk.line_id, 9, version=2, author=ME, now=NOW)


def test_an_earlier_document_that_needs_a_team_that_is_gone_is_refused(desk: Desk) -> None:
    step = {"team": "docs", "role": "second", "seconds": 10}
    desk.edit(with_value(desk.draft().document, ("plans", 0, "steps", 1), step))
    desk.publish()
    desk.load('team = "docs"\nrole = "first"\nmatch', 'team = "psys"\nrole = "first"\nmatch')
    renamed = {'"docs"': '"medecins"'}
    text_old, text_new = next(iter(renamed.items()))
    desk.load(text_old, text_new)
    with pytest.raises(NotPublishable) as refused, desk.database.writing() as session:
        publish_again(session, desk.line_id, 2, version=desk.line().version, author=ME, now=NOW)
    assert {problem.code for problem in refused.value.problems} == {"unknown_team"}


def test_of_two_who_publish_at_once_one_does_and_the_other_is_told(desk: Desk) -> None:
    greets(desk, "Bienvenue.")
    seen = desk.draft()
    together = Barrier(2)

    def publishes() -> str:
        together.wait()
        try:
            return f"version {desk.publish(seen).after}"
        except ChangedMeanwhile:
            return "told"

    with ThreadPoolExecutor(2) as both:
        answers = sorted(one.result() for one in [both.submit(publishes) for _ in range(2)])
    assert answers == ["told", "version 2"]
    assert desk.line().version == 2


def test_of_two_who_make_the_first_edit_at_once_one_does_and_the_other_is_told(desk: Desk) -> None:
    document = desk.draft().document
    together = Barrier(2)

    def edits(words: str) -> str:
        together.wait()
        try:
            with desk.database.writing() as session:
                edited = with_value(document, GREETING, words)
                keep_edit(session, desk.line_id, edited, seen=0, author=ME, now=NOW)
        except ChangedMeanwhile:
            return "told"
        return words

    with ThreadPoolExecutor(2) as both:
        answers = {one.result() for one in [both.submit(edits, words) for words in ("A", "B")]}
    assert "told" in answers
    assert len(answers) == 2
    assert desk.draft().document["line"]["greeting"]["fr"] in answers
