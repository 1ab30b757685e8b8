"""Which question is asked next, and where the answers lead."""

from __future__ import annotations

import pytest

from routing.plan import Match, Plan, Responder, Step, Wish
from routing.questions import (
    ANOTHER_PROFESSION,
    AVOID,
    DEPARTMENT,
    KIND,
    Asking,
    answered,
    before,
    chosen,
    lacks_a_peer,
    next_question,
)

OWN = frozenset({Match.PROFESSION})
AGREED = frozenset({Match.AGREED})
HERE = frozenset({Match.TERRITORY})


def step(team: str, match: frozenset[Match] = frozenset()) -> Step:
    return Step(team, "first", match, 1, 20)


def person(number: int, team: str, profession: str, *tags: str) -> Responder:
    return Responder(
        number,
        team,
        "first",
        frozenset({profession}),
        frozenset({"fr"}),
        phones=1,
        tags=frozenset(tags),
    )


PSYCHOLOGISTS = Plan("psychologists", (step("psychologists"),))
DOCTORS = Plan("doctors", (step("doctors", OWN), step("nurses", AGREED), step("psychologists")))
ANNE = person(1, "psychologists", "PSY")
DENIS = person(2, "doctors", "MED", "elected")
JULIE = person(3, "nurses", "IDE")


def asking(
    *on_duty: Responder,
    psychologist: Plan | None = PSYCHOLOGISTS,
    peer: Plan | None = DOCTORS,
    territory: str | None = None,
    avoidable: tuple[str, ...] = (),
) -> Asking:
    plans = {"psychologist": psychologist, "peer": peer}
    offered = {kind: plan for kind, plan in plans.items() if plan is not None}
    return Asking(offered, on_duty, Wish(frozenset({"MED"}), "fr", territory), avoidable)


def test_a_psychologist_or_a_peer_is_asked_when_both_can_be_had() -> None:
    assert next_question(asking(ANNE, DENIS), {}) == KIND
    assert next_question(asking(ANNE, DENIS), {KIND: "peer"}) is None


@pytest.mark.parametrize(("kind", "plan"), [("peer", DOCTORS), ("psychologist", PSYCHOLOGISTS)])
def test_the_kind_that_was_said_gives_its_plan(kind: str, plan: Plan) -> None:
    assert chosen(asking(ANNE, DENIS), {KIND: kind}).plan is plan


def test_one_kind_only_is_not_asked_about() -> None:
    assert next_question(asking(ANNE, peer=None), {}) is None
    assert next_question(asking(DENIS, psychologist=None), {}) is None
    assert chosen(asking(DENIS, psychologist=None), {}).kind == "peer"


def test_a_kind_that_is_no_longer_on_offer_leads_to_the_other() -> None:
    assert chosen(asking(ANNE, peer=None), {KIND: "peer"}).kind == "psychologist"


def test_without_a_peer_somebody_of_another_profession_may_be_had() -> None:
    now = asking(ANNE, JULIE)
    assert lacks_a_peer(now)
    assert next_question(now, {}) == ANOTHER_PROFESSION
    yes = chosen(now, {ANOTHER_PROFESSION: "yes"})
    assert (yes.kind, yes.plan, yes.wish.other_profession) == ("peer", DOCTORS, True)
    no = chosen(now, {ANOTHER_PROFESSION: "no"})
    assert (no.kind, no.wish.other_profession) == ("psychologist", False)


def test_nobody_is_asked_about_somebody_who_is_not_there() -> None:
    assert next_question(asking(ANNE), {}) is None
    assert lacks_a_peer(asking(ANNE))
    assert not lacks_a_peer(asking(ANNE, DENIS))
    assert not lacks_a_peer(asking(ANNE, peer=None))


def test_the_departement_is_asked_only_where_the_chosen_plan_needs_it() -> None:
    near = Plan("near", (step("doctors", OWN | HERE), step("psychologists")))
    now = asking(ANNE, DENIS, peer=near)
    assert not lacks_a_peer(now)
    assert next_question(now, {}) == KIND
    assert next_question(now, {KIND: "psychologist"}) is None
    assert next_question(now, {KIND: "peer"}) == DEPARTMENT
    assert next_question(now, {KIND: "peer", DEPARTMENT: "13"}) is None
    assert chosen(now, {KIND: "peer", DEPARTMENT: "13"}).wish.territory == "13"
    assert chosen(now, {KIND: "peer", DEPARTMENT: ""}).wish.territory is None


def test_a_territory_known_already_is_not_asked_for() -> None:
    far = Plan("far", (step("doctors", frozenset({Match.ELSEWHERE})), step("psychologists")))
    now = asking(ANNE, DENIS, peer=far, psychologist=None, territory="974")
    assert next_question(now, {}) is None
    assert chosen(now, {}).wish.territory == "974"


def test_people_to_avoid_are_asked_about_only_when_they_could_be_rung() -> None:
    now = asking(ANNE, DENIS, avoidable=("elected", "hospital"))
    name = f"{AVOID}elected"
    assert next_question(now, {KIND: "psychologist"}) is None
    assert next_question(now, {KIND: "peer"}) == name
    assert next_question(now, {KIND: "peer", name: "yes"}) is None
    assert chosen(now, {KIND: "peer", name: "yes"}).wish.avoids == {"elected"}
    assert chosen(now, {KIND: "peer", name: "no"}).wish.avoids == frozenset()


def test_an_answer_given_again_forgets_what_came_after_it() -> None:
    given = {"menu": "1", KIND: "peer", DEPARTMENT: "13"}
    assert answered(given, KIND, "psychologist") == {"menu": "1", KIND: "psychologist"}
    assert answered(given, DEPARTMENT, "13") == given
    assert before(given, KIND) == {"menu": "1"}
    assert before(given, "not asked") == given
