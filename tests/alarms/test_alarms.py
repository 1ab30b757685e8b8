"""What is wrong is told once when it begins, once when it ends, signed, and of nobody."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from click.testing import CliRunner

from app import cli
from hotline.alarms.episodes import alarm_to_try
from hotline.database import Database
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.jobs.alarms import look_for_alarms
from hotline.jobs.schedule import run_due_jobs
from hotline.nets.tables import Replayed
from hotline.settings import Settings
from hotline.trials.tables import TrialRecord
from tests.alarms.listener import SECRET, Listener, listening
from tests.conftest import WorldMaker
from tests.databases import Sqlite
from tests.world import CALLER, LINE_FILE, World, settings_for


@pytest.fixture
def database_url(sqlite: Sqlite) -> Iterator[str]:
    """SQLite alone; episodes themselves are tried on both."""
    with sqlite.database() as url:
        yield url


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Whoever gets the alarms."""
    with listening() as running:
        yield running


@pytest.fixture
def world(make_world: WorldMaker, listener: Listener) -> World:
    """The line, whose alarms go there; its jobs run when a test says so."""
    made = make_world(**listener.settings)
    made.jobs.cancel()
    return made


def trials_fail(world: World, failures: int) -> None:
    """So many in a row."""
    with world.service.database.writing() as session:
        record = session.get(TrialRecord, 1)
        if record is None:
            record = TrialRecord(line_id=1, tried_at=world.clock.now())
            session.add(record)
        record.failures = failures


def texts(world: World) -> list[str]:
    """What coordinators were told of trial calls."""
    return [text for text in world.phone_of("chloe").texts if "d'essai" in text or "répond" in text]


def look(world: World, times: int = 1) -> None:
    for _ in range(times):
        look_for_alarms(world.service)
        world.wait(30)


def test_an_episode_is_told_when_it_begins_and_when_it_ends(
    world: World, listener: Listener
) -> None:
    trials_fail(world, 1)
    look(world)
    assert listener.words == []  # one may be a restart
    trials_fail(world, 2)
    look(world, times=4)
    assert listener.words == [("trial-failed", "began")]
    told = len(texts(world))
    assert told
    assert all("ne sont pas accueillis" in text for text in texts(world))
    trials_fail(world, 0)
    look(world, times=3)
    assert listener.words == [("trial-failed", "began"), ("trial-failed", "ended")]
    assert len(texts(world)) == 2 * told
    first, last = (json.loads(content) for content in listener.got)
    assert first["id"] == last["id"]
    assert first["since"] == last["since"] < last["at"]
    trials_fail(world, 2)
    look(world)
    assert json.loads(listener.got[-1])["id"] != first["id"]  # another episode


def test_it_is_signed_and_tells_of_nobody(world: World, listener: Listener) -> None:
    world.nurse_waits()
    trials_fail(world, 2)
    look(world)
    (content,) = listener.got
    seconds, digest = listener.headers[0]["Hotline-Signature"][2:].split(",v1=")
    signed = hmac.new(SECRET.encode(), seconds.encode() + b"." + content, hashlib.sha256)
    assert digest == signed.hexdigest()
    assert int(seconds) == int(world.clock.now().timestamp()) - 30
    told = json.loads(content)
    assert {*told} == {
        *("version", "id", "event", "kind", "severity", "line", "since", "at", "words")
    }
    assert told["line"] == "histoires"
    for secret in (CALLER[1:], world.call().id, world.call().carrier_id, "Chloé", "Anne"):
        assert secret not in content.decode()
    world.phone_of("anne").rejects()


def test_what_is_not_taken_is_sent_again_and_what_is_over_by_then_is_told_as_over(
    world: World, listener: Listener
) -> None:
    listener.status = 503
    trials_fail(world, 2)
    look(world, times=3)
    assert 2 <= len(listener.got) <= 3
    trials_fail(world, 0)
    look(world)
    listener.status = 204
    world.wait(300)
    look(world, times=2)
    assert listener.words[-1] == ("trial-failed", "ended")
    came = len(listener.got)
    look(world, times=3)
    assert len(listener.got) == came


def test_all_that_the_database_knows_to_be_wrong_is_told(world: World, listener: Listener) -> None:
    now = world.clock.now()
    with world.service.database.writing() as session:
        session.add(Replayed(id="1" * 32, at=now))
        plan_erasure(session, Record.CALL, "CA1", now - timedelta(days=4))
    look(world)
    assert {*listener.words} == {("database-was-away", "began"), ("not-erased", "began")}
    rota = 'slug = "vets-fanny"\nteam = "vets"\nrole = "first"\npeople = ["fanny"]\nunit = "day"\n'
    text = LINE_FILE.read_text(encoding="utf-8")
    assert rota in text
    ended = text.replace(rota, f'{rota}ends_on = "2026-11-20"\n')
    world.load(ended + '\n[[required]]\nteam = "vets"\nrole = "first"\n')
    look(world, times=9)
    assert ("unattended", "began") not in listener.words
    look(world, times=3)
    assert listener.words.count(("unattended", "began")) == 1
    world.load(text)
    look(world)
    assert listener.words.count(("unattended", "ended")) == 1


def test_the_carrier_is_asked_whether_it_answers(world: World, listener: Listener) -> None:
    look(world, times=8)
    assert listener.words == []
    world.carrier.faults.rest = lambda _method, _path, _form: "refuse"
    look(world, times=8)
    assert listener.words == [("carrier-away", "began")]
    world.carrier.faults.rest = None
    look(world, times=2)
    assert listener.words == [("carrier-away", "began"), ("carrier-away", "ended")]


def test_a_database_that_is_away_is_told_without_it(world: World, listener: Listener) -> None:
    there = world.service.database
    nowhere = Database("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    object.__setattr__(world.service, "database", nowhere)
    for _ in range(20):
        run_due_jobs(world.service)
        world.wait(5)
    assert listener.words == [("database-away", "began")]
    object.__setattr__(world.service, "database", there)
    run_due_jobs(world.service)
    run_due_jobs(world.service)
    assert listener.words[:2] == [("database-away", "began"), ("database-away", "ended")]
    assert listener.words.count(("database-away", "ended")) == 1
    with world.app.app_context():
        said = CliRunner().invoke(cli.commands["alarms"], []).output
    assert said.count("La base de données ne répond pas") == 1
    assert "HOTLINE_ALARM_URL" not in said


def test_without_an_address_an_outage_is_listed_and_what_is_not_watched_is_said(
    make_world: WorldMaker,
) -> None:
    world = make_world()
    there = world.service.database
    object.__setattr__(
        world.service, "database", Database("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    )
    for _ in range(20):
        run_due_jobs(world.service)
        world.wait(5)
    object.__setattr__(world.service, "database", there)
    run_due_jobs(world.service)
    run_due_jobs(world.service)
    with world.app.app_context():
        said = CliRunner().invoke(cli.commands["alarms"], []).output
    assert said.count("La base de données ne répond pas") == 1
    assert "seuls les appels d'essai et la base de données sont surveillés" in said


def test_the_command_sends_one_and_lists_the_others(world: World, listener: Listener) -> None:
    def said(*words: str) -> tuple[int, str]:
        with world.app.app_context():
            result = CliRunner().invoke(cli.commands["alarms"], words)
        return result.exit_code, result.output

    assert said() == (0, "Aucune alarme, ni maintenant ni ces derniers temps.\n")
    assert said("test") == (0, "L'alarme d'essai est arrivée.\n")
    assert listener.words == [("test", "test")]
    listener.status = 500
    assert said("test", "--language", "en")[0] == 1
    trials_fail(world, 2)
    look(world)
    assert "since 2026-11-22 02:00 UTC, going on: Trial calls" in said("--language", "en")[1]


def test_it_is_sent_nowhere_that_the_settings_do_not_allow(
    world: World, listener: Listener
) -> None:
    inside = {"hotline_alarm_url": "https://10.0.0.1/hook", "hotline_alarm_secret": SECRET}
    object.__setattr__(
        world.service,
        "settings",
        world.settings.model_copy(
            update={
                "hotline_alarm_hosts": "",
                "hotline_alarm_url": Settings.model_validate(
                    settings_for("sqlite://", "http://a.example", "http://b.example", **inside)
                ).hotline_alarm_url,
            }
        ),
    )
    with world.service.database.writing() as session:
        alarm_to_try(session, world.clock.now(), world.service.new_id)
    look(world)
    assert listener.got == []


@pytest.mark.parametrize(
    "settings",
    [
        {"hotline_alarm_url": "http://example.org/hook", "hotline_alarm_secret": SECRET},
        {"hotline_alarm_url": "https://example.org/hook"},
        {"hotline_alarm_url": "https://example.org/hook", "hotline_alarm_secret": "short"},
    ],
)
def test_settings_that_go_wrong_are_refused(settings: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="alarm"):
        settings_for("sqlite://", "http://a.example", "http://b.example", **settings)
