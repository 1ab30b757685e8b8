"""Whatever happens to a job, and however many there are: asked once, told once, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

import pytest
from sqlalchemy import func, select

from app import create_service
from hotline.cases.answering import accept, pass_on
from hotline.cases.desk import desk_for
from hotline.cases.links import case_by_token
from hotline.cases.tables import CaseEvent, CaseLink
from hotline.errands import AtOnce
from hotline.jobs.cases import look_after_cases
from hotline.notices.tables import Notice
from hotline.service import Hotline
from hotline.telling import send_due_notices
from tests.cases.ground import Cases
from tests.races import at_once
from tests.readiness import schedulers
from tests.readiness.ahead import paris
from tests.readiness.schedulers import killed, killed_at

STRIDE = 12


def turn(service: Hotline) -> None:
    look_after_cases(service)
    send_due_notices(service)


def events(line: Cases, kind: str) -> int:
    with line.world.service.database.reading() as session:
        rows = select(func.count()).select_from(CaseEvent).filter_by(kind=kind)
        return session.scalar(rows) or 0


def workers(line: Cases, how_many: int = 3) -> list[Hotline]:
    """Services with their own connections and locks, as in processes of their own."""
    world = line.world
    return [
        create_service(world.settings, clock=world.clock.now, errands=AtOnce())
        for _ in range(how_many)
    ]


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs of cases are killed between any two lines of these."""
    monkeypatch.setattr(schedulers, "PLACES", ("cases", "notices", "jobs", "telling.py"))


@pytest.mark.usefixtures("places")
def test_killed_between_any_two_lines_the_next_is_asked_once(line: Cases) -> None:
    line.opens("--anywhere")
    asked = 0
    for at in count(1, STRIDE):
        line.world.wait(24 * 3600)
        going = killed_at(at, partial(turn, line.world.service), killed)
        for _ in range(3):
            line.world.wait(61)
            turn(line.world.service)
        asked += 1
        assert events(line, "lapsed") == asked, at
        assert events(line, "escalated") == max(asked - 1, 0), at
        if not going or asked == 7:
            break
    texts = {slug: [t for _, t in line.texts(slug) if "attend qu'on" in t] for slug in DOCTORS}
    assert sorted(map(len, texts.values())) == [0] * (len(DOCTORS) - 8) + [1] * 8
    assert len(line.texts("nora")) + len(line.texts("etienne")) == asked - 1


DOCTORS = (
    *("colette", "bertrand", "sabine", "pascal", "mireille"),
    *("yves", "solange", "didier", "sandrine"),
)


@pytest.mark.usefixtures("places")
def test_killed_at_the_limit_coordinators_are_told_once_and_are_told(line: Cases) -> None:
    line.opens()
    line.accepts("colette")
    line.until("2026-11-25T09:59")
    for at in (5, 30, 60, 90, 120, 150):
        line.world.wait(24 * 3600 - 183 if at > 5 else 61)
        before = len(line.texts("nora"))
        assert killed_at(at, partial(turn, line.world.service), killed), at
        for _ in range(3):
            line.world.wait(61)
            turn(line.world.service)
        assert len(line.texts("nora")) + len(line.texts("etienne")) >= before + 1, at
    assert events(line, "escalated") == 6
    assert len(line.texts("nora")) + len(line.texts("etienne")) == 6


def test_several_schedulers_ask_remind_and_alarm_once(line: Cases) -> None:
    several = workers(line)
    line.opens()

    def all_at_once() -> None:
        at_once([partial(turn, worker) for worker in several])
        line.world.wait(5)

    for moment in ("2026-11-24T08:00", "2026-11-24T19:00", "2026-11-25T10:00", "2026-11-25T11:00"):
        line.world.clock.run_until(paris(moment))
        all_at_once()
        if moment == "2026-11-24T08:00":
            line.accepts("bertrand")
    assert [when for when, _ in line.texts("colette")] == ["23/11 10:00", "24/11 08:00"]
    assert [when for when, _ in line.texts("bertrand")] == ["24/11 08:00", "24/11 19:00"]
    assert [when for when, _ in line.texts("nora")] == ["25/11 10:00"]
    with line.world.service.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CaseLink)) == 2
        told = session.scalars(select(Notice.once)).all()
    assert len(told) == len(set(told))
    for worker in several:
        worker.database.close()


def on_the_page(worker: Hotline, token: str, step: Callable[..., object]) -> bool:
    """What a page does, in a process of its own; whether there was anything to do."""
    with worker.database.writing() as session:
        case = case_by_token(session, token)
        if case is None:
            return False
        desk = desk_for(session, case.line_id, worker.now(), worker.new_id, worker.url)
        return bool(step(desk, case))


def test_of_several_who_accept_at_once_one_does(line: Cases) -> None:
    several = workers(line)
    for _ in range(4):
        number = line.opens("--anywhere")
        slug = next(one for one in DOCTORS if line.ids(one) == [line.case(number).person_id])
        token = line.link(slug).removeprefix("/demande/")
        done = at_once([partial(on_the_page, worker, token, accept) for worker in several])
        assert sorted(done) == [False, False, True]
    assert events(line, "accepted") == 4
    for worker in several:
        worker.database.close()


def test_accepted_or_passed_on_never_both(line: Cases) -> None:
    several = workers(line, 2)
    for _ in range(4):
        number = line.opens("--anywhere")
        before = line.case(number).person_id
        slug = next(one for one in DOCTORS if line.ids(one) == [before])
        token = line.link(slug).removeprefix("/demande/")
        accepted, passed = at_once(
            [
                partial(on_the_page, several[0], token, accept),
                partial(on_the_page, several[1], token, pass_on),
            ]
        )
        case = line.case(number)
        if case.state == "accepted":
            assert (accepted, passed, case.person_id) == (True, False, before)
        else:
            # Whoever accepts first can still pass it on.
            assert passed
            assert case.person_id != before
    for worker in several:
        worker.database.close()


def test_taken_back_while_it_is_accepted_it_is_one_persons(line: Cases) -> None:
    several = workers(line, 2)

    def lapses(worker: Hotline) -> bool:
        turn(worker)
        return True

    for _ in range(3):
        number = line.opens("--anywhere")
        before = line.case(number).person_id
        slug = next(one for one in DOCTORS if line.ids(one) == [before])
        token = line.link(slug).removeprefix("/demande/")
        line.world.wait(23 * 3600)
        accepted, _ = at_once(
            [partial(on_the_page, several[0], token, accept), partial(lapses, several[1])]
        )
        case = line.case(number)
        assert (case.person_id == before) == accepted
        assert case.state == ("accepted" if accepted else "asked")
        line.says("close", str(number))
    for worker in several:
        worker.database.close()
