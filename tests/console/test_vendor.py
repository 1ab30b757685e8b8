"""What the pages take from others is there, in the version that is pinned."""

from __future__ import annotations

import json
import re
from pathlib import Path

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
