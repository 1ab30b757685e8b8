"""The annual report: the same file each time, which a screen reader can read, and in which words
of the line stay words."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
import typst

from hotline.publishing.report import document
from hotline.publishing.report.document import report_pdf
from hotline.publishing.report.readable import blocks, unbroken
from hotline.publishing.report.telling import told
from hotline.publishing.report.words import PLACES, YEARS
from hotline.taxonomies import Wording
from tests.publishing.told_year import nothing_told, told_year

HOSTILE = (
    '#read("/etc/passwd") #panic() *gras* _x_ $x^2$ [ ] { ( <b> ` \\ \\u{41} @qui // /* = ~ -- ---',
    "#set page(width: 1cm)",
)
LACKING = "☺ \u0e31 1\ufe0f\u20e3 🙂 中文 👩🏽‍⚕️ \u202e \ue000 \ud800 \x00 ⛀"
"""What fonts have no letter for, one known to them among it."""


def whole(pdf: bytes) -> bytes:
    """The file with its compressed parts beside it."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(_inflated(part) for part in parts)


def _inflated(part: bytes) -> bytes:
    try:
        return zlib.decompress(part)
    except zlib.error:
        return part


def set_by_typst(selector: str, **more: Any) -> list[dict[str, Any]]:
    """What the report holds of one kind, as typst understood it."""
    given: dict[str, Any] = {"texts": {}, "language": "fr"} | more
    content = told(told_year(), given.pop("texts"), given.pop("language"), **given)
    source = (files("hotline.publishing.report") / "report.typ").read_bytes()
    data = {"told": json.dumps(content)}
    compiler = typst.Compiler(source, ignore_system_fonts=True, sys_inputs=data)
    found: list[dict[str, Any]] = json.loads(compiler.query(selector))
    return found


def words_in(value: Any) -> str:
    """Every text in a piece of content, one after the other."""
    if isinstance(value, dict):
        own = value["text"] if isinstance(value.get("text"), str) else ""
        rest = (inner for key, inner in value.items() if key != "text")
        return own + "".join(map(words_in, rest))
    return "".join(map(words_in, value)) if isinstance(value, list) else ""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_the_same_each_time_and_a_screen_reader_can_read_it(language: str) -> None:
    texts = {place: f"Un texte, {place}." for place in PLACES}
    pdf = report_pdf(told_year(), texts, language, [told_year(2024)])
    assert report_pdf(told_year(), texts, language, [told_year(2024)]) == pdf
    inside = whole(pdf)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in inside
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Outlines", b"/TH", b"/H1", b"/H2", b"/TOCI"):
        assert mark in inside, mark
    assert f"/Lang({language})".encode() in inside.replace(b" ", b"")
    assert b"D:20260115" in inside
    title = "Entraide – rapport annuel 2025" if language == "fr" else "Entraide – annual report"
    assert title.encode() in inside
    fonts = {*re.findall(rb"/BaseFont/[A-Z]{6}\+(\w+)", inside.replace(b" ", b""))}
    assert {font[:10] for font in fonts} <= {b"Libertinus", b"DejaVuSans"}


def test_words_of_the_line_are_never_read_as_commands() -> None:
    texts = dict(zip(PLACES, HOSTILE * 3, strict=True))
    paragraphs = [words_in(found) for found in set_by_typst("par", texts=texts)]
    for hostile in HOSTILE:
        assert paragraphs.count(hostile) == 3
    lists = set_by_typst("list", texts={"closing": "- #a\n- *b*"})
    assert [words_in(one["children"]) for one in lists] == ["#a*b*"]


def test_what_no_font_can_show_is_left_out_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    odd = replace(told_year(), name=f"Entraide {LACKING}")
    assert blocks(f"a {LACKING} b")[0]["text"].startswith("a ☺")
    assert report_pdf(odd, {"foreword": LACKING}, "fr")
    monkeypatch.setattr(document, "_ROUNDS", 2)
    assert report_pdf(odd, {"foreword": "⛀ ⛁ ⛂ ⛃ é « – » œ"}, "fr")
    monkeypatch.setattr(document, "_ROUNDS", 1)
    with pytest.raises(RuntimeError, match="the report cannot be set"):
        report_pdf(odd, {"foreword": "⛀"}, "fr")


def test_only_released_numbers_are_in_it() -> None:
    release = told_year()
    for chapter in told(release, {}, "fr")["chapters"]:
        for section in chapter["sections"]:
            shown = {row["count"] for row in section["rows"] if "count" in row}
            shown |= {cell["count"] for row in section["rows"] for cell in row.get("cells", ())}
            assert all(count % 5 == 0 for count in shown)
    titles = {s["title"] for c in told(release, {}, "fr")["chapters"] for s in c["sections"]}
    assert len(titles) == len(release.tables)


def test_a_line_with_few_calls_has_a_report_too() -> None:
    few = nothing_told(told_year())
    content = told(few, {}, "fr")
    assert [chapter["sections"] for chapter in content["chapters"]] == [[]] * 4
    assert all(
        "Aucun nombre de ces tableaux ne peut être montré" in chapter["hidden"]
        for chapter in content["chapters"]
    )
    assert {one["shown"] for one in content["measures"]} == {"non montré"}
    assert report_pdf(few, {}, "fr").startswith(b"%PDF")


def test_a_draft_says_so_and_is_not_published() -> None:
    content = told(told_year(), {}, "fr", draft=True)
    assert content["licence"] == ""
    assert "Publié le 15 janvier 2026" in told(told_year(), {}, "fr")["licence"]
    strong = [words_in(found) for found in set_by_typst("strong", draft=True)]
    assert any(words.startswith("Brouillon\u00a0: cette année") for words in strong)
    invented = Wording("Chiffres inventés.", "Invented figures.")
    strong = [words_in(found) for found in set_by_typst("strong", invented=invented)]
    assert "Chiffres inventés." in strong


def test_years_are_compared_by_what_was_published_of_each() -> None:
    assert told(told_year(), {}, "fr")["years"]["rows"] == []
    without = replace(told_year(2024), calls=None, tables={})
    years = told(told_year(), {}, "fr", earlier=[without])["years"]
    assert years["columns"] == ["2024", "2025"]
    assert {row["values"][0] for row in years["rows"]} == {"non montré"}
    many = [told_year(year, 200) for year in range(2010, 2025)]
    assert len(told(told_year(), {}, "fr", earlier=many)["years"]["columns"]) == YEARS


def test_french_is_french_and_english_english() -> None:
    french, english = (
        {
            text
            for chapter in told(told_year(), {}, language)["chapters"]
            for section in chapter["sections"]
            for text in (chapter["title"], section["definition"], section["n"])
        }
        for language in ("fr", "en")
    )
    assert french.isdisjoint(english)
    content = told(told_year(), {}, "en")
    assert content["measures"][0] == {"name": "Calls received", "shown": "900"}
    assert told(told_year(calls=1200), {}, "fr")["measures"][0]["shown"] == "1\u202f200"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        (" \r\n \r\n", []),
        ("un\r\ndeux\r\n\r\ntrois", ["un deux", "trois"]),
        ("un\n \t\ndeux", ["un", "deux"]),
        ("Merci :\n- à un,\n- à deux\n  longtemps.", ["Merci :", ["à un,", "à deux longtemps."]]),
        ("– un\n• deux", [["un", "deux"]]),
        ("a - b", ["a - b"]),
        ("21\u00a0h\u202f; e\u0301", ["21\u00a0h\u202f; é"]),
        ("x" * 50, ["x" * 40 + "\u200b" + "x" * 10]),
    ],
)
def test_paragraphs_and_lists_are_read_as_in_a_mail(
    typed: str, expected: list[str | list[str]]
) -> None:
    assert [block.get("text") or block["items"] for block in blocks(typed)] == expected


def test_french_does_not_break_before_its_signs() -> None:
    said = unbroken("« Nuit » : 21 h à 6 h ; 5 %", "fr")
    assert said == "«\u00a0Nuit\u00a0»\u00a0: 21\u00a0h à 6\u00a0h\u202f; 5\u202f%"
    assert unbroken("within 30 s: 5 %", "en") == "within 30\u00a0s: 5 %"
