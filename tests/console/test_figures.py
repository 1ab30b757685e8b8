"""« Chiffres »: what those of the line see of a period, exactly."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest

from hotline.demo_year import demo_year
from hotline.lines.service import line_by_id
from tests.console.ground import Console

YEAR = "du=2025-01-01&au=2025-12-31"


@pytest.fixture
def year(console: Console) -> Console:
    """A line with two years behind it."""
    with console.world.service.database.writing() as session:
        line = line_by_id(session, console.line_id)
        assert line is not None
        for past, seed in ((2024, 2), (2025, 1)):
            demo_year(session, line, past, seed)
    return console


def test_a_call_that_ended_is_counted_and_one_of_another_year_is_not(console: Console) -> None:
    client, world = console.signed_in("manager", teams=["vets"]), console.world
    assert "Aucun appel entre ces deux jours" in client.get("/chiffres").text
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    caller.hangs_up()
    world.wait(5)
    shown = client.get("/chiffres").text
    assert "(N = 1)" in shown
    assert "Raccroché pendant le menu" in shown
    assert "Chiffres exacts, pour la ligne seulement" in shown
    assert "Aucun appel" in client.get(f"/chiffres?{YEAR}").text


def test_days_that_do_not_fit_are_told_and_nothing_is_lost(console: Console) -> None:
    client = console.signed_in(language="en")
    for wrong in ("du=2026-11-30&au=2026-11-01", "du=yesterday", "du=0001-01-01"):
        answer = client.get(f"/chiffres?{wrong}&filtre=profession%3DMED")
        assert answer.status_code == 422
        assert "the first must come before the last" in answer.text
        assert re.search('value="profession=MED" checked', answer.text)
    half = client.get("/chiffres?contre=dates&contre_du=2025-01-01")
    assert half.status_code == 422
    assert "give both" in half.text
    assert 'value="2025-01-01"' in half.text


def test_a_filter_that_is_none_is_told_and_the_others_stay(year: Console) -> None:
    client = year.signed_in()
    answer = client.get(f"/chiffres?{YEAR}&filtre=profession%3DNOPE&filtre=language%3Den")
    assert answer.status_code == 422
    assert "« NOPE » n&#39;est pas un code de « Profession »" in answer.text
    assert 'value="language=en" checked' in answer.text
    assert "<svg" not in answer.text


def test_filters_are_told_and_what_they_do_not_reach_is_not_shown(year: Console) -> None:
    client = year.signed_in()
    shown = client.get(f"/chiffres?{YEAR}&filtre=profession%3DMED&filtre=profession%3DIDE").text
    assert "Profession : Médecin ou Infirmier ou infirmière" in shown
    severity = shown.split('id="part-severity"')[1].split("</section>")[0]
    assert "ne peut pas être filtré" in severity
    assert "<td" not in severity
    assert "avant une voix" not in shown


def test_a_second_period_is_beside_in_each_table_and_each_picture(year: Console) -> None:
    client = year.signed_in()
    shown = client.get(f"/chiffres?{YEAR}&contre=annee").text
    assert "du 1er janvier 2024 au 31 décembre 2024" in shown
    for chart in re.findall(r"<svg class=\"chart\".*?</svg>\n", shown, re.DOTALL):
        assert "-stripes)" in chart
        assert "<title id=" in chart
        assert "<desc id=" in chart
    assert len(re.findall("<table", shown)) == len(re.findall("</table>", shown)) > 20
    by_dates = client.get(
        f"/chiffres?{YEAR}&contre=dates&contre_du=2024-01-01&contre_au=2024-12-31"
    ).text
    assert by_dates.count("du 1er janvier 2024") == shown.count("du 1er janvier 2024")
    before = client.get("/chiffres?du=2025-02-01&au=2025-02-28&contre=periode").text
    assert "du 1er janvier 2025 au 31 janvier 2025" in before


def test_a_page_of_a_whole_year_is_light(year: Console) -> None:
    client = year.signed_in()
    assert len(client.get(f"/chiffres?{YEAR}&contre=annee").data) < 150_000


def test_invented_figures_say_so_in_the_demo_alone(year: Console) -> None:
    client, service = year.signed_in(), year.world.service
    assert "inventés" not in client.get(f"/chiffres?{YEAR}").text
    with patch.dict(service.settings.__dict__, {"hotline_demo": True}):
        assert "Chiffres inventés pour l&#39;essai." in client.get(f"/chiffres?{YEAR}").text
        assert "inventés" not in client.get("/chiffres").text


@pytest.mark.parametrize("role", ["responder", "statistician", "coordinator", "auditor"])
def test_whoever_is_not_to_see_exact_figures_sees_none(console: Console, role: str) -> None:
    person = {"person": "anne"} if role == "responder" else {}
    assert console.signed_in(role, **person).get("/chiffres").status_code == 403


def test_the_other_language_keeps_every_filter(year: Console) -> None:
    client = year.signed_in()
    path = f"/chiffres?{YEAR}&filtre=profession%3DMED&filtre=profession%3DIDE"
    (other,) = re.findall(r'<a href="(\?[^"]*language=en)"', client.get(path).text)
    shown = client.get(f"/chiffres{other.replace('&amp;', '&')}").text
    assert "Profession: Doctor or Nurse" in shown
