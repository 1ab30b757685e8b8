"""A line that gives codes, its people, and the page of their records, without any call."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import create_app, create_service
from hotline.accompaniments.keys import keep_keys, made_with
from hotline.accompaniments.records import keys_of_code, open_record
from hotline.accompaniments.tables import Accompaniment
from hotline.errands import AtOnce
from hotline.follow_ups.codes import drawn_code, fingerprint, keep_code
from hotline.lines import loading
from hotline.lines.service import LoadedLine, line_by_slug
from hotline.people.tables import Person
from hotline.responders.codes import keep_code as keep_personal_code
from tests.calls.following_up import line_with_codes
from tests.world import settings_for

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSPHRASE = "cheval pile agrafe correct"
CODES = {"anne": "11112222", "bruno": "33334444"}
PUBLIC = "https://localhost"


@dataclass(frozen=True)
class Match:
    """A code that was given, and the record that was opened for it."""

    code: str
    follow_up: str
    record: str


class Ground:
    """The service, at a moment that can be moved."""

    def __init__(self, url: str, seed: int = 1) -> None:
        self.now = NOW
        chance = random.Random(seed).randbytes
        settings = settings_for(url, PUBLIC, "http://127.0.0.1:9")
        self.service = create_service(
            settings, clock=lambda: self.now, chance=chance, errands=AtOnce()
        )
        with self.service.database.writing() as session:
            loading.load(session, line_with_codes(), NOW)
            rows = session.execute(select(Person.slug, Person.id))
            self.people: dict[str, int] = dict(rows.all())
            for slug, digits in CODES.items():
                keep_personal_code(session, self.people[slug], digits, NOW)
        self.app = create_app(self.service)

    @property
    def line(self) -> LoadedLine:
        """As it is loaded."""
        with self.service.database.reading() as session:
            line = line_by_slug(session, "histoires")
        assert line is not None
        return line

    def passes(self, **time: float) -> None:
        """Time passes."""
        self.now += timedelta(**time)

    def chooses(self, slug: str, passphrase: str = PASSPHRASE) -> bytes:
        """Somebody chooses a passphrase: their private key."""
        new = made_with(passphrase, self.service.chance)
        with self.service.database.writing() as session:
            keep_keys(session, self.people[slug], new, self.service.chance)
        return new.opened

    def matches(self, slug: str = "anne") -> Match:
        """Somebody gives a code."""
        service = self.service
        match = Match(drawn_code(service.chance), service.new_id(), service.new_id())
        with service.database.writing() as session:
            assert keep_code(
                session,
                follow_up_id=match.follow_up,
                line_id=self.line.id,
                person_id=self.people[slug],
                kept=fingerprint(match.code),
                expires=(self.now + timedelta(days=180)).date(),
            )
            open_record(
                session,
                record_id=match.record,
                line_id=self.line.id,
                person_id=self.people[slug],
                follow_up_id=match.follow_up,
                code=keys_of_code(match.code, service.chance),
                today=self.now.date(),
                chance=service.chance,
            )
        return match

    def record(self, match: Match) -> Accompaniment:
        """Its row."""
        with self.service.database.reading() as session:
            return session.get_one(Accompaniment, match.record)

    def browser(self) -> Browser:
        """A browser of its own."""
        return Browser(self.app.test_client())

    def signed_in(self, slug: str = "anne", passphrase: str = PASSPHRASE) -> Browser:
        """Somebody's browser, in which they have signed in."""
        browser = self.browser()
        answer = browser.enters(CODES[slug], passphrase)
        assert answer.status_code == 303, answer.text
        return browser

    def close(self) -> None:
        """No connection stays."""
        self.service.database.close()


class Browser:
    """Reads pages and sends their forms, as a browser without scripts does."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def opens(self, path: str = "/accompagnements") -> TestResponse:
        """A page."""
        return self.client.get(path, base_url=PUBLIC)

    def sends(self, path: str, **fields: str) -> TestResponse:
        """A form of the page that is open, with what makes it ours."""
        token = re.search(r'name="form" value="([0-9a-f]+)"', self.opens().text)
        own = {"form": token[1]} if token else {}
        return self.client.post(f"/accompagnements{path}", base_url=PUBLIC, data={**own, **fields})

    def enters(self, code: str, passphrase: str) -> TestResponse:
        """The form of signing in."""
        return self.sends("/entrer", code=code, passphrase=passphrase)
