"""What watches the service looks at what there is; what it tells has its page in the handbook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from app import cli
from hotline.alarms.kinds import Kind
from hotline.trials.making import try_line
from tests.conftest import WorldMaker
from tests.databases import Sqlite
from tests.trials.test_trial_calls import BEARER, loaded

ROOT = Path(__file__).parents[2]
ALERTS = (ROOT / "deploy/prometheus/alerts.yml").read_text(encoding="utf-8")
BOARD = ROOT / "deploy/grafana/entraide.json"
HANDBOOK = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
METRIC = re.compile(r"\bhotline_[a-z_]+")
MORE = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("_total",)}


@pytest.fixture
def database_url(sqlite: Sqlite) -> Iterator[str]:
    """One database will do."""
    with sqlite.database() as url:
        yield url


def expressions() -> list[str]:
    """All that the alert rules and the dashboard ask."""
    board = json.loads(BOARD.read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    return [*asked, *re.findall(r"(?m)^ +expr: (.+)$", ALERTS)]


def test_only_what_the_service_measures_is_looked_at(
    make_world: WorldMaker, tmp_path: Path
) -> None:
    world = make_world(
        hotline_metrics_token="a token to read with", hotline_snapshot_dir=str(tmp_path)
    )
    try_line(world.service, loaded(world))
    served = world.app.test_client().get("/metrics", headers=BEARER).text
    names = set()
    for name, kind in re.findall(r"(?m)^# TYPE (hotline_\S+) (\w+)$", served):
        base = name.removesuffix("_total")
        names |= {base + end for end in MORE.get(kind, ("",))}
    asked = {name for expression in expressions() for name in METRIC.findall(expression)}
    assert len(asked) >= 12
    assert asked - names == set()


def test_every_rule_and_every_alarm_has_its_page_in_both_languages() -> None:
    rules = re.findall(r"(?m)^ +- alert: (\w+)$", ALERTS)
    assert len(rules) > 8
    for told in [*rules, *(kind for kind in Kind if kind is not Kind.TEST)]:
        headings = re.findall(rf"(?m)^### .*`{re.escape(told)}`", HANDBOOK)
        assert len(headings) == 2, told


def test_the_commands_of_the_handbook_exist() -> None:
    said = set(re.findall(r"(?:^|[`/ ])hotline ((?:[a-z-]+ ?)+)", HANDBOOK, re.MULTILINE))
    assert len(said) > 10
    for words in said:
        group: click.Command = cli
        for word in words.split():
            if not isinstance(group, click.Group):
                break
            assert word in group.commands or group.invoke_without_command, words
            if word not in group.commands:
                break
            group = group.commands[word]


def test_the_index_leads_to_what_is_there() -> None:
    headings = {
        re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")
        for title in re.findall(r"(?m)^#{2,3} (.+)$", HANDBOOK)
    }
    links = re.findall(r"\]\(#([^)]+)\)", HANDBOOK)
    assert len(links) >= 6
    assert set(links) <= headings
