"""Whoever guesses codes learns from no answer whether there is one, and is given as many tries as
the line gives, by whatever spelling and however many come at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import select

from app import create_service
from hotline.appointments.keys import code_of
from hotline.calls.code_tries import MOST_TRIES
from hotline.errands import AtOnce
from hotline.follow_ups.codes import is_code as is_follow_up
from hotline.guesses.counting import MOST_WRONG_AN_HOUR, Opens
from hotline.guesses.tables import WrongCodes
from hotline.lines.service import LoadedLine, line_reached_by
from hotline.people.tables import Phone as PhoneRow
from hotline.readiness.tables import PhoneCall
from hotline.responders.codes import is_code, keep_code, person_known_by, revoke_code
from hotline.responders.own_calls import own_call, try_code
from hotline.service import Hotline
from hotline.staff.spoken_code import TRIES, Answer, code_written, plan_code_call
from tests.accompaniments.ground import CODES, PASSPHRASE, PUBLIC, Browser, Ground
from tests.appointments.ground import appointments_line, fixed, until
from tests.attacked.slow import Slow, counted
from tests.calls.following_up import cheap
from tests.databases import Sqlite
from tests.races import at_once
from tests.world import NUMBER, World

UNKNOWN = "1234567894"
"""A follow-up code whose digits check."""
SPELT = [
    *("1111 2222", " 11112222 ", "1111\t2222"),
    *(
        "+11112222",
        "011112222",
        "0011112222",
        "11112222#",
        "1111-2222",
        "11112222\N{ZERO WIDTH SPACE}",
    ),
    *("١١١١٢٢٢٢", "１１１１２２２２", "1111222²", "११११२२२२"),
]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """What was computed that is slow on purpose."""
    cheap(monkeypatch)
    return counted(monkeypatch)


@pytest.fixture
def ground(sqlite: Sqlite, slow: Slow) -> Iterator[Ground]:
    """The line that gives codes."""
    with sqlite.database() as url:
        ground = Ground(url)
        yield ground
        ground.close()


def told(browser: Browser, slow: Slow, path: str, **form: str) -> tuple[int, str, list[str]]:
    """What the page answers, but for the form's token, and what it cost."""
    browser.opens()
    slow.clear()
    answer = browser.sends(path, **form)
    return answer.status_code, re.sub(r'value="[0-9a-f]{64}"', "", answer.text), [*slow]


def entries(ground: Ground, kind: Opens) -> int:
    """How many were counted in this hour."""
    with ground.service.database.reading() as session:
        return sum(session.scalars(select(WrongCodes.entries).filter_by(kind=kind)))


def test_a_code_and_a_passphrase_are_right_together_or_told_alike(
    ground: Ground, slow: Slow
) -> None:
    ground.chooses("anne")
    ended = "55556666"
    with ground.service.database.writing() as session:
        assert keep_code(session, ground.people["chloe"], ended, ground.now)
        assert revoke_code(session, ground.people["chloe"])
    tried = {
        "unknown": ("87654321", PASSPHRASE),
        "ended": (ended, PASSPHRASE),
        "known, another passphrase": (CODES["anne"], "cheval pile agrafe faux"),
        "known, no passphrase yet": (CODES["bruno"], PASSPHRASE),
    }
    answers = {
        who: told(ground.browser(), slow, "/entrer", code=code, passphrase=phrase)
        for who, (code, phrase) in tried.items()
    }
    assert len({repr(answer) for answer in answers.values()}) == 1, answers
    assert answers["unknown"][0] == 403
    assert answers["unknown"][2] == ["stretched"]
    assert entries(ground, Opens.OWN_MENU) == len(tried)


def test_what_is_right_counts_as_no_guess(ground: Ground) -> None:
    ground.chooses("anne")
    for _ in range(MOST_WRONG_AN_HOUR[Opens.OWN_MENU] + 1):
        assert ground.browser().enters(CODES["anne"], PASSPHRASE).status_code == 303
    assert entries(ground, Opens.OWN_MENU) == 0


@pytest.mark.parametrize("written", SPELT)
def test_another_spelling_of_a_code_is_that_code_or_no_code_at_all(
    ground: Ground, slow: Slow, written: str
) -> None:
    """Spaces are left out, and count as what they stand between; all else is refused before it is
    looked at: no spelling tries a code without its being counted."""
    ground.chooses("anne")
    before = entries(ground, Opens.OWN_MENU)
    status, _, cost = told(ground.browser(), slow, "/entrer", code=written, passphrase="x")
    looked_at = entries(ground, Opens.OWN_MENU) - before
    assert status == 403
    assert looked_at == len(cost) == ("".join(written.split()) == CODES["anne"])
    assert is_code(written) is False
    assert is_follow_up(written) is False


def test_a_callers_code_is_known_or_told_alike(ground: Ground, slow: Slow) -> None:
    ground.chooses("anne")
    match, browser = ground.matches(), ground.signed_in()
    unknown = told(browser, slow, "/code", caller_code=UNKNOWN)
    ground.passes(days=181)
    browser = ground.signed_in()
    ended = told(browser, slow, "/code", caller_code=match.code)
    assert ended[0] == unknown[0] == 422
    assert ended[2] == unknown[2] == ["stretched"]
    problem = re.compile(r'class="problem[^>]*>([^<]+)')
    assert problem.findall(ended[1]) == problem.findall(unknown[1]) != []
    assert entries(ground, Opens.FOLLOW_UP) == 2


def test_passphrases_tried_at_the_same_instant_pass_no_limit(database_url: str, slow: Slow) -> None:
    ground = Ground(database_url)
    ground.chooses("anne")
    most, many = MOST_WRONG_AN_HOUR[Opens.OWN_MENU], 3
    with ground.service.database.writing() as session:
        session.add(
            WrongCodes(
                line_id=ground.line.id,
                kind=Opens.OWN_MENU,
                hour=ground.now.replace(minute=0),
                entries=most - 1,
            )
        )
    browsers = [ground.browser() for _ in range(many)]
    forms = []
    for browser in browsers:
        token = re.search(r'name="form" value="([0-9a-f]+)"', browser.opens().text)
        assert token is not None
        forms.append({"form": token[1], "code": CODES["anne"], "passphrase": "pas la bonne"})

    def tries(browser: Browser, form: dict[str, str]) -> int:
        path = "/accompagnements/entrer"
        return browser.client.post(path, base_url=PUBLIC, data=form).status_code

    slow.clear()
    pairs = zip(browsers, forms, strict=True)
    assert sorted(at_once([partial(tries, *pair) for pair in pairs])) == [403, 429, 429]
    assert len(slow) == 1
    assert entries(ground, Opens.OWN_MENU) == most
    ground.close()


def test_personal_codes_tried_at_once_in_several_workers_pass_no_limit(world: World) -> None:
    """Each in a call of its own, as somebody would who has many telephones."""
    world.jobs.cancel()
    clock, most = world.clock.now, MOST_WRONG_AN_HOUR[Opens.OWN_MENU]
    workers = [create_service(world.settings, clock=clock, errands=AtOnce()) for _ in range(2)]
    line = line_of(world)

    def tries(nth: int, worker: Hotline) -> int:
        looked_at = 0
        for number in range(most):
            with worker.database.writing() as session:
                own = own_call(
                    session, f"CA{nth}-{number}", line, "fr", now=clock(), new_id=worker.new_id
                )
                verdict = try_code(session, own, f"{nth}{number:07}", 1, clock())
                looked_at += verdict == "wrong"
        return looked_at

    assert sum(at_once([partial(tries, *one) for one in enumerate(workers)])) == most
    with world.service.database.reading() as session:
        assert sum(session.scalars(select(WrongCodes.entries))) == most
        assert person_known_by(session, line.id, "١٢٣٤٥٦٧٨") is None
    for worker in workers:
        worker.database.close()


def line_of(world: World) -> LoadedLine:
    """The line as it is loaded."""
    with world.service.database.reading() as session:
        line = line_reached_by(session, NUMBER)
    assert line is not None
    return line


def test_an_appointment_is_guessed_three_times_a_call_whichever_way_one_comes(
    sqlite: Sqlite,
) -> None:
    with sqlite.database() as url:
        world = World(url)
        world.load(appointments_line())
        row = fixed(world)
        until(world, row, 0)
        right = code_of(row.id)
        wrong = [f"{n}{n}{n}{n}" for n in range(1, 9) if f"{n}" * 4 != right]
        caller = world.dials("+33612345699")
        for code in wrong[:MOST_TRIES]:
            caller.hears("tapez 8", within=30)
            caller.presses("8")
            caller.hears("quatre chiffres")
            caller.presses(code)
            caller.hears("Ce code n'est pas connu.")
            if code != wrong[MOST_TRIES - 1]:
                caller.hears("quatre chiffres")
                caller.presses("*")
        caller.hears("tapez 8", within=30)
        caller.presses("8")
        caller.hears("Ce code n'est pas connu.")
        caller.hears("tapez 2", within=30)
        assert sum(heard.says("quatre chiffres") for heard in caller.transcript) == 5
        caller.presses("2")
        caller.hears("je vous passe quelqu'un")
        caller.hangs_up()
        world.assert_all_is_quiet()
        world.close()


def test_a_spoken_code_is_tried_three_times_however_many_try_at_once(world: World) -> None:
    world.jobs.cancel()
    clock, service, line = world.clock.now, world.service, line_of(world).id
    with service.database.writing() as session:
        phone = session.scalars(select(PhoneRow.id)).first() or 0
        call = plan_code_call(
            session,
            line,
            phone,
            now=clock(),
            new_id=service.new_id,
            chance=service.chance,
        )
        right = str(session.get_one(PhoneCall, call).code)
    wrong = f"{(int(right) + 1) % 10_000:04}"

    def writes(digits: str) -> Answer:
        with service.database.writing() as session:
            return code_written(session, call, phone, digits, clock())

    spelt = [wrong, f"+{right}", "٠" + right[1:]]
    said = at_once([partial(writes, digits) for digits in [*spelt, wrong, wrong]])
    assert sum(answer is Answer.WRONG for answer in said) == TRIES - 1
    assert sum(answer is Answer.OVER for answer in said) == len(said) - TRIES + 1
    assert writes(right) is Answer.OVER
