"""What a page weighs and asks of the database, on the demo line with twenty times its people."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from hotline.lines.toml import toml_text
from tests.console.ground import BASE, Client, Console
from tests.databases import Sqlite
from tests.world import World

DEMO = Path(__file__).resolve().parents[2] / "lines" / "entraide.toml"
TIMES = 20
PAGES = (
    "/aujourdhui",
    "/mes-permanences",
    "/planning",
    "/planning?view=month",
    "/planning?view=month&team=psychologists",
    "/planning/changer",
    "/equipe?mots=anne",
    "/equipe",
    "/annuaire",
    "/ligne",
    "/chiffres",
    "/publications",
    "/journal",
    "/comptes",
)
MOST_BYTES = dict.fromkeys((path for path in PAGES if path.startswith("/planning")), 200_000)


def many_times(text: str, times: int) -> str:
    """The line with so many times its people, numbers of their own, and rotations among them."""
    line: dict[str, Any] = tomllib.loads(text)
    people = [*line["people"]]
    rotations = [*line["rotations"]]
    for copy in range(1, times):
        for nth, person in enumerate(line["people"]):
            twin = {key: value for key, value in person.items() if key not in {"mail", "deputy"}}
            number = f"+3363999{copy:02}{nth:02}"
            people.append(
                twin
                | {"slug": f"{person['slug']}-{copy}", "name": f"{person['name']} {copy}"}
                | ({"phones": [number]} if person.get("phones") else {})
            )
        for rotation in line["rotations"]:
            turns = [
                [f"{one}-{copy}" for one in ([turn] if isinstance(turn, str) else turn)]
                for turn in rotation["people"]
            ]
            twin = {"slug": f"{rotation['slug']}-{copy}", "people": turns}
            rotations.append(rotation | twin)
    return toml_text({**line, "people": people, "rotations": rotations})


class Weighed:
    """A client of a line, and what its last page asked of the database."""

    def __init__(self, world: World) -> None:
        self.console = Console(world)
        self.client: Client = self.console.signed_in(
            ["administrator", "coordinator", "responder"], person="anne"
        )
        self.statements = 0
        event.listen(world.service.database.engine, "before_cursor_execute", self._note)

    def _note(self, *_: object) -> None:
        self.statements += 1

    def opens(self, path: str) -> tuple[int, int]:
        """The bytes of a page with all its files, and its statements; seen once before."""
        self.client.get(path)
        self.statements = 0
        page = self.client.get(path)
        assert page.status_code == 200, path
        statements = self.statements
        return len(page.data) + self._files(page.text), statements

    def _files(self, page: str) -> int:
        files = {part.partition('"')[0] for part in page.split('"/console/static/')[1:]}
        weight = 0
        for file in files:
            asked = {"base_url": BASE, "headers": {"Accept-Encoding": "gzip"}}
            with self.client.flask.get(f"/console/static/{file}", **asked) as answer:
                weight += len(answer.data)
        return weight


@pytest.fixture(scope="module")
def once(sqlite: Sqlite) -> Iterator[Weighed]:
    """The demo line as it is."""
    with sqlite.database() as url:
        world = World(url, line_file=DEMO)
        yield Weighed(world)
        world.close()


@pytest.fixture(scope="module")
def twenty(sqlite: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Weighed]:
    """The demo line, twenty times."""
    file = tmp_path_factory.mktemp("lines") / "entraide.toml"
    file.write_text(many_times(DEMO.read_text(encoding="utf-8"), TIMES), encoding="utf-8")
    with sqlite.database() as url:
        world = World(url, line_file=file)
        yield Weighed(world)
        world.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(once: Weighed, path: str) -> None:
    weight, _ = once.opens(path)
    assert weight < MOST_BYTES.get(path, 100_000), (path, weight)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_the_database_no_more_for_twenty_times_the_people(
    once: Weighed, twenty: Weighed, path: str
) -> None:
    (_, few), (_, many) = once.opens(path), twenty.opens(path)
    assert many <= few + 2, (path, few, many)
    assert few <= 60, (path, few)
