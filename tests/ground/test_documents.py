"""What the documents say is so: files, addresses, settings and commands that they name exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app import cli
from hotline.settings import Settings
from hotline.voice.routes import STEPS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FILE = re.compile(r"[\w.-]*(?:/[\w.-]+)*(?:/|\.(?:py|toml|md|json|txt|html|css|js|wav))")
EXAMPLES = {"my-line.toml", "card.html", "octobre.ods", "november.ods"}


def section(title: str) -> str:
    """One part of the README."""
    (found,) = re.findall(rf"(?ms)^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README)
    return str(found)


def rows(title: str) -> list[list[str]]:
    """The table of a section, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def documents() -> list[Path]:
    """Every document of the project."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("[!.]*/**/*.md")]
    return [file for file in found if "node_modules" not in file.parts]


def test_each_step_of_the_journey_has_its_file_and_address() -> None:
    journey = rows("A call's journey")
    for step, file, _ in journey:
        assert (ROOT / file.strip("`")).is_file(), step
    told = {
        (file.strip("`"), address)
        for _, file, addresses in journey
        for address in re.findall(r"`(/[^`]+)`", addresses)
    }
    assert told == {
        (view.__module__.replace(".", "/") + ".py", address) for address, view in STEPS.items()
    }


def test_every_file_that_a_document_names_exists() -> None:
    found = 0
    for document in documents():
        for named in re.findall(r"`([^`\n]+)`", document.read_text(encoding="utf-8")):
            for word in named.split():
                if FILE.fullmatch(word) and word not in EXAMPLES:
                    found += 1
                    assert (ROOT / word).exists(), f"{document.name}: {word}"
    assert found > 25


def test_the_settings_are_those_of_the_service() -> None:
    expected = []
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        value = getattr(default, "get_secret_value", lambda: str(default))()  # noqa: B023 - at once
        shown = "**required**" if field.is_required() else f"`{value}`" if value else ""
        expected.append([f"`{name.upper()}`", shown, field.description])
    assert rows("Settings") == expected


def test_the_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", makefile))
    made = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert made >= {"run", "test", "lint", "bench", "soak", "contract", "lock"}
    assert made <= targets
    said = set(re.findall(r"(?:^|`|/)hotline (?:--demo )?([a-z-]+)", README, re.MULTILINE))
    assert said >= {"load", "dump", "on-duty", "statistics", "card", "serve"}
    assert said <= set(cli.commands)


@pytest.mark.parametrize("file", ["run.txt", "dev.txt", "bench.txt"])
def test_every_library_is_pinned_by_hash_and_from_no_particular_place(file: str) -> None:
    text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
    assert "://" not in text
    blocks = re.split(r"(?m)^(?=[a-z])", text)[1:]
    assert len(blocks) > 20
    for block in blocks:
        assert re.match(r"[\w.\-\[\]]+==\S+", block)
        assert "--hash=sha256:" in block


def test_what_runs_is_pinned_the_same_for_running_and_for_developing() -> None:
    def pins(file: str) -> set[str]:
        text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
        return set(re.findall(r"(?m)^\S+==\S+", text))

    assert pins("run.txt") < pins("dev.txt")
