"""Whoever asked is nowhere once their case is closed; a month later the case itself is nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, select, text

from hotline.cases.tables import CaseContact
from hotline.commands.dump import dump
from hotline.commands.statistics import statistics
from hotline.every_table import Base
from hotline.forgetting.retention import forget_due_calls
from tests.cases.conftest import MONDAY
from tests.cases.ground import MOTS, NAME, WEEK, Cases
from tests.readiness.ahead import paris
from tests.world import World

WHEN = "le soir après 20 h"
SPELLINGS = (NAME, "Duvalmont", "06 39 98 47 11", "0639984711", "639984711", "+33639984711", WHEN)
Databases = Callable[[], AbstractContextManager[str]]


def files(url: str) -> bytes:
    """All that stands in the files of a SQLite database, its log included."""
    main = Path(make_url(url).database or "")
    return b"\n".join(file.read_bytes() for file in sorted(main.parent.glob(f"{main.name}*")))


def sealed(line: Cases) -> str:
    """The contact as it is stored."""
    with line.world.service.database.reading() as session:
        found: str = session.scalar(text("SELECT sealed FROM case_contact")) or ""
    return found


def rows(line: Cases) -> str:
    """Every row of every table, decrypted."""
    with line.world.service.database.reading() as session:
        return json.dumps(
            {
                table.name: [
                    {name: value for name, value in row.items() if name != "roster_token"}
                    for row in session.execute(
                        select(table).order_by(*table.primary_key)
                    ).mappings()
                ]
                for table in Base.metadata.sorted_tables
            },
            default=str,
            ensure_ascii=False,
        )


def test_while_it_is_open_nobody_can_read_it_in_the_files_and_then_not_even_its_cipher(
    line: Cases, capsys: pytest.CaptureFixture[str]
) -> None:
    url = line.world.settings.hotline_database_url
    line.opens()
    line.accepts("colette")
    line.notes("colette")
    cipher = sealed(line)
    assert len(cipher) > 100
    on_sqlite = url.startswith("sqlite")
    if on_sqlite:
        assert cipher.encode() in files(url)  # else the search below would prove nothing
        assert [word for word in SPELLINGS if word.encode() in files(url)] == []
    line.closes("colette")
    forget_due_calls(line.world.service)
    assert sealed(line) == ""
    if on_sqlite:
        assert cipher.encode() not in files(url)
        assert cipher[:60].encode() not in files(url)
        assert [word for word in SPELLINGS if word.encode() in files(url)] == []
    kept = rows(line)
    assert [word for word in SPELLINGS if word in kept] == []
    assert [word for word in SPELLINGS if word in capsys.readouterr().err] == []


def test_the_contact_that_expires_is_gone_as_well(line: Cases) -> None:
    url = line.world.settings.hotline_database_url
    line.opens()
    cipher = sealed(line)
    line.until("2027-11-24T10:00", WEEK)
    forget_due_calls(line.world.service)
    with line.world.service.database.reading() as session:
        assert session.scalars(select(CaseContact.case_id)).all() == []
    if url.startswith("sqlite"):
        assert cipher.encode() not in files(url)


def lived(
    databases: Databases, contact: str, capsys: pytest.CaptureFixture[str]
) -> tuple[str, str, str]:
    """What a case leaves behind, from its opening to a month after its end: rows, logs, exports."""
    capsys.readouterr()
    with databases() as url:
        start = paris(MONDAY) - timedelta(minutes=1)
        world = World(url, line_file=MOTS, start=start, dial_rate=50, hotline_log_level="DEBUG")
        line = Cases(world, MONDAY)
        number = line.opens("--for-someone-else", typed=contact)
        line.passes_on("colette")
        line.accepts("bertrand")
        line.until("2026-11-25T11:00")
        line.notes("bertrand")
        line.says("contact", str(number), typed=contact)
        during = line.says() + line.says("show", str(number))
        line.closes("bertrand")
        line.until("2026-12-30T10:00", WEEK)
        forget_due_calls(world.service)
        left = rows(line)
        shown = [
            world.app.test_cli_runner().invoke(statistics, ["show", "--format", form]).output
            for form in ("table", "json", "csv")
        ]
        shown.append(world.app.test_cli_runner().invoke(dump, ["--with-phones"]).output)
        world.close()
    return left, capsys.readouterr().err, "\n".join([during, *shown])


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_case_leaves_the_same_behind_whoever_asked(
    kind: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    databases: Databases = request.getfixturevalue(kind).database
    one = lived(databases, "Camille\n06 39 98 47 11\n\no\n", capsys)
    other = lived(databases, "Dominique Ly\ndom@example.org\nle matin\nn\n", capsys)
    assert one == other
    tables = json.loads(one[0])
    for emptied in ("case_file", "case_contact", "case_link", "case_event"):
        assert tables[emptied] == []
    assert [notice for notice in tables["notice"] if notice["once"].startswith("case:")] == []
    assert {row["figure"] for row in tables["case_count"]} == {
        *("new-profession", "new-asked-by", "new-for"),
        *("first-contact", "in-time", "outcome", "contacts", "minutes"),
    }
    assert '"new": 1' in one[2]
    assert "cases_in_time_percent,,,0.0" in one[2]
    assert "Demandes (mois entiers) : 1. Premier contact dans le délai : 0,0 %." in one[2]
