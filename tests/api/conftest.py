"""Another program that asks the API of a world's line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from hotline.api.description import description
from hotline.api.routes import OPERATIONS
from hotline.lines.tables import Line
from hotline.tokens.keeping import make_token
from hotline.tokens.scopes import Scope
from tests.databases import Sqlite
from tests.world import World


@cache
def described() -> dict[str, Any]:
    """The API's description."""
    return description(OPERATIONS, "fr")


@cache
def _validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    components = {"components": described()["components"]}
    return jsonschema_rs.Draft202012Validator({"$ref": schema, **components}, validate_formats=True)


class Program:
    """A program with a token, or none. Paths are below the line's own address. Whatever is answered
    is held against the description."""

    def __init__(self, world: World, line_id: int, line: str) -> None:
        self.world = world
        self.line_id, self.line = line_id, line
        self.written, self.token_id = "", 0

    def with_token(
        self,
        *scopes: Scope,
        teams: Collection[str] | None = None,
        lasts: timedelta = timedelta(days=30),
        account: int | None = None,
    ) -> Program:
        """Another one, with a new token: for these scopes, or for all."""
        other = Program(self.world, self.line_id, self.line)
        usual = frozenset(Scope) if teams is None else frozenset(Scope) - {Scope.STATISTICS}
        with self.world.service.database.writing() as session:
            other.token_id, other.written = make_token(
                session,
                self.line_id,
                name="Tableau du service",
                scopes=scopes or usual,
                teams=teams,
                account=account,
                source="command",
                now=self.world.clock.now(),
                lasts=lasts,
            )
        return other

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> TestResponse:
        """Asks."""
        return self._asked("GET", path, headers)

    def post(self, path: str, sent: Any, headers: Mapping[str, str] | None = None) -> TestResponse:
        """Sends JSON."""
        return self._asked("POST", path, headers, json=sent)

    def _asked(
        self, method: str, path: str, headers: Mapping[str, str] | None, **more: Any
    ) -> TestResponse:
        own = {"Authorization": f"Bearer {self.written}"} if self.written else {}
        address = path if path.startswith("/api") else f"/api/v1/lines/{self.line}{path}"
        client = self.world.app.test_client()
        answer = client.open(address, method=method, headers={**own, **(headers or {})}, **more)
        _as_described(method, path, answer)
        return answer


def _as_described(method: str, path: str, answer: TestResponse) -> None:
    bare = path.partition("?")[0]
    for address, operations in described()["paths"].items():
        parts = address.removeprefix("/lines/{line}").split("/")
        ours = bare.split("/")
        same = len(parts) == len(ours) and all(
            part in {own} or part.startswith("{") for part, own in zip(parts, ours, strict=True)
        )
        if same and method.lower() in operations:
            responses = operations[method.lower()]["responses"]
            assert str(answer.status_code) in responses, (answer.status_code, answer.text)
            content = responses[str(answer.status_code)].get("content", {})
            if not content:
                assert answer.data == b""
                return
            assert answer.mimetype in content
            _validator(content[answer.mimetype]["schema"]["$ref"]).validate(answer.json)
            return


@pytest.fixture
def api_world(sqlite: Sqlite) -> Iterator[World]:
    """A world on SQLite whose tokens may ask as often as they like."""
    with sqlite.database() as url:
        world = World(url, hotline_api_per_minute=60_000)
        yield world
        world.close()


@pytest.fixture
def outside(api_world: World) -> Program:
    """A program without a token."""
    return program_of(api_world)


@pytest.fixture
def program(outside: Program) -> Program:
    """A program that may do everything on the line."""
    return outside.with_token()


def program_of(world: World) -> Program:
    """A program without a token, for the first line of that world."""
    with world.service.database.reading() as session:
        line = session.scalars(select(Line).order_by(Line.id)).first()
        assert line is not None
        return Program(world, line.id, line.slug)
