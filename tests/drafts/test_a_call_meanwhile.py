"""A menu is published while somebody is listening to it: they are led on, never cut."""

from __future__ import annotations

from typing import Any

from hotline.drafts.editing import at, with_value
from hotline.drafts.keeping import draft_of, keep_edit
from hotline.drafts.publishing import publish_draft
from tests.world import World

STUDIES = {
    "slug": "etudes",
    "question": {"fr": "Quelles études ?", "en": "Which studies?"},
    "choices": [
        {"profession": "ETU", "plans": {"psychologist": "psychologists"}},
        {"profession": "AS", "plans": {"psychologist": "psychologists"}},
    ],
}
TO_STUDIES = {"menu": "etudes", "label": {"fr": "Étudiante ou étudiant", "en": "Student"}}


def publishes(world: World, document: dict[str, Any]) -> None:
    """Puts the document into a draft, and publishes it."""
    with world.service.database.writing() as session:
        draft = draft_of(session, 1)
        keep_edit(session, 1, document, seen=draft.edits, author="account:1", now=world.clock.now())
        edits = draft_of(session, 1).edits
        publish_draft(
            session,
            1,
            edits=edits,
            version=draft.current,
            author="account:1",
            now=world.clock.now(),
        )


def document_of(world: World) -> dict[str, Any]:
    with world.service.database.reading() as session:
        return draft_of(session, 1).document


def with_studies(world: World) -> dict[str, Any]:
    document = with_value(document_of(world), ("menus", 0), STUDIES)
    return with_value(document, ("menu", "choices", 3), TO_STUDIES)


def test_a_menu_that_is_gone_while_it_is_listened_to_leads_back_to_the_one_before(
    world: World,
) -> None:
    before = document_of(world)
    publishes(world, with_studies(world))
    caller = world.dials()
    caller.hears("Étudiante ou étudiant, tapez 4")
    caller.presses("4")
    caller.hears("Quelles études")
    publishes(world, before)
    caller.presses("2")
    caller.hears("Infirmier ou infirmière, tapez 2")
    caller.presses("2")
    caller.hears("je vous passe quelqu'un")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_choice_that_is_gone_is_not_taken_for_the_one_that_has_its_key_now(world: World) -> None:
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    document = document_of(world)
    publishes(world, with_value(document, ("menu", "choices", 0), None))
    caller.presses("1")
    caller.hears("Infirmier ou infirmière, tapez 1")
    caller.presses("1")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().profession == "IDE"


def test_a_plan_that_is_gone_goes_on_with_that_of_silence(world: World) -> None:
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    caller.presses("1")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("2")
    world.phone_of("denis").rings()
    document = document_of(world)
    doctors = [plan["slug"] for plan in document["plans"]].index("doctors")
    document = with_value(document, ("plans", doctors), None)
    place = ("menu", "choices", 0, "plans", "peer")
    assert at(document, place) == "doctors"
    publishes(world, with_value(document, place, None))
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
