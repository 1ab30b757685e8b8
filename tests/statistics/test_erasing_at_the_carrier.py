"""What the carrier holds is deleted there; its id is kept until that is confirmed, whatever
happens in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import cast

import pytest
from sqlalchemy import select

from hotline.carrier import Carrier, CarrierAway, CarrierProblem, CarrierUnknown
from hotline.forgetting.erasing import erase_at_carrier
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.forgetting.tables import Erasure
from tests.statistics.past import NOW, Past

MINUTE = timedelta(minutes=1)


class Killed(BaseException):
    """The worker dies here."""


@dataclass
class Deleting:
    """A carrier that only deletes, and answers each request with the next of `answers` (True for
    ever when there is none left)."""

    answers: list[bool | BaseException] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def _delete(self, kind: str, carrier_id: str) -> bool:
        self.asked.append((kind, carrier_id))
        answer = self.answers.pop(0) if self.answers else True
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def delete_queue(self, carrier_id: str) -> bool:
        return self._delete("queue", carrier_id)

    def delete_call(self, carrier_id: str) -> bool:
        return self._delete("call", carrier_id)

    def delete_message(self, carrier_id: str) -> bool:
        return self._delete("message", carrier_id)


Asker = Callable[..., Deleting]


@pytest.fixture
def carrier(past: Past) -> Asker:
    """Gives the line's service a carrier with these answers."""

    def give(*answers: bool | BaseException) -> Deleting:
        deleting = Deleting(list(answers))
        past.service = replace(past.service, carrier=cast(Carrier, deleting))
        return deleting

    return give


def plan(past: Past, record: Record, carrier_id: str, after: timedelta | None = None) -> None:
    with past.database.writing() as session:
        plan_erasure(session, record, carrier_id, past.now, after)


def left(past: Past) -> Sequence[str]:
    with past.database.reading() as session:
        return session.scalars(select(Erasure.carrier_id).order_by(Erasure.carrier_id)).all()


def test_each_kind_is_deleted_as_what_it_is_and_then_forgotten_here(
    past: Past, carrier: Asker
) -> None:
    asked = carrier().asked
    for record, carrier_id in (
        (Record.QUEUE, "QU1"),
        (Record.CALL, "CA1"),
        (Record.MESSAGE, "SM1"),
    ):
        plan(past, record, carrier_id)
    erase_at_carrier(past.service)
    assert sorted(asked) == [("call", "CA1"), ("message", "SM1"), ("queue", "QU1")]
    assert left(past) == []


def test_a_text_is_given_time_to_be_delivered(past: Past, carrier: Asker) -> None:
    asked = carrier().asked
    plan(past, Record.MESSAGE, "SM1", timedelta(minutes=10))
    past.now += timedelta(minutes=9)
    erase_at_carrier(past.service)
    assert asked == []
    past.now += MINUTE
    erase_at_carrier(past.service)
    assert asked == [("message", "SM1")]


def test_planning_twice_changes_nothing(past: Past, carrier: Asker) -> None:
    asked = carrier().asked
    plan(past, Record.CALL, "CA1", MINUTE)
    plan(past, Record.CALL, "CA1")
    erase_at_carrier(past.service)
    assert (asked, left(past)) == ([], ["CA1"])


@pytest.mark.parametrize("trouble", [False, CarrierUnknown(), CarrierAway(), CarrierProblem()])
def test_what_the_carrier_does_not_confirm_is_asked_for_again(
    past: Past, carrier: Asker, trouble: bool | CarrierProblem
) -> None:
    asked = carrier(trouble).asked
    plan(past, Record.CALL, "CA1")
    erase_at_carrier(past.service)
    erase_at_carrier(past.service)  # not before its pause is over
    assert (len(asked), left(past)) == (1, ["CA1"])
    past.now += MINUTE
    erase_at_carrier(past.service)
    assert (len(asked), left(past)) == (2, [])


@pytest.mark.parametrize(
    ("record", "pauses"),
    [(Record.CALL, [1, 2, 4, 8, 16, 32, 60, 60]), (Record.QUEUE, [1, 1, 1, 1, 1, 1, 1, 1])],
)
def test_pauses_grow_to_an_hour_for_calls_and_stay_a_minute_for_queues(
    past: Past, carrier: Asker, record: Record, pauses: list[int]
) -> None:
    asked = carrier(*[False] * 8).asked
    plan(past, record, "X1")
    for nth, pause in enumerate(pauses, start=1):
        erase_at_carrier(past.service)
        assert len(asked) == nth
        past.now += MINUTE * pause - timedelta(seconds=1)
        erase_at_carrier(past.service)
        assert len(asked) == nth
        past.now += timedelta(seconds=1)


def test_a_carrier_that_is_away_is_not_asked_for_the_rest(past: Past, carrier: Asker) -> None:
    asked = carrier(CarrierAway()).asked
    plan(past, Record.CALL, "CA1")
    plan(past, Record.CALL, "CA2")
    erase_at_carrier(past.service)
    assert len(asked) == 1
    past.now += MINUTE
    erase_at_carrier(past.service)
    assert left(past) == []


def test_a_worker_killed_while_asking_loses_nothing(past: Past, carrier: Asker) -> None:
    asked = carrier(Killed()).asked
    plan(past, Record.CALL, "CA1")
    with pytest.raises(Killed):
        erase_at_carrier(past.service)
    assert left(past) == ["CA1"]
    past.now += MINUTE
    erase_at_carrier(past.service)
    assert (len(asked), left(past)) == (2, [])


def test_a_worker_killed_after_the_carrier_confirmed_asks_once_more(
    past: Past, carrier: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = carrier().asked

    def dies(*_: object) -> None:
        raise Killed

    plan(past, Record.QUEUE, "QU1")
    with monkeypatch.context() as patch:
        patch.setattr("hotline.forgetting.erasing.erased", dies)
        with pytest.raises(Killed):
            erase_at_carrier(past.service)
    assert left(past) == ["QU1"]
    past.now += MINUTE
    erase_at_carrier(past.service)
    assert (len(asked), left(past)) == (2, [])


def test_two_workers_ask_once(past: Past, carrier: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both saw the same list; the second finds the first one's work taken."""
    asked = carrier(False).asked
    plan(past, Record.CALL, "CA1")
    monkeypatch.setattr("hotline.forgetting.erasing.due_erasures", lambda *_: ["CA1", "CA1", "CA2"])
    erase_at_carrier(past.service)
    assert asked == [("call", "CA1")]


def test_a_record_kept_for_three_days_is_reported(
    past: Past, carrier: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[dict[str, object]] = []
    monkeypatch.setattr(
        "hotline.forgetting.erasing.log.error", lambda _event, **said: reported.append(said)
    )
    carrier(False, False)
    plan(past, Record.CALL, "CA1")
    past.now += timedelta(hours=71)
    erase_at_carrier(past.service)
    assert reported == []
    past.now = NOW + timedelta(hours=73)
    erase_at_carrier(past.service)
    assert [said["kind"] for said in reported] == ["call"]
