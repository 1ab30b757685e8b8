"""Addresses that are keys: whoever guesses, cuts or swaps one learns nothing, and nothing gives one
away. Kinds are found in the application itself: a new one has to be named here."""

from __future__ import annotations

import math
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

import pytest
from flask.testing import FlaskClient
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import delete, select
from werkzeug.routing import Rule

from hotline.accounts.keeping import close_account
from hotline.accounts.tables import Account
from hotline.appointments.coming import give_link
from hotline.appointments.keys import page_key, responder_key
from hotline.appointments.making import make
from hotline.appointments.tables import Appointment
from hotline.calendars.sharing import share
from hotline.calls.tables import Call
from hotline.cases.desk import PAGE, desk_for
from hotline.cases.links import new_link
from hotline.cases.tables import Case
from hotline.console.account.invited import invitation_for
from hotline.every_table import Base
from hotline.lines.service import line_by_id
from hotline.people.tables import Person
from hotline.wrapups.service import open_wrap_up, reopen_page
from routing.outcomes import CallState
from tests.appointments.ground import appointments_line
from tests.console.ground import BASE, Console
from tests.databases import Sqlite
from tests.world import World

SIGNED_BY_THE_CARRIER = ("/voice/",)
"""An id in such an address opens nothing without a signature: `test_webhooks`."""
BEHIND_A_DOOR = (
    "/console/<line>",
    "/api/v1/",
    "/accompagnements/<record_id>",
    "/compte/appareils/",
)
"""Nothing in such an address opens anything by itself: `test_every_door`, `tests/api/test_door.py`,
`tests/accompaniments/test_the_page.py`."""
NO_SECRET = ("/console/static/", "/fiche/static/")
OF_A_STEP = (
    *("/compte/second-facteur/<token>", "/compte/cle/<token>"),
    *("/compte/entrer/cle/<token>", "/compte/verifier/cle/<token>"),
)
"""What the library that signs in has signed for a step under way: without the passkey or the code
that it asks for, it opens nothing."""

HOLDERS_ALONE = {
    "/fiche/<token>": "that it was noted before: whoever noted it opened it again",
    "/visio/<token>": "that it has served, is too early, or over: whoever has it is to know why",
    "/rendez-vous/<token>": "that it was cancelled or is over: its responder is to know",
}
"""Pages that say more of an address than that it is none, all of them to whoever has it whole."""


@dataclass(frozen=True)
class Secret:
    """One that opens its page, and one that did."""

    live: str
    ended: str


class Ground:
    """A line with one link of each kind, and one of each that has ended."""

    def __init__(self, world: World) -> None:
        world.jobs.cancel()
        world.load(appointments_line())
        self.world, self.console = world, Console(world)
        self.now = world.clock.now()
        with world.service.database.writing() as session:
            self.anne = session.scalars(select(Person.id).filter_by(slug="anne")).one()
            since = self.now - timedelta(minutes=1)
            session.add(
                Call(
                    id="c" * 32,
                    carrier_id="CA1",
                    line_id=self.console.line_id,
                    state=CallState.ENDED,
                    language="fr",
                    profession="IDE",
                    kind_wanted="psychologist",
                    plan="psychologists",
                    started_at=since,
                    seen_at=since,
                )
            )

    def of_talks(self) -> Secret:
        """Opened anew: the address before works no more."""
        ended, live = (self.world.service.new_id() for _ in range(2))
        with self.world.service.database.writing() as session:
            assert open_wrap_up(
                session,
                wrap_up_id="w" * 32,
                call_id="c" * 32,
                person_id=self.anne,
                token=ended,
                now=self.now,
            )
            assert reopen_page(session, "w" * 32, self.anne, live)
        return Secret(live, ended)

    def of_cases(self) -> Secret:
        """One was closed."""
        service, links = self.world.service, []
        with service.database.writing() as session:
            desk = desk_for(session, self.console.line_id, self.now, service.new_id, service.url)
            for state in ("accepted", "closed"):
                case = Case(
                    line_id=self.console.line_id,
                    state=state,
                    person_id=self.anne,
                    profession="MED",
                    matches=[],
                    language="fr",
                    avoids=[],
                    asked_by="mail",
                    for_someone_else=False,
                    limit_hours=48,
                    opened_at=self.now,
                    due_at=self.now,
                    escalate_at=self.now,
                )
                session.add(case)
                session.flush()
                links.append(new_link(desk, case, self.anne).partition(PAGE)[2])
        return Secret(*links)

    def of_appointments(self) -> Secret:
        """One was deleted, as all are the day after."""
        made, gone = self._appointment(4), self._appointment(5)
        with self.world.service.database.writing() as session:
            session.execute(delete(Appointment).filter_by(id=gone))
        return Secret(page_key(made), page_key(gone))

    def of_rooms(self) -> Secret:
        """The caller was sent another one."""
        made, ended = self._appointment(6), self.world.service.new_id()
        with self.world.service.database.writing() as session:
            give_link(session, made, ended)
            give_link(session, made, self.world.service.new_id())
        return Secret(responder_key(made), ended)

    def of_calendars(self) -> Secret:
        """Shared anew."""
        ended, live = (self.world.service.new_id() for _ in range(2))
        with self.world.service.database.writing() as session:
            for token in (ended, live):
                share(
                    session,
                    self.console.line_id,
                    person_id=self.anne,
                    token=token,
                    language="fr",
                    now=self.now,
                )
        return Secret(live, ended)

    def of_invitations(self) -> Secret:
        """An account was closed before it was opened."""
        return self._of_accounts(lambda account: invitation_for(account).rpartition("/")[2])

    def of_passphrases(self) -> Secret:
        """An account was closed meanwhile."""
        return self._of_accounts(
            lambda account: str(generate_reset_password_token(account))  # type: ignore[no-untyped-call]
        )

    def _of_accounts(self, drawn: Callable[[Account], str]) -> Secret:
        live, ended = (self.console.account("coordinator") for _ in range(2))
        asked, service = self.world.app.test_request_context(base_url=BASE), self.world.service
        with asked, service.database.writing() as session:
            links = [drawn(session.get_one(Account, one)) for one in (live, ended)]
            close_account(session, session.get_one(Account, ended), [])
        return Secret(*links)

    def _appointment(self, day: int) -> str:
        service = self.world.service
        with service.database.writing() as session:
            line = line_by_id(session, self.console.line_id)
            assert line is not None
            assert line.document.appointments is not None
            row = make(
                session,
                line,
                line.document.appointments,
                person_id=self.anne,
                call_id="c" * 32,
                channel="video",
                place=None,
                start=self.now + timedelta(days=day),
                now=self.now,
                new_id=service.new_id,
            )
            assert isinstance(row, Appointment)
            return row.id


KINDS: dict[str, Callable[[Ground], Secret]] = {
    "/fiche/<token>": Ground.of_talks,
    "/demande/<token>": Ground.of_cases,
    "/rendez-vous/<token>": Ground.of_appointments,
    "/visio/<token>": Ground.of_rooms,
    "/calendars/<token>.ics": Ground.of_calendars,
    "/compte/invitation/<token>": Ground.of_invitations,
    "/compte/oubli/<token>": Ground.of_passphrases,
}


@pytest.fixture
def ground(sqlite: Sqlite) -> Iterator[Ground]:
    """That line; how a link is found is the same on each database."""
    with sqlite.database() as url:
        world = World(url)
        yield Ground(world)
        world.close()


@pytest.fixture
def links(ground: Ground) -> dict[str, Secret]:
    """One of each kind."""
    return {kind: made(ground) for kind, made in KINDS.items()}


def rules_of(world: World, kind: str) -> list[tuple[str, str]]:
    """Each method and address behind a link of that kind."""
    rules = [rule for rule in world.app.url_map.iter_rules() if rule.rule.startswith(kind)]
    return [
        (method, rule.rule)
        for rule in rules
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def test_every_address_with_a_secret_is_of_a_kind_known_here(ground: Ground) -> None:
    def is_known(rule: Rule) -> bool:
        others = (*SIGNED_BY_THE_CARRIER, *BEHIND_A_DOOR, *NO_SECRET, *OF_A_STEP)
        return rule.rule.startswith((*KINDS, *others))

    rules = [rule for rule in ground.world.app.url_map.iter_rules() if rule.arguments]
    assert [rule.rule for rule in rules if not is_known(rule)] == []
    assert {*HOLDERS_ALONE} <= {*KINDS}


def spoilt(secret: Secret, of_another_kind: str, chance: Random) -> dict[str, str]:
    """What somebody may try who has not got it whole."""
    live = secret.live
    middle = len(live) // 2
    sign = next(sign for sign in "ab" if sign != live[middle])
    drawn = "".join(chance.choice("0123456789abcdef") for _ in range(32))
    return {
        "unknown": drawn,
        "ended": secret.ended,
        "of another kind": of_another_kind,
        "cut short": live[:-1],
        "its beginning": live[: len(live) // 2],
        "one sign changed": live[:middle] + sign + live[middle + 1 :],
        "longer": f"{live}0",
        "in other letters": live.swapcase() if live.swapcase() != live else f"{live} ",
        "with a space": f"{live} ",
    }


Told = tuple[int, str, str, list[str]]


def told(client: FlaskClient, method: str, path: str, secret: str, token: str) -> Told:
    """What is answered in the end, but for what was asked for and the form's token."""
    answer = client.open(
        path,
        method=method,
        base_url=BASE,
        data={"csrf_token": token} if method == "POST" else None,
        follow_redirects=True,
    )
    text = re.sub(r'name="csrf_token" value="[^"]+"', "", answer.text).replace(secret, "")
    lengths = {"Content-Length", "Set-Cookie"}
    place = answer.request.path.replace(secret, "")
    return answer.status_code, place, text, sorted({*answer.headers.keys()} - lengths)


def browser(ground: Ground) -> tuple[FlaskClient, str]:
    """Somebody's, with a token of forms."""
    client = ground.world.app.test_client()
    shown = client.get("/compte/entrer", base_url=BASE).text
    found = re.search(r'name="csrf_token" value="([^"]+)"', shown)
    assert found is not None
    return client, found[1]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_a_whole_link_is_told_alike_whatever_it_is(
    ground: Ground, links: dict[str, Secret], kind: str
) -> None:
    following = [*KINDS][([*KINDS].index(kind) + 1) % len(KINDS)]
    tried = spoilt(links[kind], links[following].live, Random(kind))
    for method, rule in rules_of(ground.world, kind):
        answers: dict[str, Told] = {}
        for why, secret in tried.items():
            path = rule.replace("<token>", secret).replace("<step>", "accept")
            client, token = browser(ground)
            answers[why] = told(client, method, path, secret, token)
        assert len({repr(answer) for answer in answers.values()}) == 1, (method, rule, answers)
    client, _ = browser(ground)
    whole = told(client, "GET", kind.replace("<token>", links[kind].live), links[kind].live, "")
    assert whole[0] == 200
    assert whole[:3] != answers["unknown"][:3]


@pytest.mark.parametrize("kind", KINDS)
def test_no_link_leaves_the_browser_or_is_kept_on_the_way(
    ground: Ground, links: dict[str, Secret], kind: str
) -> None:
    for secret in (links[kind].live, links[kind].ended, "0" * 32):
        path = kind.replace("<token>", secret)
        answer = browser(ground)[0].get(path, base_url=BASE)
        assert answer.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}
        kept = {part.strip() for part in answer.headers["Cache-Control"].split(",")}
        assert kept in ({"no-store"}, {"private", "no-cache"})
        assert "noindex" in answer.headers["X-Robots-Tag"]
        elsewhere = re.findall(r'(?:src|href|action)="(https?://[^"]+)"', answer.text)
        assert elsewhere == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_link_can_be_found_by_trying(links: dict[str, Secret], kind: str) -> None:
    """At least 128 bits nobody can know: of the link, or of the signature it ends in."""
    for secret in (links[kind].live, links[kind].ended):
        signature = secret.rpartition(".")[2]
        signs = 16 if re.fullmatch("[0-9a-f]+", signature) else 64
        assert len(signature) * math.log2(signs) >= 128


def test_no_link_stands_in_the_database(ground: Ground, links: dict[str, Secret]) -> None:
    with ground.world.service.database.reading() as session:
        rows = [
            repr(row)
            for table in Base.metadata.sorted_tables
            for row in session.execute(select(table)).all()
        ]
    stored = "\n".join(rows)
    for secret in links.values():
        assert secret.live not in stored
        assert secret.ended not in stored


def test_no_link_is_in_the_logs_even_when_its_page_fails(
    ground: Ground, links: dict[str, Secret], capfd: pytest.CaptureFixture[str]
) -> None:
    app = ground.world.app

    def fails(**_: object) -> str:
        raise RuntimeError(secrets.token_hex(4))

    views = {**app.view_functions}
    for kind, secret in links.items():
        path = kind.replace("<token>", secret.live)
        app.test_client().get(path, base_url=BASE)
        (endpoint, *_) = [r.endpoint for r in app.url_map.iter_rules() if r.rule == kind]
        app.view_functions = {**views, endpoint: fails}
        assert app.test_client().get(path, base_url=BASE).status_code == 500
        app.view_functions = views
    logged = "".join(capfd.readouterr())
    assert logged.count("request-failed") == len(links)
    for secret in links.values():
        assert secret.live not in logged
