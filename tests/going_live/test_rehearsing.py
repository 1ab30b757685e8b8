"""A rehearsal settles what the carrier really does: set either way in the simulated one, the
answers kept are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args, get_type_hints

import pytest
from click.testing import Result
from sqlalchemy import func, select

from hotline.commands.twilio import holding
from hotline.forgetting.retention import forget_due_calls
from hotline.forgetting.tables import Erasure
from hotline.going_live.bench import AFTERWARDS, note
from hotline.going_live.experiments import EXPERIMENTS
from hotline.going_live.points import Point
from hotline.going_live.settled import settled_points
from hotline.going_live.tables import RehearsalWord
from simulator.behaviours import AnswersAfter, NoAnswer, Voicemail
from simulator.live_points import LivePoints
from simulator.phones import Phone
from tests.going_live.ground import twilio
from tests.world import World

A, B, C = "+33611110001", "+33611110002", "+33611110003"
NUMBERS = ("--caller", "06 11 11 00 01", "--responder", "06 11 11 00 02", "--third", C)
YES, NO = "o\n", "n\n"
NAMES = {
    **{point: str(point) for point in Point if point in get_type_hints(LivePoints)},
    Point.DELETED_AT_ONCE: "delete_delay_hours",
}
"""The points of the simulated carrier, by ours."""

Act = Callable[[World], None]


class Hands:
    """Whoever holds the telephones: what a rehearsal waits for, they do meanwhile."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.todo: list[tuple[Callable[[], bool], Callable[[], object]]] = []

    def phone(self, number: str) -> Phone:
        return self.world.carrier.phone(number)

    def when(self, is_so: Callable[[], bool], do: Callable[[], object]) -> None:
        """In this order: a thing is done once, as soon as it can be."""
        self.todo.append((is_so, do))

    def pause(self, seconds: float) -> None:
        self.world.wait(seconds)
        if self.todo and self.todo[0][0]():
            self.todo.pop(0)[1]()

    def answer(self, *numbers: str) -> None:
        for number in numbers:
            self.phone(number).behaviour = AnswersAfter(2)


@pytest.fixture
def hands(about_to_open: World, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Two telephones and a third."""
    hands = Hands(about_to_open)
    monkeypatch.setattr(holding, "pause", hands.pause)
    return hands


def star(hands: Hands) -> None:
    hands.answer(A, B)
    a, b = hands.phone(A), hands.phone(B)
    hands.when(lambda: a.is_connected_to(b), lambda: b.presses("*"))


def lost(hands: Hands) -> None:
    hands.answer(A, B)
    b = hands.phone(B)
    hands.when(lambda: b.in_call and b.call.seconds > 3, b.hangs_up)


def both(hands: Hands) -> None:
    hands.answer(A, B)


def key(hands: Hands) -> None:
    hands.answer(A)
    a = hands.phone(A)
    hands.when(lambda: a.has_heard("Tapez 1"), lambda: a.presses("1"))


def left_ringing(hands: Hands) -> None:
    hands.answer(A)
    hands.phone(B).behaviour = NoAnswer()


def voicemail(hands: Hands) -> None:
    hands.phone(B).behaviour = Voicemail()


def one_of_two(hands: Hands) -> None:
    hands.answer(A, B)
    hands.phone(C).behaviour = NoAnswer()


ACTS: dict[Point, Callable[[Hands], None]] = {
    Point.STAR_KEEPS_CALLER: star,
    Point.CALLER_ACTION_FIRST: star,
    Point.SECONDS_BETWEEN_ACTIONS: star,
    Point.RESPONDER_LOST: lost,
    Point.QUEUE_URL_FAILURE: both,
    Point.WAIT_FAILURE: both,
    Point.WHISPER_FAILURE: both,
    Point.ACTION_FAILURE: key,
    Point.MACHINES_ARE_TOLD: voicemail,
    Point.FIRST_PICKUP_WINS: one_of_two,
    Point.CREATE_TIMEOUT_BUFFER: left_ringing,
    Point.DIAL_TIMEOUT_BUFFER: left_ringing,
    Point.DELETED_AT_ONCE: both,
}


def ways(point: Point) -> list[Any]:
    """How the simulated carrier can be."""
    kind = get_type_hints(LivePoints)[NAMES[point]]
    if kind is float:
        return [0.0, 3.0 if point is Point.SECONDS_BETWEEN_ACTIONS else 5.0]
    return [True, False] if kind is bool else list(get_args(kind))


def expected(point: Point, way: Any) -> str:
    if point is Point.DELETED_AT_ONCE:
        return "true" if way == 0 else "false"
    return (
        f"{way:g}" if isinstance(way, float) else str(way).lower() if way in {True, False} else way
    )


def rehearse(hands: Hands, *words: str, typed: str = "") -> Result:
    return twilio(hands.world, "rehearse", *words, typed=typed)


def kept(hands: Hands) -> dict[Point, tuple[str, bool]]:
    with hands.world.service.database.reading() as session:
        rows = settled_points(session)
    return {point: (row.answer, row.observed) for point, row in rows.items()}


@pytest.mark.parametrize(("point", "way"), [(point, way) for point in NAMES for way in ways(point)])
def test_what_the_carrier_does_is_what_is_kept(hands: Hands, point: Point, way: Any) -> None:
    setattr(hands.world.carrier.live, NAMES[point], way)
    ACTS[point](hands)
    told = rehearse(hands, "--only", point, *NUMBERS, typed=f"\n{YES}")
    assert told.exit_code == 0, told.output
    answer, observed = kept(hands)[point]
    assert answer == expected(point, way)
    assert observed is (way not in {"connect", "bridge"})
    assert not [number for number in (A, B, C) if hands.phone(number).in_call]


@pytest.mark.parametrize("point", [Point.STAR_KEEPS_CALLER, Point.DIAL_TIMEOUT_BUFFER])
def test_nothing_of_it_is_left_here_or_at_the_carrier(hands: Hands, point: Point) -> None:
    ACTS[point](hands)
    rehearse(hands, "--only", point, *NUMBERS, typed="\n")
    hands.world.wait(AFTERWARDS.total_seconds() + 60)
    hands.world.starts_jobs()
    hands.world.wait(120)
    with hands.world.service.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(RehearsalWord)) == 0
        assert session.scalar(select(func.count()).select_from(Erasure)) == 0
    assert [leg for leg in hands.world.carrier.legs if not leg.deleted] == []
    assert not hands.world.carrier.queues.all


def test_what_an_interrupted_one_has_left_goes_within_a_day(hands: Hands) -> None:
    service = hands.world.service
    with service.database.writing() as session:
        note(session, "a" * 32, "open", hands.world.clock.now(), {"language": "fr"})
    for hours, left in ((23, 1), (2, 0)):
        hands.world.wait(hours * 3600)
        forget_due_calls(service)
        with service.database.reading() as session:
            assert session.scalar(select(func.count()).select_from(RehearsalWord)) == left


def test_every_point_is_settled_by_an_experiment() -> None:
    settled = [point for experiment in EXPERIMENTS for point in experiment.points]
    assert sorted(settled) == sorted(Point)
    assert {NAMES.get(point) for point in Point} - {None} == set(get_type_hints(LivePoints))


def test_a_real_call_to_the_line_is_the_first_thing(hands: Hands) -> None:
    world = hands.world
    hands.when(lambda: True, lambda: world.dials(A))
    told = rehearse(hands, "--only", Point.LINE_IS_REACHED, typed="\n")
    assert "Appelez la ligne avec A" in told.output
    assert kept(hands) == {Point.LINE_IS_REACHED: ("true", True)}
    world.carrier.phone(A).hangs_up()


def test_what_nobody_did_is_not_settled_and_can_be_done_again(hands: Hands) -> None:
    hands.phone(A).behaviour = NoAnswer()
    told = rehearse(hands, "--only", Point.STAR_KEEPS_CALLER, *NUMBERS, typed="\nq\n")
    assert "Pas réglé. Le téléphone n'a pas été décroché" in told.output
    assert kept(hands) == {}
    star(hands)
    told = rehearse(hands, "--only", Point.STAR_KEEPS_CALLER, *NUMBERS, typed="\n")
    assert "Réglé. Étoile garde l'appelant en ligne : true (observé)" in told.output
    assert kept(hands)[Point.STAR_KEEPS_CALLER] == ("true", True)


def test_a_carrier_that_will_not_ring_says_why_in_plain_words(hands: Hands) -> None:
    hands.world.carrier.account.forbidden.add("FR")
    told = rehearse(hands, "--only", Point.WAIT_FAILURE, *NUMBERS, typed="\nq\n")
    assert "Le téléphone A n'a pas pu être appelé." in told.output
    assert "Geo permissions" in told.output


def test_it_goes_on_where_it_was_left(hands: Hands) -> None:
    star(hands)
    rehearse(hands, "--only", Point.STAR_KEEPS_CALLER, *NUMBERS, typed="\n")
    told = rehearse(hands, *NUMBERS[:4], typed="p\n" * 20)
    assert "Étoile garde" not in told.output
    assert "il faut un troisième téléphone" in told.output
    assert "Encore ouverts : 11." in told.output
    listed = rehearse(hands, "--list", "--language", "en").output
    assert listed.count("  open") == 11
    assert "star opens the responders' menu" in listed


def test_numbers_are_asked_for_until_they_are_some_and_kept_nowhere(hands: Hands) -> None:
    hands.phone(B).behaviour = NoAnswer()
    point = Point.CREATE_TIMEOUT_BUFFER
    told = rehearse(hands, "--only", point, typed="15\n06 11 11 00 02\n\n")
    assert "« 15 » n'est pas un numéro" in told.output
    assert kept(hands)[point] == ("5", True)
    wrong = rehearse(hands, "--only", point, "--responder", "15")
    assert wrong.exit_code == 1
    for database in (hands.world.service.database,):
        with database.engine.connect() as connection:
            rows = "".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert B[3:] not in rows


def test_a_point_that_does_not_exist_is_told_those_that_do(hands: Hands) -> None:
    told = rehearse(hands, "--only", "moon")
    assert told.exit_code == 1
    assert "star_keeps_caller" in told.output
