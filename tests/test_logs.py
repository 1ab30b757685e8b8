"""What reaches the logs: fields that are listed, kinds of exceptions and places. Never a number."""

from __future__ import annotations

import ast
import json
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import app as application
from app import create_app, create_service
from hotline.logs import FIELDS, logger, set_up_logs
from tests.databases import Sqlite
from tests.world import settings_for

ROOT = Path(__file__).parent.parent
NUMBER = "+33612345678"
Lines = Callable[[], list[dict[str, Any]]]
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """Reads what was written to standard error, one JSON object a line."""
    set_up_logs("INFO")
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    set_up_logs("WARNING")


def test_a_field_that_nobody_listed_never_appears(lines: Lines) -> None:
    logger("tests").bind(caller=NUMBER).warning("leg-sent", leg="l1", to=NUMBER, name="Anne")
    (line,) = lines()
    assert line.pop("timestamp")
    assert line == {"event": "leg-sent", "level": "warning", "leg": "l1"}


def test_nothing_under_the_wanted_level_is_written(lines: Lines) -> None:
    set_up_logs("ERROR")
    logger("tests").warning("leg-sent")
    logger("tests").error("leg-lost")
    assert [line["event"] for line in lines()] == ["leg-lost"]


def test_an_exception_is_its_kind_and_its_places(lines: Lines) -> None:
    try:
        int(NUMBER + "x")
    except ValueError:
        logger("tests").exception("step-failed", exc_info=True)
    (line,) = lines()
    assert line["error"] == "ValueError"
    (place,) = line["trace"]
    assert re.fullmatch(r"test_logs\.py:\d+", place)
    assert NUMBER[3:] not in json.dumps(line)


def test_libraries_say_nothing_of_their_own(lines: Lines) -> None:
    for name in ("app", "twilio.http_client", "urllib3", "werkzeug", "apscheduler"):
        logging.getLogger(name).error("BEGIN request to %s", NUMBER)
        logging.getLogger(f"{name}.below").error("BEGIN request to %s", NUMBER)
    assert lines() == []


def test_a_step_that_fails_says_where_and_not_about_whom(sqlite: Sqlite, lines: Lines) -> None:
    with sqlite.database() as url:
        service = create_service(settings_for(url, "https://a.example", "http://127.0.0.1:9"))
        web = create_app(service)

        def fails(number: str) -> str:
            raise LookupError(f"no line for {number}")

        web.add_url_rule("/fails/<number>", view_func=fails)
        answer = web.test_client().get(f"/fails/{NUMBER}")
        service.database.close()
    assert answer.status_code == 500
    assert NUMBER[3:] not in answer.text
    (line,) = lines()
    assert (line["event"], line["error"]) == ("request-failed", "LookupError")
    assert line["path"] == "/fails/<number>"
    assert line["trace"][-1].startswith("test_logs.py:")
    assert NUMBER[3:] not in json.dumps(line)


def said() -> Iterator[tuple[str, ast.Call]]:
    """Every place in the service where something is logged."""
    files = [*(ROOT / "hotline").rglob("*.py"), Path(application.__file__)]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name("log"), attr=level)):
                    if level in LEVELS:
                        yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def test_an_event_is_a_fixed_word_and_its_fields_are_listed() -> None:
    places = list(said())
    assert len(places) > 10
    for place, call in places:
        (event,) = call.args
        assert isinstance(event, ast.Constant), place
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", str(event.value)), place
        assert {keyword.arg for keyword in call.keywords} <= FIELDS, place


def test_no_field_is_listed_for_nothing() -> None:
    added = {"event", "level", "timestamp", "error", "trace"}
    assert FIELDS - added == {keyword.arg for _, call in said() for keyword in call.keywords}
