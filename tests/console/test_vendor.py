"""What the pages take from others is there, in the version that is pinned."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "hotline" / "console" / "static" / "vendor"
LOCK = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))


def pinned(package: str) -> str:
    return str(LOCK["packages"][f"node_modules/{package}"]["version"])


def test_the_files_are_those_that_are_pinned() -> None:
    htmx = (VENDOR / "htmx.min.js").read_text(encoding="utf-8")
    calendar = json.loads((VENDOR / "event-calendar.package.json").read_text(encoding="utf-8"))
    assert f'version:"{pinned("htmx.org")}"' in htmx
    assert calendar["version"] == pinned("@event-calendar/build")
    assert (VENDOR / "event-calendar.min.js").stat().st_size > 50_000


def test_all_that_the_build_brings_is_there_with_its_licences() -> None:
    for name in hatch_build.FILES.values():
        assert (VENDOR / name).stat().st_size > 0, name
    assert "Zero-Clause BSD" in (VENDOR / "htmx.LICENSE.txt").read_text(encoding="utf-8")
    calendar = (VENDOR / hatch_build.NOTICE).read_text(encoding="utf-8")
    for holder in ("vkurko", "Svelte Contributors", "Luke Edwards"):
        assert re.search(rf"Copyright .*{holder}", calendar), holder


def test_what_is_there_stays_until_a_file_is_missing_or_the_lock_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = []

    def fetch(folder: Path) -> None:
        fetched.append((folder / "package-lock.json").read_text(encoding="utf-8"))
        for source in hatch_build.FILES:
            (folder / "node_modules" / source).parent.mkdir(parents=True, exist_ok=True)
            (folder / "node_modules" / source).write_text(source, encoding="utf-8")

    monkeypatch.setattr(hatch_build, "fetch", fetch)
    shutil.copytree(ROOT / "frontend", tmp_path / "frontend")
    hatch_build.bring(tmp_path)
    hatch_build.bring(tmp_path)
    assert len(fetched) == 1
    (tmp_path / hatch_build.VENDOR / "htmx.min.js").unlink()
    hatch_build.bring(tmp_path)
    assert len(fetched) == 2
    assert (tmp_path / hatch_build.VENDOR / "htmx.min.js").is_file()
    (tmp_path / "frontend" / "package-lock.json").write_text("{}", encoding="utf-8")
    hatch_build.bring(tmp_path)
    assert fetched[2:] == ["{}"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("npm error code ECONNREFUSED\nnpm error syscall connect", "is this machine on line?"),
        ("npm error code EINTEGRITY\nnpm error Integrity checksum failed", "not the one pinned"),
        ("npm error code EUSAGE\nnpm error\nnpm error `npm ci` can only", "do not agree"),
        ("", "is this machine on line?"),
    ],
)
def test_a_failure_is_told_in_one_sentence(said: str, told: str) -> None:
    assert told in hatch_build.why(said)
    assert "\n" not in hatch_build.why(said)


def test_no_address_is_in_the_lock_or_in_any_template() -> None:
    assert "resolved" not in (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    for template in (ROOT / "hotline" / "console" / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|href)=["']https?:""", text), template


def test_no_template_has_a_script_or_a_style_of_its_own() -> None:
    for template in (ROOT / "hotline" / "console" / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert "<style" not in text, template
        assert not re.search(r"\s(?:style|on[a-z]+)=[\"']", text), template
        for script in re.findall(r"<script[^>]*>(?s:.*?)</script>", text):
            empty = re.fullmatch(r"<script[^>]*\bsrc=[^>]*></script>", script)
            assert empty or 'type="application/json"' in script, template
