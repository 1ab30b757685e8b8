"""What `hotline what-if` foretells is what happens: a real call, with the same answers."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from hotline.calls.supposed import Caller, SupposedWait
from hotline.calls.tables import Call
from hotline.lines.service import line_by_id, line_by_slug
from hotline.people.service import ids_by_slug
from hotline.supposing.keypad import Meant, through_the_menus
from hotline.words.pace import LISTENS_AFTER, seconds_to_say
from routing.outcomes import LegResult
from routing.supposing import NO_ANSWER, Answer, Connected, Event, Heard, Rung
from routing.timeline import timeline
from simulator.phones import Heard as HeardOnThePhone
from simulator.phones import Phone
from tests.world import LINE_FILE, SUNDAY_NIGHT, World

PEOPLE = ("anne", "bruno", "chloe", "denis", "emma", "fanny")
LEADS = "Restez en ligne, je vous passe quelqu'un."
WITHIN = 1.0


@dataclass
class Does:
    """A telephone whose owner does what was supposed."""

    answer: Answer

    def rung(self, phone: Phone, /) -> str | None:
        if self.answer.result in {LegResult.BUSY, LegResult.FAILED}:
            return str(self.answer.result)
        if self.answer.result is not LegResult.NO_ANSWER:
            key = "2" if self.answer.result is LegResult.REFUSED else "1"
            after = self.answer.after.total_seconds()
            phone.later(after - 2, phone.answers)
            phone.later(after, partial(phone.presses, key))
        return None

    def heard(self, phone: Phone, heard: HeardOnThePhone, /) -> None:
        if heard.says("encore sur 1"):
            phone.later(seconds_to_say(heard.text), partial(phone.presses, "1"))


def some_answers(seed: int) -> dict[str, Answer]:
    """What everybody of the line does, by chance; most do not answer."""
    chance = random.Random(seed)
    others = [
        Answer(LegResult.BUSY),
        Answer(LegResult.FAILED),
        *(Answer(LegResult.REFUSED, timedelta(seconds=s)) for s in (3, 9)),
        *(Answer(None, timedelta(seconds=s)) for s in (2.5, 7.5, 19.5)),
    ]
    return {
        slug: chance.choice([*others, *[NO_ANSWER] * len(others)] if seed else [NO_ANSWER])
        for slug in PEOPLE
    }


def foretold(
    world: World, call: Call, answers: dict[str, Answer]
) -> tuple[list[Event], list[tuple[datetime, str]]]:
    """The course of the wait of a call like this one, and when each sentence begins."""
    assert call.queued_at is not None
    assert call.plan is not None
    with world.service.database.reading() as session:
        line = line_by_id(session, call.line_id)
        assert line is not None
        ids = ids_by_slug(session, line.id)
        caller = Caller(
            at=call.queued_at,
            language=call.language,
            profession=call.profession,
            kind=call.kind_wanted,
            plan=call.plan,
            danger=call.danger,
        )
        wait = SupposedWait(session, line, caller, {ids[s]: a for s, a in answers.items()})
        events = list(
            timeline(wait.call(), wait, timedelta(seconds=seconds_to_say(LEADS) + LISTENS_AFTER))
        )
        return events, [
            (event.at + timedelta(seconds=sum(map(seconds_to_say, before))), sentence)
            for event in events
            if isinstance(event, Heard)
            for heard in [wait.heard(event.at, event.said)]
            for before, sentence in [(heard[:nth], heard[nth]) for nth in range(len(heard))]
        ]


@pytest.mark.parametrize("keys", ["2", "12", "32", "0"])
@pytest.mark.parametrize("seed", range(4))
def test_the_same_is_rung_and_heard_at_the_same_seconds(world: World, seed: int, keys: str) -> None:
    answers = some_answers(seed)
    for slug, answer in answers.items():
        for nth in range(1 + (slug == "fanny")):
            world.phone_of(slug, nth).behaviour = Does(answer)
    caller = world.dials()
    caller.hears("tapez 2")
    for key in keys:
        caller.presses(key)
        caller.hears("je vous passe" if key == keys[-1] else "tapez 2")
    call = world.call()
    events, sentences = foretold(world, call, answers)
    world.wait(900)

    def seconds(at: datetime | None) -> float:
        assert call.queued_at is not None
        assert at is not None
        return (at - call.queued_at).total_seconds()

    def near(expected: Iterable[tuple[datetime, object]]) -> list[tuple[object, object]]:
        return [(pytest.approx(seconds(at), abs=WITHIN), what) for at, what in expected]

    # Those who are rung in the same instant, in any order.
    legs = sorted((seconds(leg.planned_at), leg.person_id) for leg in world.legs())
    assert legs == near((e.at, e.dial.person) for e in events if isinstance(e, Rung))
    connected = [leg for leg in world.legs() if leg.connected_at is not None]
    assert [(seconds(leg.connected_at), leg.person_id) for leg in connected] == near(
        (e.at, e.dial.person) for e in events if isinstance(e, Connected)
    )
    said = [(seconds(h.at), h.text) for h in caller.transcript if h.kind == "say"]
    waiting = said[[text for _, text in said].index(LEADS) + 1 :]
    assert waiting == near((at, sentence) for at, sentence in sentences)
    caller.hangs_up()


CLOSED = (
    'closed = { fr = "Nous sommes fermés.", en = "We are closed." }\nhours = [{ days = ["monday"]'
)
CLOSED += ', from = "08:00", to = "20:00" }]\n'
MEANT = Meant(at=SUNDAY_NIGHT, language="fr", profession="MED")


@pytest.mark.parametrize(
    ("meant", "also"),
    [
        (MEANT, ""),
        (replace(MEANT, kind="peer"), ""),
        (replace(MEANT, profession="IDE"), ""),
        (replace(MEANT, profession=None), ""),
        (replace(MEANT, danger=True), ""),
        (MEANT, CLOSED),
        (replace(MEANT, danger=True), CLOSED),
    ],
    ids=["psychologist", "peer", "no choice", "silence", "danger", "closed", "danger, closed"],
)
def test_every_sentence_of_the_menus_is_foretold(world: World, meant: Meant, also: str) -> None:
    text = LINE_FILE.read_text(encoding="utf-8")
    world.load(text.replace("budget_seconds", f"{also}budget_seconds"))
    with world.service.database.reading() as session:
        line = line_by_slug(session, "histoires")
        assert line is not None
        turns, caller = through_the_menus(session, line, meant)
    phone = world.dials()
    for turn in turns:
        phone.hears(turn.heard[-1])
        if turn.keys:
            world.wait(seconds_to_say(turn.heard[-1]))
            phone.presses(turn.keys)
    said = [heard.text for heard in phone.transcript if heard.kind == "say"]
    assert said == [sentence for turn in turns for sentence in turn.heard]
    call = world.call()
    if caller is None:
        assert call.queued_at is None
    else:
        assert (call.profession, call.kind_wanted, call.plan, call.danger, call.priority) == (
            caller.profession,
            caller.kind,
            caller.plan,
            caller.danger,
            caller.priority,
        )
    phone.hangs_up()
