"""What other programs read of a line: who is on duty, what is planned, what is missing, figures."""

from __future__ import annotations

import pytest

from hotline.tokens.scopes import Scope
from tests.api.conftest import Program
from tests.publishing.counted import a_published_year
from tests.world import LINE_FILE

DAY = "start=2026-11-22T00:00:00Z&end=2026-11-23T00:00:00Z"


def on_duty(program: Program, query: str = "") -> list[tuple[str, str, str]]:
    answer = program.get(f"/on-duty{query}")
    assert answer.json is not None
    assert answer.status_code == 200
    return [(one["team"], one["role"], one["person"]) for one in answer.json["on_duty"]]


def test_who_is_on_duty_now_was_and_will_be(program: Program) -> None:
    assert on_duty(program, "?team=psychologists") == [
        ("psychologists", "backup", "bruno"),
        ("psychologists", "first", "anne"),
    ]
    (first, *_) = program.get("/on-duty").json["on_duty"]  # type: ignore[index]  # there is
    assert first["start"] == "2026-11-21T08:00:00+01:00"
    assert ("vets", "first", "fanny") in on_duty(program, "?at=2027-07-01T12:00:00%2B02:00")


def test_no_telephone_and_no_address_is_told(program: Program) -> None:
    told = "".join(
        program.get(path).text for path in ("/people", "/on-duty", "/teams", "/coverage")
    )
    assert "+33" not in told
    assert "@" not in told
    assert '"id":1,"slug":"anne","name":"Anne","kind":"psychologist"' in told


def test_an_absence_leaves_an_open_duty_that_is_told_as_such(program: Program) -> None:
    away = {"kind": "absence", "person": "anne", "end": "2026-11-22T12:00:00Z"}
    seen = {"seen": 1, "known": True}
    sent = {"decisions": [away | {"start": "2026-11-22T02:00:00Z"}], **seen}
    assert program.post("/decisions", sent).status_code == 201
    found = program.get(f"/duties?{DAY}&team=psychologists").json
    assert found is not None
    assert found["roster"] == 2
    told = [(duty["role"], duty["person"], duty["left_by"]) for duty in found["duties"]]
    assert ("first", None, "anne") in told
    assert ("backup", "bruno", None) in told


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("", "start"),
        ("start=2026-11-22T00:00:00Z&end=2026-11-22T00:00:00Z", "end"),
        ("start=2026-11-22T00:00:00Z&end=2027-11-24T00:00:00Z", "end"),
        ("start=2026-11-22T00:00:00&end=2026-11-23T00:00:00Z", "start"),
        ("start=1769-11-22T00:00:00Z&end=2026-11-23T00:00:00Z", "start"),
        (f"{DAY}&team=doctors&team=vets", "team"),
        (f"{DAY}&équipe=vets", "équipe"),
    ],
)
def test_what_does_not_fit_is_told_by_its_place(program: Program, query: str, place: str) -> None:
    answer = program.get(f"/duties?{query}")
    assert answer.json is not None
    assert answer.status_code == 422
    assert answer.json["errors"][0]["place"] == place


def test_a_token_of_one_team_sees_nothing_of_the_others(outside: Program) -> None:
    vets = outside.with_token(teams=["vets"])
    assert [team["slug"] for team in vets.get("/teams").json["teams"]] == ["vets"]  # type: ignore[index]
    assert [one["slug"] for one in vets.get("/people").json["people"]] == ["fanny"]  # type: ignore[index]
    assert {team for team, *_ in on_duty(vets)} == {"vets"}
    assert {duty["team"] for duty in vets.get(f"/duties?{DAY}").json["duties"]} == {"vets"}  # type: ignore[index]
    for path in ("/on-duty?team=doctors", f"/duties?{DAY}&team=doctors", "/coverage?team=doctors"):
        assert vets.get(path).status_code == 404


def test_what_has_not_changed_is_not_sent_again(program: Program) -> None:
    for path in ("/on-duty", "/coverage?days=30"):
        first = program.get(path)
        again = program.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
    tags = {path: program.get(path).headers["ETag"] for path in ("/on-duty", "/coverage?days=30")}
    away = {"kind": "absence", "person": "anne", "end": "2026-11-22T12:00:00Z"}
    sent = {"decisions": [away | {"start": "2026-11-22T02:00:00Z"}], "seen": 1, "known": True}
    assert program.post("/decisions", sent).status_code == 201
    for path, tag in tags.items():
        assert program.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_tag_of_one_token_or_question_is_not_that_of_another(outside: Program) -> None:
    programs = [outside.with_token(), outside.with_token(teams=["vets"])]
    asked = ["/coverage", "/coverage?days=3", "/coverage?team=vets"]
    tags = [program.get(path).headers["ETag"] for program in programs for path in asked]
    assert len({*tags}) == len(tags)


def test_gaps_are_told_with_whom_they_lack(program: Program) -> None:
    required = '[[required]]\nteam = "vets"\nrole = "first"\nat_least = 2\n'
    program.world.load(f"{LINE_FILE.read_text(encoding='utf-8')}\n{required}")
    found = program.get("/coverage?days=2&team=vets").json
    assert found is not None
    assert found["shares"][0]["percent"] == 50.0
    (gap,) = [finding for finding in found["findings"] if finding["kind"] == "gap"]
    assert (gap["missing"], gap["needed"]) == (1, 2)


def test_figures_are_those_of_years_that_were_published(outside: Program) -> None:
    world = outside.world
    program = outside.with_token(Scope.STATISTICS)
    assert program.get("/figures").json == {"years": []}
    assert program.get("/figures/2025").status_code == 404
    with world.service.database.writing() as session:
        release = a_published_year(session, program.line, 2025, world.clock.now())
    assert program.get("/figures").json == {"years": [2025]}
    found = program.get("/figures/2025?language=en").json
    assert found is not None
    assert (found["calls"], found["few"], found["made_on"]) == (120, 5, "2026-11-22")
    for table in found["tables"]:
        told = release.tables[table["key"]]
        assert table["n"] == told.n
        assert {(c["row"], c["column"]): c["calls"] for c in table["cells"]} == told.cells
    names = {c["row"]: c["row_name"] for c in found["tables"][0]["cells"]}
    assert names["SILENT"] == "Silent call"
    assert {one["key"]: one["value"] for one in found["measures"]} == release.measures
