"""Who takes a case, in which order, and why nobody can: whoever there is, whatever is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from routing.cases import Candidate, Takers, WhyNobody, takers
from routing.plan import Match, Responder, Wish

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
T = TypeVar("T")


def some(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values))


def mostly(usual: T, *others: T) -> st.SearchStrategy[T]:
    return st.sampled_from([usual] * 3 * len(others) + [*others])


candidates = st.lists(
    st.builds(
        Candidate,
        who=st.builds(
            Responder,
            person=st.integers(1, 9),
            team=st.just("doctors"),
            role=st.just(""),
            professions=mostly(frozenset({"MED"}), frozenset({"VET"})),
            languages=mostly(frozenset({"fr", "en"}), frozenset({"fr"})),
            phones=st.just(1),
            territories=mostly(frozenset({"31"}), frozenset({"69"}), frozenset()),
            tags=mostly(frozenset(), frozenset({"elected"})),
        ),
        told=mostly(True, False),
        away=mostly(False, True),
        asked=mostly(False, True),
        open_cases=st.integers(0, 3),
        last_given=st.none() | st.integers(0, 99).map(lambda h: NOW - timedelta(hours=h)),
    ),
    unique_by=lambda one: one.who.person,
    max_size=8,
)
wishes = st.builds(
    Wish,
    professions=st.just(frozenset({"MED"})),
    language=st.sampled_from(["fr", "en"]),
    territory=st.sampled_from(["31", None]),
    avoids=some("elected"),
)
matches = st.frozensets(st.sampled_from([Match.PROFESSION, Match.LANGUAGE, Match.TERRITORY])) | (
    st.just(frozenset({Match.PROFESSION, Match.ELSEWHERE}))
)


def can(one: Candidate, wish: Wish, asked: frozenset[Match]) -> bool:
    """Written anew, in one breath."""
    who, place = one.who, wish.territory
    return (
        one.told
        and not (one.away or one.asked)
        and not who.tags & wish.avoids
        and (Match.PROFESSION not in asked or bool(who.professions & wish.professions))
        and (Match.LANGUAGE not in asked or wish.language in who.languages)
        and (Match.TERRITORY not in asked or place in who.territories)
        and (
            Match.ELSEWHERE not in asked
            or (place is not None and bool(who.territories) and place not in who.territories)
        )
    )


@given(candidates, wishes, matches)
def test_all_who_can_are_asked_and_nobody_else(
    there: list[Candidate], wish: Wish, asked: frozenset[Match]
) -> None:
    found = takers(there, wish, asked)
    assert set(found.people) == {one.who.person for one in there if can(one, wish, asked)}
    assert len(set(found.people)) == len(found.people)
    assert (found.why is None) == bool(found.people)


@given(candidates, wishes, matches)
def test_whoever_follows_less_comes_first_then_whoever_was_asked_longer_ago(
    there: list[Candidate], wish: Wish, asked: frozenset[Match]
) -> None:
    by_id = {one.who.person: one for one in there}
    order = [by_id[person] for person in takers(there, wish, asked).people]
    for before, after in pairwise(order):
        assert before.open_cases <= after.open_cases
        if before.open_cases == after.open_cases and after.last_given is not None:
            if before.last_given is not None:
                assert before.last_given <= after.last_given
        elif before.open_cases == after.open_cases:
            assert before.last_given is None


@given(candidates, wishes, matches, st.randoms())
def test_the_order_in_which_people_are_listed_says_nothing(
    there: list[Candidate], wish: Wish, asked: frozenset[Match], chance: object
) -> None:
    shuffled = list(there)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert takers(there, wish, asked) == takers(shuffled, wish, asked)


@given(candidates, wishes, matches)
def test_somebody_with_nothing_against_them_is_asked_first_whoever_else_there_is(
    there: list[Candidate], wish: Wish, asked: frozenset[Match]
) -> None:
    place = "69" if Match.ELSEWHERE in asked else "31"
    who = Responder(
        0, "doctors", "", frozenset({"MED"}), frozenset({"fr", "en"}), 1, "", frozenset({place})
    )
    fresh = Candidate(who, True, False, False, 0, None)
    wish = replace(wish, territory="31")
    assert takers([*there, fresh], wish, asked).people[0] == 0


WISH = Wish(frozenset({"MED"}), "en", "31", avoids=frozenset({"elected"}))
NEAR = frozenset({Match.PROFESSION, Match.LANGUAGE, Match.TERRITORY})
FAR = frozenset({Match.PROFESSION, Match.LANGUAGE, Match.ELSEWHERE})
DOCTOR = Responder(
    1, "doctors", "", frozenset({"MED"}), frozenset({"en"}), 1, "", frozenset({"31"})
)
ANNE = Candidate(DOCTOR, True, False, False, 0, None)


def test_why_nobody_can_is_the_first_thing_that_nobody_is_left_by() -> None:
    def why(*there: Candidate, asked: frozenset[Match] = NEAR) -> WhyNobody | None:
        return takers(there, WISH, asked).why

    vet = replace(ANNE, who=replace(DOCTOR, professions=frozenset({"VET"})))
    french = replace(ANNE, who=replace(DOCTOR, languages=frozenset({"fr"})))
    far = replace(ANNE, who=replace(DOCTOR, territories=frozenset({"69"})))
    elected = replace(ANNE, who=replace(DOCTOR, tags=frozenset({"elected"})))
    assert why() is WhyNobody.EMPTY
    assert why(replace(ANNE, told=False)) is WhyNobody.UNTOLD
    assert why(vet) is WhyNobody.PROFESSION
    assert why(vet, french) is WhyNobody.LANGUAGE
    assert why(vet, french, far) is WhyNobody.TERRITORY
    assert why(ANNE, asked=FAR) is WhyNobody.ELSEWHERE
    assert why(far, elected) is WhyNobody.AVOIDED
    assert why(far, elected, replace(ANNE, away=True)) is WhyNobody.AWAY
    assert why(replace(ANNE, away=True), replace(ANNE, asked=True)) is WhyNobody.ASKED
    assert why(ANNE) is None


def test_somebody_of_two_teams_is_one_person() -> None:
    twice = replace(ANNE, who=replace(DOCTOR, team="elders"))
    assert takers([ANNE, twice], WISH, NEAR) == Takers((1,), None)
