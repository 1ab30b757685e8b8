"""What a caller is asked once their profession is known, and what their answers come to.

Each question is asked only when its answer could change who is rung. Answers are kept by the name
of their question, in the order in which they were given; whoever does not answer has the kindest
default: a psychologist, nobody asked about, nobody avoided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from routing.plan import Match, Plan, Responder, Wish, fits, who_fits

KIND = "kind"
"""A psychologist, or a peer: answered "psychologist" or "peer"."""
ANOTHER_PROFESSION = "another-profession"
"""Somebody of another profession, since no peer is on duty: "yes" or "no"."""
LATER = "later"
"""To be called back by somebody of their own profession, since none is on duty: "yes" or "no"."""
DEPARTMENT = "department"
"""Where they are: a département or territory, or "" to pass."""
AVOID = "avoid "
"""Followed by a tag: whether people who carry it are to be avoided, "yes" or "no"."""

PSYCHOLOGIST, PEER = "psychologist", "peer"
YES, NO = "yes", "no"

_NEAR_OR_FAR = frozenset({Match.TERRITORY, Match.ELSEWHERE})


@dataclass(frozen=True, slots=True)
class Asking:
    """What questions depend on, besides the answers."""

    plans: Mapping[str, Plan]
    """The plan for each kind of person that the profession's choice offers, the default first."""
    on_duty: Sequence[Responder]
    wish: Wish
    """What is known before any question: profession, language, perhaps the territory."""
    avoidable: Sequence[str]
    """The tags that callers may be asked about."""
    later: bool = False
    """Whether somebody of their own profession can be promised to call them back."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where the answers lead."""

    kind: str
    plan: Plan
    wish: Wish


def next_question(asking: Asking, answers: Mapping[str, str]) -> str | None:
    """The name of the next question; None when there is none left."""
    return next((name for name in _questions(asking, answers) if name not in answers), None)


def chosen(asking: Asking, answers: Mapping[str, str]) -> Chosen:
    """The kind, plan and wish that the answers so far come to."""
    peer = YES in {answers.get(ANOTHER_PROFESSION), answers.get(LATER)}
    kind = answers.get(KIND, PEER if peer else "")
    if kind not in asking.plans:
        kind = next(iter(asking.plans))
    avoided = [name for name, said in answers.items() if name.startswith(AVOID) and said == YES]
    wish = replace(
        asking.wish,
        territory=answers.get(DEPARTMENT) or asking.wish.territory,
        other_profession=answers.get(ANOTHER_PROFESSION) == YES,
        avoids=frozenset(name.removeprefix(AVOID) for name in avoided),
    )
    return Chosen(kind, asking.plans[kind], wish)


def lacks_a_peer(asking: Asking) -> bool:
    """Whether peers are on offer and none of the caller's own profession is on duty."""
    return PEER in asking.plans and not _matches(asking, asking.wish, Match.PROFESSION)


def answered(answers: Mapping[str, str], name: str, said: str) -> dict[str, str]:
    """The answers with this one; what came after it, before somebody went back, is forgotten."""
    return before(answers, name) | {name: said}


def before(answers: Mapping[str, str], name: str) -> dict[str, str]:
    """The answers given before this question was asked."""
    names = list(answers)
    return {n: answers[n] for n in (names[: names.index(name)] if name in names else names)}


def _questions(asking: Asking, answers: Mapping[str, str]) -> Iterator[str]:
    """Every question to be asked, in order, as far as the answers so far tell."""
    if lacks_a_peer(asking):
        agreeing = replace(asking.wish, other_profession=True)
        if _matches(asking, agreeing, Match.AGREED):
            yield ANOTHER_PROFESSION
        if asking.later and answers.get(ANOTHER_PROFESSION) != YES:
            yield LATER
    elif len(asking.plans) > 1:
        yield KIND
    so_far = chosen(asking, answers)
    if not asking.wish.territory and any(_NEAR_OR_FAR & s.match for s in so_far.plan.steps):
        yield DEPARTMENT
    anybody = replace(chosen(asking, answers).wish, avoids=frozenset())
    rung = [responder for _, responder in who_fits(so_far.plan, asking.on_duty, anybody)]
    yield from (AVOID + tag for tag in asking.avoidable if any(tag in who.tags for who in rung))


def _matches(asking: Asking, wish: Wish, match: Match) -> bool:
    """Whether a step of the peers' plan with this match could ring somebody now, busy or not; near
    or far is not judged before the caller was asked where they are."""
    unasked = frozenset() if wish.territory else _NEAR_OR_FAR
    return any(
        match in step.match and fits(responder, replace(step, match=step.match - unasked), wish)
        for step in asking.plans[PEER].steps
        for responder in asking.on_duty
    )
