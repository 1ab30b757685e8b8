"""Other programs change the roster as people do: seen first, nobody overtaken, undone."""

from __future__ import annotations

from typing import Any

import pytest

from hotline.journal.reading import Search, entries
from hotline.rosters.history import history
from tests.api.conftest import Program

NEXT_WEEK = {"start": "2026-11-29T08:00:00+01:00", "end": "2026-11-30T08:00:00+01:00"}
INSTEAD: dict[str, Any] = {
    "kind": "replace",
    "person": "anne",
    "by": "bruno",
    "team": "psychologists",
    "role": "first",
    **NEXT_WEEK,
}
OPEN: dict[str, Any] = {"kind": "absence", "person": "fanny", **NEXT_WEEK}


def first_on(program: Program) -> str:
    answer = program.get("/on-duty?at=2026-11-29T12:00:00Z&team=psychologists").json
    assert answer is not None
    (first,) = [one["person"] for one in answer["on_duty"] if one["role"] == "first"]
    return str(first)


def test_tried_then_made_then_undone(program: Program) -> None:
    tried = program.post("/decisions?dry_run=true", {"decisions": [INSTEAD]})
    assert tried.status_code == 200
    assert tried.json is not None
    assert (tried.json["roster"], tried.json["soon"]) == (1, False)
    assert [(one["person"], one["role"]) for one in tried.json["on"]] == [("bruno", "first")]
    assert [one["person"] for one in tried.json["off"]] == ["anne"]
    assert any("Bruno" in sentence for sentence in tried.json["sentences"])
    assert first_on(program) == "anne"

    made = program.post("/decisions", {"decisions": [INSTEAD]}, {"If-Match": '"1"'})
    assert made.status_code == 201
    assert made.json is not None
    assert made.json["change"] == 2
    assert first_on(program) == "bruno"

    undone = program.post("/changes/2/undo", {"seen": 2, "reason": "erreur"})
    assert undone.status_code == 201
    assert first_on(program) == "anne"


def test_whoever_has_not_looked_changes_nothing(program: Program) -> None:
    for answer in (
        program.post("/decisions", {"decisions": [INSTEAD]}),
        program.post("/changes/1/undo", {}),
    ):
        assert answer.status_code == 428
        assert answer.json is not None
        assert answer.json["code"] == "seen"
    assert first_on(program) == "anne"


def test_whoever_was_overtaken_is_told_by_what(outside: Program) -> None:
    slow, fast = outside.with_token(), outside.with_token()
    assert fast.post("/decisions", {"decisions": [INSTEAD], "seen": 1}).status_code == 201
    late = slow.post("/decisions?language=en", {"decisions": [OPEN], "seen": 1})
    assert late.status_code == 409
    assert late.json is not None
    assert late.json["roster"] == 2
    (change,) = late.json["changes"]
    assert (change["number"], change["author"]) == (2, "API (Tableau du service)")
    assert "Bruno instead of Anne" in change["what"][0]
    again = {"decisions": [OPEN], "seen": late.json["roster"]}
    assert slow.post("/decisions", again).status_code == 201


def test_what_begins_soon_is_asked_about_twice(program: Program) -> None:
    soon = OPEN | {"start": "2026-11-22T03:00:00Z", "end": "2026-11-22T12:00:00Z"}
    asked = program.post("/decisions", {"decisions": [soon], "seen": 1})
    assert asked.status_code == 422
    assert asked.json is not None
    assert asked.json["code"] == "soon"
    known = {"decisions": [soon], "seen": 1, "known": True}
    assert program.post("/decisions", known).status_code == 201


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"person": "nobody"}, "decisions/0/person"),
        ({"by": None}, "decisions/0/by"),
        ({"by": "nobody"}, "decisions/0/by"),
        ({"by": "fanny"}, "decisions/0/by"),
        ({"team": "nowhere"}, "decisions/0/team"),
        ({"team": None}, "decisions/0/team"),
        ({"role": "third"}, "decisions/0/role"),
        ({"kind": "remove"}, "decisions/0/by"),
        ({"kind": "absence", "by": None}, "decisions/0/team"),
        ({"kind": "gift"}, "decisions/0/kind"),
        ({"end": "2026-11-29T08:00:00+01:00"}, "decisions/0/end"),
        ({"start": "2026-11-01T08:00:00Z", "end": "2026-11-02T08:00:00Z"}, "decisions/0/end"),
        ({"end": "2027-02-01T08:00:00Z"}, "decisions/0/end"),
        ({"start": "2026-11-29T08:00:30Z"}, "decisions/0/start"),
        ({"start": "2026-11-29"}, "decisions/0/start"),
        ({"phone": "0612345678"}, "decisions/0/phone"),
    ],
)
def test_what_does_not_fit_is_told_by_its_place_and_changes_nothing(
    program: Program, more: dict[str, Any], place: str
) -> None:
    answer = program.post("/decisions", {"decisions": [INSTEAD | more], "seen": 1})
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"][0]["place"] == place
    assert program.get("/api/v1/lines").json["lines"][0]["roster"] == 1  # type: ignore[index]


def test_an_hour_that_comes_twice_is_not_guessed(program: Program) -> None:
    night = {"start": "2027-10-31T01:30:00Z", "end": "2027-10-31T08:00:00Z"}
    answer = program.post("/decisions?dry_run=true", {"decisions": [INSTEAD | night]})
    assert answer.status_code == 422
    assert "recule" in answer.text
    first = night | {"start": "2027-10-31T00:30:00Z"}
    tried = program.post("/decisions?dry_run=true", {"decisions": [INSTEAD | first]})
    assert tried.status_code == 200


def test_a_token_of_one_team_changes_nothing_of_the_others(outside: Program) -> None:
    everything, vets = outside.with_token(), outside.with_token(teams=["vets"])
    for more in ({}, {"person": "fanny", "by": "fanny"}):
        answer = vets.post("/decisions?dry_run=true", {"decisions": [INSTEAD | more]})
        assert answer.status_code == 422
    assert everything.post("/decisions", {"decisions": [INSTEAD], "seen": 1}).status_code == 201
    assert vets.post("/decisions", {"decisions": [OPEN], "seen": 2}).status_code == 201
    assert vets.post("/changes/2/undo", {"seen": 3}).status_code == 404
    for number in (99, 2**31, 10**30):
        assert vets.post(f"/changes/{number}/undo", {"seen": 3}).status_code == 404
    assert vets.post("/changes/3/undo", {"seen": 3}).status_code == 201


def test_what_cannot_be_undone_says_why(program: Program) -> None:
    assert program.post("/changes/99/undo?dry_run=true", {}).status_code == 404
    first = program.post("/changes/1/undo?dry_run=true", {})
    assert first.status_code == 409
    assert first.json is not None
    assert first.json["code"] == "cannot-undo"


def test_changes_and_the_journal_name_the_token_never_its_secret(program: Program) -> None:
    assert program.post("/decisions", {"decisions": [OPEN], "seen": 1}).status_code == 201
    with program.world.service.database.reading() as session:
        (told,) = history(session, program.line_id, "fr", last=1)
        found, _ = entries(session, program.line_id, Search())
    assert told.author == "API (Tableau du service)"
    assert [(entry.what, entry.author) for entry in found][:2] == [
        ("roster-changed", f"token:{program.token_id}"),
        ("token-made", "command"),
    ]
    written = str([(entry.before, entry.after) for entry in found])
    assert program.written[-43:] not in written
