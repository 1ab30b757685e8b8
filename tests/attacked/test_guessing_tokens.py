"""Whoever guesses a token of the API learns from no answer whether there is one of that number."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from hotline.tokens.keeping import revoke
from hotline.tokens.scopes import Scope
from hotline.tokens.tables import ApiToken
from tests.api.conftest import Program, program_of
from tests.world import World


@pytest.fixture
def outside(still_world: World) -> Program:
    """A program without a token."""
    return program_of(still_world)


def spoilt(outside: Program) -> dict[str, str]:
    """What opens nothing, and why."""
    good, over, revoked = (outside.with_token(lasts=timedelta(hours=hours)) for hours in (9, 1, 9))
    with outside.world.service.database.writing() as session:
        assert revoke(session, 1, revoked.token_id, account=None, now=outside.world.clock.now())
    outside.world.clock.run_for(3601)
    secret = good.written[-43:]
    return {
        "none": "",
        "unknown number": f"entraide_999_{secret}",
        "unknown secret": f"entraide_{good.token_id}_{'a' * 43}",
        "the secret of another": f"entraide_{over.token_id}_{secret}",
        "over": over.written,
        "revoked": revoked.written,
        "cut short": good.written[:-1],
        "its beginning": good.written[:-20] + "a" * 20,
        "longer": f"{good.written}a",
        "another alphabet": good.written.replace(
            f"_{good.token_id}_", "_\N{ARABIC-INDIC DIGIT ONE}_"
        ),
        "a leading zero, and wrong": f"entraide_0{good.token_id}_{'a' * 43}",
        "a sign": f"entraide_+{good.token_id}_{secret}",
        "in capitals": good.written.upper(),
        "its fingerprint": f"entraide_{good.token_id}_{fingerprint(outside, good.token_id)[:43]}",
    }


def fingerprint(outside: Program, token_id: int) -> str:
    """What is stored of it."""
    with outside.world.service.database.reading() as session:
        return session.scalars(select(ApiToken.fingerprint).filter_by(id=token_id)).one()


def test_whatever_opens_nothing_is_told_alike(outside: Program) -> None:
    answers = {}
    for why, written in spoilt(outside).items():
        header = f"Bearer {written}".encode().decode("latin-1")
        answer = outside.get("/teams", headers={"Authorization": header})
        headers = sorted(answer.headers.items())
        answers[why] = (answer.status_code, answer.data, headers)
    assert len({repr(answer) for answer in answers.values()}) == 1, answers
    assert answers["none"][0] == 401


def test_a_good_one_for_something_else_is_told_so_and_of_no_line_but_its_own(
    outside: Program,
) -> None:
    """What is documented: its holder is told for what it is not. Another line, real or not, is
    none of its business."""
    limited = outside.with_token(Scope.COVERAGE)
    assert limited.get("/on-duty").status_code == 403
    whole = outside.with_token()
    lines = [whole.get(f"/api/v1/lines/{line}/teams") for line in ("autre", "histoires2")]
    assert [answer.status_code for answer in lines] == [404, 404]
    assert lines[0].data == lines[1].data
