"""Whatever is asked at the addresses that the carrier calls: no failure of ours, nothing done
without a valid signature, and with one an answer that the carrier can read.

A few of them here; `make fuzz` sends as many as one wants (WEBHOOKS=100000).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from flask import Flask
from pydantic import SecretStr
from werkzeug.routing import Rule

from app import Secrets, routes
from hotline.clock import system_clock
from hotline.nets import server, steps
from hotline.nets.net import net_of
from hotline.nets.server import Second
from simulator.problems import Refused
from simulator.twiml.checks import check
from simulator.twiml.documents import read
from simulator.twiml.schema import PLACES
from tests.attacked.ground import Attacked, begin, ids
from tests.attacked.webhooks import Draws, Signed, Webhook
from tests.calls.following_up import cheap
from tests.databases import Postgres, Sqlite
from tests.world import ENCRYPTION_KEY, TOKEN, World

WEBHOOKS = int(os.environ.get("HOTLINE_FUZZ_WEBHOOKS", "600"))
SEED = int(os.environ.get("HOTLINE_FUZZ_SEED", "2026"))
AT_ONCE = 300
"""Between two copies of the database, in which all calls live again."""
BROKEN_ON_PURPOSE = "/broken"
"""A step of the rehearsal before a line opens fails, to see what the carrier then does."""


BASE = "https://secours.example.org"
ID_NAMES = (
    *("call_id", "leg_id", "own_call_id", "notice_id", "try_id", "appointment_id", "team"),
    "CallSid",
)


def voice_rules(app: Flask) -> list[Rule]:
    """Every address that the carrier calls, or fetches a sound from."""
    return [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/voice/")]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_any_webhook_is_answered_or_refused(
    kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap(monkeypatch)
    databases: Sqlite | Postgres = request.getfixturevalue(kind)
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    with databases.database() as url:
        world = World(url)
        begin(world)
        known, base = ids(world), world.settings.hotline_public_url
        world.service.database.close()
        draws = Draws(SEED, voice_rules(world.app), known, base)
        for _ in range(max(1, WEBHOOKS // 2 // AT_ONCE)):
            webhooks = [draws.next() for _ in range(AT_ONCE)]
            with databases.copy_of(url) as copy:
                attacked = Attacked(world, copy)
                signed = [webhook for webhook in webhooks if webhook.signed == Signed.WELL]
                others = [webhook for webhook in webhooks if webhook.signed != Signed.WELL]
                nothing_is_done_for(attacked, others, seen, wrong)
                is_answered(attacked, signed, seen, wrong)
                attacked.close()
        world.close()
    print(kind, SEED, sum(seen.values()), dict(sorted(seen.items())))  # noqa: T201
    assert not wrong, f"{len(wrong)} of {sum(seen.values())}:\n" + "\n".join(wrong[:20])
    heard, refused = seen["signed: 200"] + seen["signed: 204"], seen["signed: 403"]
    assert heard > 4 * refused, seen


def test_the_second_process_answers_or_refuses_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """It hides what goes wrong from whoever calls; here it may not."""
    wrong: list[str] = []
    answer = steps.answer

    def told(*asked: Any) -> str | None:
        try:
            return answer(*asked)
        except Exception as problem:
            wrong.append(f"{type(problem).__name__}: {asked}")
            raise

    monkeypatch.setattr(server, "answer", told)
    second = Second(net_of("", [ENCRYPTION_KEY], system_clock, str, BASE), TOKEN)
    app = routes(Secrets(SecretStr("s" * 32), SecretStr(ENCRYPTION_KEY)))
    draws = Draws(SEED, voice_rules(app), {name: ["CA" + "1" * 32] for name in ID_NAMES}, BASE)
    seen: Counter[str] = Counter()
    for _ in range(WEBHOOKS // 2):
        webhook = draws.next()
        status, document = second.post(webhook.target, webhook.body, webhook.signature or "")
        seen[f"{webhook.signed}: {status}"] += 1
        if webhook.signed != Signed.WELL and status != 403:
            wrong.append(f"heard, {status}: {webhook}")
        if webhook.signed == Signed.WELL and status not in {200, 204, 403, 404, 414}:
            wrong.append(f"{status}: {webhook}")
        if status == 200:
            complained = complaints(document.encode(), "text/xml", BASE)
            wrong.extend(f"{problem}: {webhook}" for problem in complained)
    print("second process", SEED, sum(seen.values()), dict(sorted(seen.items())))  # noqa: T201
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:20])
    assert seen["signed: 200"]


def nothing_is_done_for(
    attacked: Attacked, webhooks: Sequence[Webhook], seen: Counter[str], wrong: list[str]
) -> None:
    """Those that the carrier did not sign are refused before anything is asked for."""
    before = attacked.rows()
    for webhook in webhooks:
        done = attacked.done()
        status = webhook.sent_to(attacked.app)[0]
        seen[f"{webhook.signed}: {status}"] += 1
        if status >= 500:
            wrong.append(f"{status}: {webhook}")
        if webhook.is_for_a_sound:
            continue
        if status not in {308, 400, 403, 404, 405}:
            wrong.append(f"heard, {status}: {webhook}")
        if attacked.done() != done:
            wrong.append(f"something was done: {webhook}")
    if attacked.rows() != before:
        wrong.append("rows are no longer as they were")


def is_answered(
    attacked: Attacked, webhooks: Sequence[Webhook], seen: Counter[str], wrong: list[str]
) -> None:
    """Those that it did sign are answered with a document, or with nothing."""
    for webhook in webhooks:
        status, kind, body = webhook.sent_to(attacked.app)
        seen[f"{webhook.signed}: {status}"] += 1
        on_purpose = webhook.target.partition("?")[0].endswith(BROKEN_ON_PURPOSE)
        if on_purpose:
            continue
        if status >= 500 or (webhook.plain and status not in {200, 204, 308, 400, 404}):
            wrong.append(f"{status}: {webhook}")
        if status == 200 and not webhook.is_for_a_sound and webhook.method == "POST":
            wrong.extend(f"{told}: {webhook}" for told in complaints(body, kind, webhook.target))
    wrong.extend(attacked.failed_steps)


def complaints(body: bytes, kind: str, url: str) -> list[str]:
    """What the carrier would complain about, wherever this document may run; at best nothing."""
    try:
        document = read(body, kind, url)
    except Refused as problem:
        return [str(problem)]
    found = ([p.message for p in check(document, place)] for place in PLACES)
    return min(found, key=len)
