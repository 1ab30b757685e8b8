"""The same day, lived with two sets of callers' numbers, leaves the same behind: whatever was kept,
logged or counted does not depend on who called."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from hotline.commands.dump import dump
from hotline.commands.fairness import fairness
from hotline.commands.ledger import ledger
from hotline.commands.statistics import statistics
from hotline.every_table import Base
from hotline.jobs.schedule import run_due_jobs
from simulator.numbers import withheld
from tests.soak.day import DEMO, Day, numbers
from tests.world import World

CALLS = 24
SEED = 7
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
RETENTION = 24 * 3600
"""Seconds, as the demo line's file says."""

Databases = Callable[[], AbstractContextManager[str]]


@dataclass
class Traces:
    """What a day left behind."""

    numbers: list[str]
    """The callers' numbers that were not withheld."""
    ids: set[str] = field(default_factory=set)
    """By which calls and legs were known, here and at the carrier."""
    rows: str = ""
    logs: str = ""
    exports: str = ""
    looked: int = 0
    """How often the database's files were searched while somebody talked."""


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Makes databases of each kind."""
    make: Databases = request.getfixturevalue(request.param).database
    return make


def test_a_day_leaves_the_same_behind_whoever_called(
    databases: Databases, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = (lived(databases, family, capsys) for family in (0, 1))
    assert one.numbers
    assert not set(one.numbers) & set(other.numbers)
    assert one.rows == other.rows
    assert one.logs == other.logs
    assert one.exports == other.exports
    # Things that are the same because they are empty would prove nothing.
    tables = json.loads(one.rows)
    assert len(tables["fact"]) == CALLS
    assert [name for name in FORGOTTEN if tables[name]] == []
    assert tables["responder_month"]
    # Reminders of duties go on, whoever calls.
    assert {notice["once"].partition(":")[0] for notice in tables["notice"]} <= {"duty"}
    assert "call-ended" in one.logs
    assert f'"calls": {CALLS}' in one.exports


FORGOTTEN = ("call", "leg", "wrap_up", "erasure")


def lived(databases: Databases, family: int, capsys: pytest.CaptureFixture[str]) -> Traces:
    """The day; then its retention, in which nobody calls and everything is forgotten."""
    told = numbers(CALLS, family)
    traces = Traces([number for number in told if not withheld(number)])
    capsys.readouterr()
    with databases() as url:
        world = World(url, line_file=DEMO, start=MORNING, seed=SEED, hotline_log_level="DEBUG")
        day = Day(world, SEED, told)
        looking = world.clock.every(60, lambda: look(url, world, traces), "look into the files")
        day.passes()
        looking.cancel()
        world.jobs.cancel()
        world.clock.every(300, lambda: run_due_jobs(world.service), "jobs, less often")
        world.wait(RETENTION + 3600)
        traces.rows = every_row(world)
        traces.exports = exports(world)
        sent = "".join(sent.url for sent in world.carrier.webhooks.log)
        traces.ids = {leg.sid for leg in world.carrier.legs} | set(re.findall(ID, sent))
        assert found(url, traces.ids | spellings(traces.numbers)) == set()
        world.close()
    traces.logs = capsys.readouterr().err
    kept = traces.rows + traces.logs + traces.exports
    assert [number for number in spellings(traces.numbers) if number in kept] == []
    assert traces.looked or not files(url)
    return traces


ID = r"\b[0-9a-f]{32}\b"


def look(url: str, world: World, traces: Traces) -> None:
    """During the day too, and while somebody talks: no caller's number is in any file."""
    assert found(url, spellings(traces.numbers)) == set()
    if any(phone.connected_to is not None for phone in world.carrier.phones.values()):
        traces.looked += 1


def files(url: str) -> list[Path]:
    """The files of a SQLite database; none of another one."""
    path = make_url(url).database or ""
    return [Path(path)] if url.startswith("sqlite") else []


def found(url: str, texts: set[str]) -> set[str]:
    """Which of these texts can be read in the database's files, as bytes."""
    content = written(url)
    return {text for text in texts if text.encode() in content}


def found_of_many(url: str, texts: set[str]) -> set[str]:
    """The same, by each place in the files: to go through all of them for each of tens of thousands
    of texts takes hours."""
    content = written(url)
    sought = {text.encode() for text in texts}
    return {
        piece.decode()
        for length in {len(text) for text in sought}
        for begin in range(len(content) - length + 1)
        if (piece := content[begin : begin + length]) in sought
    }


def written(url: str) -> bytes:
    """All that the database's files hold."""
    together = [file for main in files(url) for file in main.parent.glob(f"{main.name}*")]
    return b"\n".join(file.read_bytes() for file in together)


def spellings(told: list[str]) -> set[str]:
    """Every number as it could be written down: E.164, its digits, and as it is dialled at home,
    in one piece or in pairs."""
    national = {number: re.sub(CODES, "", number) for number in told}
    dialled = {f"0{digits}" for digits in national.values()}
    pairs = {" ".join(re.findall("..?", number)) for number in dialled}
    return {*told, *(number[1:] for number in told), *national.values(), *dialled, *pairs}


CODES = r"^\+(33|32|590|596|262|687)"


DRAWN = {"roster_token"}
"""Drawn anew for every change of a roster, to tell its states apart; nothing of a call."""


def every_row(world: World) -> str:
    """The whole database, decrypted, in an order of its own."""
    with world.service.database.reading() as session:
        tables = {
            table.name: [
                {name: value for name, value in row.items() if name not in DRAWN}
                for row in session.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }
    return json.dumps(tables, default=str, ensure_ascii=False, indent=1)


def exports(world: World) -> str:
    """What the commands tell: the figures in each form, who did what, and the line."""
    runner = world.app.test_cli_runner()
    period = ("--from", "2026-11-01", "--to", "2026-11-30")
    shown = [
        runner.invoke(statistics, ["show", *period, "--format", form])
        for form in ("table", "json", "csv")
    ]
    shown.append(runner.invoke(dump, ["--with-phones"]))
    shown.append(runner.invoke(fairness, ["--json"]))
    shown.append(runner.invoke(ledger, ["--month", "2026-11"]))
    assert [result.exit_code for result in shown] == [0] * len(shown)
    return "\n".join(result.output for result in shown)
