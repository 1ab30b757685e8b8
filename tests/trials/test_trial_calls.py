"""The service calls itself: it would be heard, nobody is rung, and nothing of it stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text, update

from app import cli
from hotline.carrier import signature
from hotline.database import Base
from hotline.jobs.schedule import run_due_jobs
from hotline.lines.service import LoadedLine, line_by_slug
from hotline.settings import Settings
from hotline.trials import asking
from hotline.trials.failing import Failed, Why
from hotline.trials.making import make_trial_call, try_line
from hotline.trials.service import PARAMETER, STANDING
from hotline.trials.tables import TrialRecord
from tests.conftest import WorldMaker
from tests.world import NUMBER, TOKEN, World

BEARER = {"Authorization": "Bearer a token to read with"}


@pytest.fixture
def line(world: World) -> LoadedLine:
    """The line of the stories."""
    return loaded(world)


def loaded(world: World) -> LoadedLine:
    with world.service.database.reading() as session:
        found = line_by_slug(session, "histoires")
    assert found is not None
    return found


def everything(world: World) -> dict[str, list[Any]]:
    """Every row of the database, but for how trial calls went and when jobs come."""
    tables = [t for t in Base.metadata.sorted_tables if t.name not in {"trial_record", "job_turn"}]
    with world.service.database.reading() as session:
        return {table.name: sorted(map(repr, session.execute(select(table)))) for table in tables}


def failure(world: World) -> Failed:
    with pytest.raises(Failed) as problem:
        make_trial_call(world.service, loaded(world))
    return problem.value


def signed(world: World, path: str, **form: str) -> Any:
    """A request as the carrier, or whoever has its token, would send it."""
    url = world.settings.hotline_public_url + path
    headers = {"X-Twilio-Signature": signature(TOKEN, url, form)}
    return world.app.test_client().post(path, data=form, headers=headers)


def test_it_is_greeted_queued_and_hears_music_and_leaves_nothing(
    world: World, line: LoadedLine
) -> None:
    before = everything(world)
    call = make_trial_call(world.service, line)
    assert call.steps >= 4  # the greeting, a key, the queue's document, its music
    assert call.rung > 0
    assert everything(world) == before
    assert [phone.label for phone in world.carrier.phones.values() if phone.in_call] == []
    assert world.service.own_phones.knows(call.call_id) is False
    assert world.legs() == []
    assert world.calls() == []
    world.assert_all_is_quiet()


def test_a_caller_who_waits_meanwhile_is_not_touched(world: World, line: LoadedLine) -> None:
    world.nurse_waits()
    before = everything(world)
    make_trial_call(world.service, line)
    assert everything(world) == before
    world.accepts("anne")
    world.wait(1)
    assert world.call().claimed_by is not None


def test_figures_and_measures_are_the_same_before_and_after(make_world: WorldMaker) -> None:
    world = make_world(hotline_metrics_token="a token to read with")

    def shown() -> tuple[str, list[str]]:
        with world.app.app_context():
            figures = CliRunner().invoke(cli.commands["statistics"], ["show"])
        assert figures.exit_code == 0
        metrics = world.app.test_client().get("/metrics", headers=BEARER).text
        counted = re.findall(r"(?m)^hotline_(?:step|calls|carrier).*$", metrics)
        return figures.output, [line for line in counted if "_created" not in line]

    before = shown()
    try_line(world.service, loaded(world))
    assert shown() == before
    metrics = world.app.test_client().get("/metrics", headers=BEARER).text
    now = world.clock.now().timestamp()
    told = f'hotline_trial_answered_timestamp_seconds{{line="histoires"}} {now}'
    assert float(re.search(r"timestamp_seconds\{.*?\} (\S+)", metrics)[1]) == now, told  # type: ignore[index]
    assert 'hotline_trial_failures{line="histoires"} 0.0' in metrics


@pytest.mark.parametrize("how", ["unsigned", "wrongly signed"])
def test_nobody_else_can_make_one(world: World, how: str) -> None:
    form = {"CallSid": "CA" + "0" * 32, "To": NUMBER, PARAMETER: ""}
    client = world.app.test_client()
    headers = {} if how == "unsigned" else {"X-Twilio-Signature": "AAAA"}
    answer = client.post("/voice/incoming", data=form, headers=headers)
    assert answer.status_code == 403
    assert STANDING not in answer.headers
    # Nor can a call that is none of a trial be made one of: the word is signed with all others.
    url = world.settings.hotline_public_url + "/voice/incoming"
    headers = {"X-Twilio-Signature": signature(TOKEN, url, {"CallSid": "CA1", "To": NUMBER})}
    assert client.post("/voice/incoming", data=form, headers=headers).status_code == 403


def test_only_a_callers_steps_are_tried_and_only_where_they_were_left(world: World) -> None:
    assert signed(world, "/voice/status", CallSid="CA1", **{PARAMETER: ""}).status_code == 404
    assert signed(world, "/voice/legs/1/status", **{PARAMETER: ""}).status_code == 404
    forged = {"CallSid": "CA1", "To": NUMBER, PARAMETER: urlencode({"id": "1"})}
    assert signed(world, "/voice/incoming", **forged).status_code == 400
    assert world.calls() == []


def test_a_step_that_breaks_leaves_nothing_either(
    world: World, line: LoadedLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("hotline.voice.waiting.while_waiting", breaks)
    before = everything(world)
    found = failure(world)
    assert (found.why, found.status) == (Why.ERROR, 500)
    assert everything(world) == before
    monkeypatch.undo()
    caller = world.nurse_waits()  # the transaction is over: others write
    caller.hangs_up()


def test_without_its_database_it_fails_though_callers_are_put_through(
    world: World, line: LoadedLine
) -> None:
    with world.service.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE call RENAME TO gone"))
    found = failure(world)
    assert (found.why, found.status) == (Why.ERROR, 503)
    with world.service.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE gone RENAME TO call"))


def change(world: World, **settings: object) -> Settings:
    return world.settings.model_copy(update=settings)


def test_what_is_wrong_is_told(
    world: World, line: LoadedLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = asking.TrialCall(world.settings, "CA" + "1" * 32, NUMBER)
    call.settings = change(world, hotline_public_url="http://127.0.0.1:9")
    with pytest.raises(Failed, match="away"):
        call.ask("/voice/incoming")
    # Another service, or a proxy's page, answers there.
    call.settings = world.settings
    with pytest.raises(Failed) as problem:
        call.ask("/healthz")
    assert problem.value.why is Why.ERROR
    monkeypatch.setattr("hotline.voice.on_trial.STANDING", "X-Other")
    with pytest.raises(Failed, match="strange"):
        call.ask("/voice/incoming")
    assert world.calls() == []


def test_it_is_made_as_often_as_the_settings_say_and_sooner_after_a_failure(
    make_world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world(hotline_trial_minutes=5)
    world.jobs.cancel()
    tried: list[float] = []

    def record() -> TrialRecord:
        with world.service.database.reading() as session:
            return session.scalars(select(TrialRecord)).one()

    for _ in range(7):
        run_due_jobs(world.service)
        tried.append(record().tried_at.timestamp())
        world.wait(60)
    assert len(set(tried)) == 2
    assert record().failures == 0
    assert record().rung > 0
    broken = world.settings.model_copy(update={"hotline_public_url": "http://127.0.0.1:9"})
    object.__setattr__(world.service, "settings", broken)
    world.wait(300)
    for failures in (1, 2, 3):
        run_due_jobs(world.service)
        assert (record().failures, record().why) == (failures, "away")
        world.wait(60)
    object.__setattr__(world.service, "settings", world.settings)
    run_due_jobs(world.service)
    assert (record().failures, record().why, record().step) == (0, "", "")


def test_without_an_account_none_is_made(make_world: Callable[..., World]) -> None:
    world = make_world(hotline_trial_minutes=5, twilio_account_sid="")
    run_due_jobs(world.service)
    with world.service.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(TrialRecord)) == 0


def test_the_command_tells_how_it_went(world: World, line: LoadedLine) -> None:
    def said(*words: str) -> tuple[int, str]:
        with world.app.app_context():
            result = CliRunner().invoke(cli.commands["trial"], words)
        return result.exit_code, result.output

    code, told = said()
    assert code == 0
    assert "est accueilli" in told
    assert "Personne n'a été appelé" in told
    assert re.search(r"auraient sonné : [1-9]", told)
    with world.service.database.writing() as session:
        session.execute(update(TrialRecord).values(failures=3))
    object.__setattr__(
        world.service, "settings", change(world, hotline_public_url="http://127.0.0.1:9")
    )
    code, told = said("--language", "en")
    assert (code, "nobody answers at the public address (/voice/incoming)" in told) == (1, True)
