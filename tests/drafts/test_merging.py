"""What two people did to one document, put together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.drafts.merging import merged

SLUGS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)


def plans(*slugs: str, **seconds: int) -> dict[str, Any]:
    return {"plans": [{"slug": slug, "seconds": seconds.get(slug, 20)} for slug in slugs]}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        (plans("a", "b"), plans("a", "x", "b"), plans("a", "b", "y"), plans("a", "x", "b", "y")),
        (plans("a", "b", "c"), plans("a", "c"), plans("a", "b", "c", c=9), plans("a", "c", c=9)),
        (plans("a", "b"), plans("b", "a"), plans("a", "b", a=5), plans("b", "a", a=5)),
        (plans("a"), plans("a", a=5), plans("a"), plans("a", a=5)),
        ({"x": 1}, {}, {"x": 1, "y": 2}, {"y": 2}),
    ],
)
def test_changes_of_different_things_are_both_there(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], both: dict[str, Any]
) -> None:
    assert merged(base, mine, theirs) == merged(base, mine, theirs)
    assert merged(base, mine, theirs).document == both
    assert merged(base, mine, theirs).clashes == ()


@pytest.mark.parametrize(
    ("mine", "theirs", "place"),
    [
        (plans("a", a=5), plans("a", a=9), ("plans", "a", "seconds")),
        (plans(), plans("a", a=9), ("plans", "a")),
        (plans("a", a=5), plans(), ("plans", "a")),
    ],
)
def test_where_both_changed_the_same_theirs_is_kept_and_the_place_told(
    mine: dict[str, Any], theirs: dict[str, Any], place: tuple[str, ...]
) -> None:
    outcome = merged(plans("a"), mine, theirs)
    assert (outcome.document, outcome.clashes) == (theirs, (place,))


@given(SLUGS, SLUGS)
def test_whoever_changed_nothing_takes_nothing_away(base: list[str], other: list[str]) -> None:
    was, now = plans(*base), plans(*other)
    assert merged(was, was, now).document == now
    assert merged(was, now, was).document == now
    assert merged(was, now, now).document == now


@given(SLUGS, SLUGS, SLUGS)
def test_each_member_is_there_as_often_as_somebody_wants_it(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    document = merged(plans(*base), plans(*mine), plans(*theirs)).document
    slugs = [plan["slug"] for plan in document["plans"]]
    kept = {*base} & {*mine} & {*theirs}
    assert {*slugs} == kept | ({*mine} - {*base}) | ({*theirs} - {*base})
    assert len(slugs) == len({*slugs})
