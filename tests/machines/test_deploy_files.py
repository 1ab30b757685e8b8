"""What is in deploy/ can be used as it is: systemd, nginx and the service itself read it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import requests
import yaml
from pydantic import TypeAdapter

from app import cli
from hotline.nets.published import CALLERS, RESPONDERS
from hotline.settings import Settings
from tests.machines.front import Nginx, Ports, free_ports, written

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
COMPOSE: dict[str, Any] = yaml.safe_load(  # type: ignore[no-untyped-call]  # it has no types
    (DEPLOY / "compose/compose.yml").read_text("utf-8")
)
PROCESSES = ("web-1", "web-2", "jobs", "fallback", "migrate")


def starts(unit: Path) -> list[str]:
    """The command of a unit, without its program."""
    (line,) = re.findall(r"(?m)^ExecStart=(.*)$", unit.read_text("utf-8"))
    return [word.replace("%i", "8011") for word in str(line).split()]


def is_understood(words: list[str]) -> None:
    """The command line takes these words. Raises what click raises when it does not."""
    command: click.Command = cli.commands[words[0]]
    with command.make_context(words[0], words[1:]):
        pass


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for file in (DEPLOY / "systemd").iterdir():
        # The programs are elsewhere here, and systemd looks whether they are there.
        text = re.sub(r"/opt/entraide/\.venv/bin/\w+", "/bin/true", file.read_text("utf-8"))
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in told.stderr.splitlines() if "entraide" in line]
    assert (told.returncode, ours) == (0, [])


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_may_do_little_and_its_command_is_understood(unit: Path, tmp_path: Path) -> None:
    text = unit.read_text("utf-8")
    for setting in (
        "User=entraide",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=\n",
        "ProtectSystem=strict",
        "EnvironmentFile=/etc/entraide/environment",
        "SystemCallFilter=@system-service",
    ):
        assert setting in text, setting
    program, *words = starts(unit)
    if program.endswith("/hotline"):
        is_understood([word.replace("/srv/entraide/backups", str(tmp_path)) for word in words])
    else:
        told = subprocess.run(
            [sys.executable, *words, "--help"], capture_output=True, check=True, cwd=ROOT
        )
        assert b"--port" in told.stdout


def test_whoever_answers_the_carrier_is_always_started_again() -> None:
    for name in ("entraide-web@", "entraide-jobs", "entraide-fallback"):
        text = (DEPLOY / f"systemd/{name}.service").read_text("utf-8")
        assert "Restart=always" in text
        assert "StartLimitIntervalSec=0" in text


def test_compose_starts_what_nginx_asks_and_nothing_as_root() -> None:
    services = COMPOSE["services"]
    for name in PROCESSES:
        service = services[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        if name != "fallback":
            is_understood(list(map(str, service["command"])))
    assert all("healthcheck" in services[name] for name in services if name != "migrate")
    assert "USER entraide" in (ROOT / "Dockerfile").read_text("utf-8")
    asked = re.findall(r"server ([\w-]+):", (DEPLOY / "compose/upstreams.conf").read_text("utf-8"))
    assert {*asked} == {"web-1", "web-2", "fallback"} <= {*services}


def test_the_environment_names_every_setting_and_nothing_else() -> None:
    text = (DEPLOY / "environment.example").read_text("utf-8")
    named = re.findall(r"(?m)^(?:# )?([A-Z_]+)=", text)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_what_the_environment_must_say_is_not_behind_a_number_sign() -> None:
    text = (DEPLOY / "environment.example").read_text("utf-8")
    set_there = {*re.findall(r"(?m)^([A-Z_]+)=", text)}
    assert {n.upper() for n, f in Settings.model_fields.items() if f.is_required()} <= set_there


def test_what_the_environment_says_of_defaults_is_so() -> None:
    text = (DEPLOY / "environment.example").read_text("utf-8")
    behind = dict(re.findall(r"(?m)^# ([A-Z_]+)=(.*)$", text))
    chosen = {"TWILIO_REGION", "TWILIO_EDGE"}  # examples: there is none unless one is chosen
    for name, value in behind.items():
        if name not in chosen:
            default = Settings.model_fields[name.lower()].default
            assert TypeAdapter(type(default)).validate_python(value) == default, name


def test_nginx_names_the_documents_that_are_published() -> None:
    text = (DEPLOY / "nginx/entraide.conf").read_text("utf-8")
    assert {*re.findall(r"/published/(\w+\.xml)", text)} == {CALLERS, RESPONDERS}


@pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx here")
@pytest.mark.parametrize("upstreams", ["nginx", "compose"])
def test_nginx_reads_the_whole_of_it(upstreams: str, tmp_path: Path) -> None:
    certificate = tmp_path / "line.pem"
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=ligne.example.org -days 2"
        f" -keyout {tmp_path}/line.key -out {certificate}".split(),
        check=True,
        capture_output=True,
    )
    conf = written(tmp_path, Ports(1, 2, 3, 4, 5), upstreams=upstreams, tls=certificate)
    told = subprocess.run(
        ["nginx", "-t", "-q", "-p", str(tmp_path), "-c", str(conf)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx here")
def test_nginx_notes_no_address_and_no_link_whatever_it_notes_for_others(tmp_path: Path) -> None:
    line, second, web_1, web_2, fallback = free_ports(5)
    nginx = Nginx(tmp_path, Ports(line, second, web_1, web_2, fallback))
    try:
        for port in (line, second):
            asked = f"http://127.0.0.1:{port}/fiche/a-secret-link?and=a-question"
            (status,) = {
                requests.get(asked, headers={"User-Agent": "somebody"}, timeout=10).status_code
                for _ in range(2)
            }
            assert status in {404, 502}
    finally:
        nginx.close()
    assert nginx.log().count(" GET /fiche ") == 4
    assert not re.search(r"secret|question|somebody|127\.0\.0\.1", nginx.log())


@pytest.mark.skipif(os.geteuid() != 0, reason="the command is root's")
def test_the_command_has_the_settings_of_the_service(tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    environment.write_text("# a comment\nHOTLINE_DATABASE_URL='a b$c'\nHOTLINE_BACKUP_KEY=\n")
    program = tmp_path / ".venv/bin/hotline"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$HOTLINE_DATABASE_URL" "$(umask)" "$@"\n')
    program.chmod(0o755)
    command = (DEPLOY / "hotline").read_text("utf-8").replace("-u entraide", "-u root")
    command = command.replace("/etc/entraide/environment", str(environment))
    command = command.replace("/opt/entraide/", f"{tmp_path}/")
    told = subprocess.run(
        ["/bin/sh", "-c", command, "hotline", "accounts", "invite", "Nora B"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "a b$c 0077 accounts invite Nora B\n"


def test_what_prometheus_is_told_to_read_is_what_its_rules_know() -> None:
    read: dict[str, Any] = yaml.safe_load(  # type: ignore[no-untyped-call]  # it has no types
        (DEPLOY / "prometheus/scrape.yml").read_text("utf-8")
    )
    (job,) = read["scrape_configs"]
    rules = (DEPLOY / "prometheus/alerts.yml").read_text("utf-8")
    assert f'job="{job["job_name"]}"' in rules
    (targets,) = job["static_configs"]
    behind = (DEPLOY / "nginx/upstreams.conf").read_text("utf-8")
    assert all(f"server {target} " in behind for target in targets["targets"])
