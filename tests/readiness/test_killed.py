"""Whatever happens to a job, and however many there are: told once, asked once, nothing lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import count

import pytest
from sqlalchemy import delete, func, select

from app import create_service
from hotline import telling
from hotline.errands import AtOnce
from hotline.forgetting.tables import Erasure
from hotline.notices.service import Channel
from hotline.notices.tables import Notice
from hotline.people.tables import Person
from hotline.readiness.choices import choose
from hotline.readiness.tables import StartCheck, ToldDuty
from hotline.service import Hotline
from schedules.reminding import Moment
from simulator.phones import Phone
from tests.conftest import WorldMaker
from tests.mail_server import HOST, MailServer, mail_server
from tests.races import at_once
from tests.readiness.ahead import FILE, GAELLE, paris, shift
from tests.readiness.schedulers import KILLED, KilledHere, in_processes, killed, killed_at, turn
from tests.readiness.test_start_check import CHECKED
from tests.world import World

pytestmark = pytest.mark.untold

MAIL = 'mail = "gaelle@example.org"\n'
TOMORROW = shift("gaelle", "2026-11-28T20:00", "2026-11-29T08:00")
TONIGHT = shift("gaelle", "2026-11-27T20:00", "2026-11-27T23:00")
CROWD = "".join(
    f'\n[[people]]\nslug = "p{n}"\nname = "P{n}"\nkind = "psychologist"\n'
    f'phones = ["+3363998020{n}"]\n' + shift(f"p{n}", "2026-11-28T20:00", "2026-11-29T08:00")
    for n in range(5)
)
ROUNDS = 5
STRIDE = int(os.environ.get("HOTLINE_KILL_STRIDE", "16"))
"""Every so many lines a job is killed; 1 takes minutes."""


@pytest.fixture
def mail() -> Iterator[tuple[MailServer, int]]:
    """A mail server, and its port."""
    with mail_server() as served:
        yield served


@pytest.fixture
def world(make_world: WorldMaker, mail: tuple[MailServer, int]) -> World:
    """The evening before Gaëlle's night; the jobs have their turn when a test gives it to them."""
    world = make_world(
        start=paris("2026-11-27T20:00"),
        dial_rate=50,
        hotline_smtp_url=f"smtp://{HOST}:{mail[1]}",
        hotline_mail_from="ligne@example.org",
    )
    world.jobs.cancel()
    return world


def by_mail_and_text(world: World) -> Phone:
    """Gaëlle's telephone; she wants to be told in both ways."""
    world.load(FILE + GAELLE + MAIL + TOMORROW)
    both = dict.fromkeys((Channel.MAIL, Channel.TEXT), (Moment.DAY,))
    with world.service.database.writing() as session:
        choose(session, session.scalars(select(Person).filter_by(slug="gaelle")).one(), both)
    return world.phone_of("gaelle")


def begins_anew(world: World) -> None:
    """Nothing was told, nothing was asked."""
    with world.service.database.writing() as session:
        for table in (Notice, ToldDuty, StartCheck, Erasure):
            session.execute(delete(table))
    for phone in world.carrier.phones.values():
        phone.transcript.clear()


def lives_on(world: World, turns: int = 3) -> None:
    """The jobs are started again, and have their turns."""
    for _ in range(turns):
        world.wait(61)
        turn(world.service)


def was_told(world: World, slug: str, starts: str) -> None:
    """Somebody was told, by text, of a duty that is not theirs."""
    with world.service.database.writing() as session:
        person = session.scalars(select(Person).filter_by(slug=slug)).one()
        session.add(
            ToldDuty(
                id=world.service.new_id(),
                line_id=person.line_id,
                person_id=person.id,
                zone="Europe/Paris",
                starts=datetime.fromisoformat(starts),
                starts_at=paris(starts),
                moment=Moment.DAY,
                channels=[Channel.TEXT],
            )
        )


def ids(server: MailServer) -> set[str]:
    """What mail programs know messages by."""
    return {str(message["Message-ID"]) for message in server.messages}


def workers(world: World, how_many: int = 3) -> list[Hotline]:
    """Services with their own connections and locks, as in processes of their own."""
    clock = world.clock.now
    return [create_service(world.settings, clock=clock, errands=AtOnce()) for _ in range(how_many)]


def test_killed_between_any_two_lines_a_reminder_is_told_once(
    world: World, mail: tuple[MailServer, int]
) -> None:
    server, gaelle = mail[0], by_mail_and_text(world)
    for line in count(1, STRIDE):
        begins_anew(world)
        server.messages.clear()
        if not killed_at(line, partial(turn, world.service), killed):
            break
        lives_on(world)
        assert len(gaelle.texts) == 1, line
        assert len(ids(server)) == 1, line
    assert line > 100


def test_what_left_and_was_not_noted_is_not_sent_as_something_new(
    world: World, mail: tuple[MailServer, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, gaelle = mail[0], by_mail_and_text(world)
    with monkeypatch.context() as unnoted:
        unnoted.setattr(telling, "notice_sent", lambda *_: killed())
        for _ in range(2):
            with pytest.raises(KilledHere):
                turn(world.service)
    assert (len(gaelle.texts), len(server.messages)) == (1, 1)
    lives_on(world)
    assert len(gaelle.texts) == 1
    assert len(server.messages) == 2  # a server cannot be asked; whoever reads them sees one
    assert len(ids(server)) == 1


def test_killed_between_any_two_lines_nothing_is_taken_back_twice(world: World) -> None:
    gaelle = by_mail_and_text(world)
    world.load(FILE + GAELLE + MAIL)
    for line in count(1, STRIDE):
        begins_anew(world)
        was_told(world, "gaelle", "2026-11-28T20:00")
        going = killed_at(line, partial(turn, world.service), killed)
        lives_on(world)
        (text,) = gaelle.texts
        assert "vous n'êtes plus de permanence samedi 28 novembre à 20 heures" in text, line
        if not going:
            break
    assert line > 50


def test_killed_between_any_two_lines_a_start_is_asked_about_once(world: World) -> None:
    world.load(CHECKED + GAELLE + TONIGHT)
    gaelle, chloe = world.phone_of("gaelle"), world.phone_of("chloe")
    for line in (20, 80, 140, 200, 260):
        begins_anew(world)
        assert killed_at(line, partial(turn, world.service), killed)
        lives_on(world, turns=4)
        assert 2 <= sum(heard.kind == "ring" for heard in gaelle.transcript) <= 3, line
        assert len(chloe.texts) == 1, line


def test_several_schedulers_tell_each_person_once(world: World) -> None:
    world.load(CHECKED + GAELLE + TOMORROW + TONIGHT + CROWD)
    several = workers(world)
    people = [world.phone_of(slug) for slug in ("p0", "p1", "p2", "p3", "p4")]
    for _ in range(ROUNDS):
        begins_anew(world)
        at_once([partial(turn, worker) for worker in several])
        world.wait(5)
        assert [len(phone.texts) for phone in people] == [1] * len(people)
        with world.service.database.reading() as session:
            assert session.scalar(select(func.count()).select_from(StartCheck)) == 1
        assert sum(h.kind == "ring" for h in world.phone_of("gaelle").transcript) == 1
        world.wait(30)
    for worker in several:
        worker.database.close()


def test_several_real_processes_tell_each_person_once(world: World) -> None:
    world.load(FILE + CROWD)
    people = [world.phone_of(slug) for slug in ("p0", "p1", "p2", "p3", "p4")]
    for _ in range(2):
        begins_anew(world)
        assert in_processes(world.settings, world.clock.now(), [0, 0, 0]) == [0, 0, 0]
        assert [len(phone.texts) for phone in people] == [1] * len(people)


def test_real_processes_killed_on_their_way_lose_nothing(world: World) -> None:
    world.load(FILE + CROWD)
    people = [world.phone_of(slug) for slug in ("p0", "p1", "p2", "p3", "p4")]
    for line in (60, 150, 240, 330):
        begins_anew(world)
        exits = in_processes(world.settings, world.clock.now(), [line, line + 45])
        assert set(exits) <= {0, KILLED}
        assert KILLED in exits
        lives_on(world)
        assert [len(phone.texts) for phone in people] == [1] * len(people), line
