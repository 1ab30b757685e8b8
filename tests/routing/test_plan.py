"""Whom a step may ring for which caller, on values alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from routing.plan import VOLUNTEERS, Match, Plan, Responder, Step, Wish, fits, who_fits

ANYBODY = Step(None, None, frozenset(), 1, 20)
ZOE = Responder(
    person=1,
    team="doctors",
    role="first",
    professions=frozenset({"MED"}),
    languages=frozenset({"fr"}),
    phones=1,
    kind="peer",
    territories=frozenset({"13", "84"}),
    tags=frozenset({"ordre"}),
)
NURSE = Wish(frozenset({"IDE"}), "fr")
FROM_13, FROM_59 = replace(NURSE, territory="13"), replace(NURSE, territory="59")


def matching(*matches: Match) -> Step:
    return replace(ANYBODY, match=frozenset(matches))


@pytest.mark.parametrize(
    ("step", "wish"),
    [
        (replace(ANYBODY, team="doctors"), NURSE),
        (replace(ANYBODY, kind="peer"), NURSE),
        (replace(ANYBODY, kind="peer", role="first"), NURSE),
        (matching(Match.PROFESSION), replace(NURSE, professions=frozenset({"MED"}))),
        (matching(Match.LANGUAGE), NURSE),
        (matching(Match.TERRITORY), FROM_13),
        (matching(Match.ELSEWHERE), FROM_59),
        (matching(Match.AGREED), replace(NURSE, other_profession=True)),
        (ANYBODY, replace(NURSE, avoids=frozenset({"hospital"}))),
    ],
)
def test_they_fit(step: Step, wish: Wish) -> None:
    assert fits(ZOE, step, wish)


@pytest.mark.parametrize(
    ("step", "wish"),
    [
        (replace(ANYBODY, team="nurses"), NURSE),
        (replace(ANYBODY, kind="psychologist"), NURSE),
        (replace(ANYBODY, team="doctors", kind="psychologist"), NURSE),
        (replace(ANYBODY, role="backup"), NURSE),
        (replace(ANYBODY, line="national"), NURSE),
        (matching(Match.PROFESSION), NURSE),
        (matching(Match.PROFESSION), replace(NURSE, professions=frozenset())),
        (matching(Match.LANGUAGE), replace(NURSE, language="en")),
        (matching(Match.TERRITORY), FROM_59),
        (matching(Match.TERRITORY), NURSE),
        (matching(Match.ELSEWHERE), FROM_13),
        (matching(Match.ELSEWHERE), NURSE),
        (matching(Match.AGREED), NURSE),
        (matching(Match.TERRITORY, Match.LANGUAGE), replace(FROM_13, language="en")),
        (ANYBODY, replace(NURSE, avoids=frozenset({"ordre"}))),
    ],
)
def test_they_do_not_fit(step: Step, wish: Wish) -> None:
    assert not fits(ZOE, step, wish)


def test_somebody_whose_territories_are_not_known_is_neither_near_nor_far() -> None:
    somewhere = replace(ZOE, territories=frozenset())
    assert not fits(somewhere, matching(Match.TERRITORY), FROM_13)
    assert not fits(somewhere, matching(Match.ELSEWHERE), FROM_13)


def test_nobody_is_rung_without_a_telephone() -> None:
    assert not fits(replace(ZOE, phones=0), ANYBODY, NURSE)


def test_volunteers_are_rung_only_by_a_step_that_names_them() -> None:
    volunteer = replace(ZOE, role=VOLUNTEERS)
    assert not fits(volunteer, replace(ANYBODY, team="doctors"), NURSE)
    assert fits(volunteer, replace(ANYBODY, team="doctors", role=VOLUNTEERS), NURSE)


def test_people_of_another_line_are_rung_only_by_a_step_that_names_it() -> None:
    theirs = replace(ZOE, line="national")
    assert not fits(theirs, ANYBODY, NURSE)
    assert fits(theirs, replace(ANYBODY, line="national"), NURSE)


def test_somebody_on_duty_twice_is_rung_at_their_earliest_step() -> None:
    volunteer = replace(ZOE, role=VOLUNTEERS)
    other = replace(ZOE, person=2)
    plan = Plan("all", (replace(ANYBODY, role=VOLUNTEERS), ANYBODY))
    found = [(index, who.person) for index, who in who_fits(plan, (ZOE, other, volunteer), NURSE)]
    assert found == [(0, 1), (1, 2)]
