"""The pocket card: every reason, every key of a responder, one small page."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from hotline.commands.card import card, card_page
from hotline.taxonomies import reason_groups, reasons
from tests.world import World


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_reason_is_on_the_card_with_its_digits(language: str) -> None:
    lines = re.findall(r"<dt>(\d\d)</dt><dd>(.*?)</dd>", unescape(card_page(language)))
    assert lines == [
        (reason.keypad, reason.name.read_in(language))
        for reason in sorted(reasons().values(), key=lambda reason: reason.keypad)
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_group_has_its_heading(language: str) -> None:
    headings = re.findall(r"<h2>(.*?)</h2>", unescape(card_page(language)))
    assert headings[2:] == [name.read_in(language) for name in reason_groups().values()]


def test_the_keys_are_those_of_the_telephone() -> None:
    text = unescape(card_page("fr"))
    for key, meaning in (
        ("1", "prendre l'appel ; encore 1 pour parler"),
        ("2", "refuser : une autre personne est appelée"),
        ("9", "plus d'appel jusqu'à la fin de la permanence"),
        ("*", "quitter ; la personne reste en ligne"),
        ("* 1", "lui parler de nouveau"),
        ("* 2", "terminer l'appel"),
        ("* 3", "la passer à quelqu'un d'autre"),
        ("* 4", "demander conseil"),
        ("* 5", "donner un numéro"),
        ("* 8", "appel abusif ; encore 8 y met fin"),
    ):
        assert f"<dt>{key}</dt><dd>{meaning}</dd>" in text


def test_what_is_keyed_in_after_the_call_is_told() -> None:
    text = unescape(card_page("fr"))
    for told in ("les deux chiffres du motif", "La gravité, de 1 à 5", "Un second motif"):
        assert told in text


def test_the_card_is_complete_in_itself() -> None:
    text = card_page("en")
    for elsewhere in ("://", "<link", "<script", "<img", "@import", "url("):
        assert elsewhere not in text


def test_it_is_written_where_asked_in_the_language_asked(tmp_path: Path) -> None:
    file = tmp_path / "carte.html"
    done = CliRunner().invoke(card, ["--output", str(file), "--language", "en"])
    assert done.exit_code == 0
    assert str(file) in done.output
    assert file.read_text(encoding="utf-8") == card_page("en")
    assert CliRunner().invoke(card).output == card_page("fr") + "\n"


def test_on_its_back_are_the_codes_of_a_line(world: World) -> None:
    runner = world.app.test_cli_runner()
    shown = unescape(runner.invoke(card, ["--line", "histoires"]).output)
    assert "<dt>101</dt><dd>L'association d'entraide, 01 99 00 56 78</dd>" in shown
    assert "<dt>102</dt><dd>La consultation de l'île, 02 62 00 12 34 (974)</dd>" in shown
    refused = runner.invoke(card, ["--line", "ailleurs"])
    assert (refused.exit_code, "histoires" in refused.stderr) == (1, True)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    refused = CliRunner().invoke(card, ["--output", str(tmp_path / "nowhere" / "carte.html")])
    assert refused.exit_code == 1
    assert "choisissez un autre fichier" in refused.stderr


@pytest.mark.browser
@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_prints_on_one_small_page(tmp_path: Path, browser_path: str, language: str) -> None:
    file, printed = tmp_path / "card.html", tmp_path / "card.pdf"
    file.write_text(card_page(language), encoding="utf-8")
    subprocess.run(
        [
            browser_path,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={printed}",
            file.as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    pdf = printed.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    width, height = re.findall(rb"/MediaBox\s*\[0 0 (\d+)\S* (\d+)", pdf)[0]
    assert (int(width), int(height)) == (298, 420)  # A6, in points
