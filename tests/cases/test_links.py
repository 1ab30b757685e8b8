"""A link is one person's key to one case, while it is theirs: any other leads nowhere."""

from __future__ import annotations

import re

import pytest

from hotline.pages.routes import HEADERS
from tests.cases.ground import MOTS, NAME, NUMBER, Cases

FRENCH = re.sub(r"\s", "", NUMBER)


def leads_nowhere(line: Cases, slug: str, nth: int) -> None:
    """Looking is refused, and so is every form; nothing is changed by either."""
    shown = line.page(slug, nth)
    assert shown.status_code == 404
    assert "demandez un nouveau lien" in shown.text
    assert NAME not in shown.text
    for step in ("accept", "pass-on", "contact", "close"):
        answer = line.sends(slug, step, nth, outcome="withdrawn")
        assert answer.status_code == 404
        assert NAME not in answer.text


def test_the_contact_is_shown_once_the_case_is_accepted_and_to_nobody_else(line: Cases) -> None:
    number = line.opens()
    before = line.page("colette").text
    assert NAME not in before
    assert NUMBER not in before
    assert "Haute-Garonne" in before
    line.accepts("colette")
    after = line.page("colette").text
    assert f"<dd>{NAME}</dd>" in after
    assert f'href="tel:+33{FRENCH[1:]}"' in after
    assert NUMBER in after
    assert "le soir après 20 h" in after
    assert "Ne laissez aucun message" in after
    for told in (line.says(), line.says("show", str(number)), line.says("--all")):
        assert NAME not in told
        assert FRENCH not in re.sub(r"\s", "", told)


def test_an_old_link_leads_nowhere_once_the_case_is_somebody_elses(line: Cases) -> None:
    number = line.opens()
    line.until("2026-11-24T09:00")
    assert len(line.texts("bertrand")) == 1
    leads_nowhere(line, "colette", 0)
    assert line.case(number).state == "asked"
    line.accepts("bertrand")
    assert NAME in line.page("bertrand").text


def test_a_link_of_one_case_opens_no_other(line: Cases) -> None:
    first, second = line.opens(), line.opens(typed="Alix\nalix@example.org\n\n\n")
    line.accepts("colette")
    line.accepts("bertrand")
    assert "Alix" not in line.page("colette").text
    assert NAME not in line.page("bertrand").text
    assert 'href="mailto:alix@example.org"' in line.page("bertrand").text
    line.closes("bertrand")
    assert [line.case(n).state for n in (first, second)] == ["accepted", "closed"]


def test_closing_makes_every_link_void(line: Cases) -> None:
    line.opens()
    line.accepts("colette")
    line.closes("colette", "oriented")
    leads_nowhere(line, "colette", 0)


def test_whoever_lost_the_message_gets_a_new_link_and_the_old_one_is_void(line: Cases) -> None:
    number = line.opens()
    line.accepts("colette")
    assert line.says("link", str(number), "--by", "Nora").startswith("Colette reçoit")
    line.turn()
    assert line.told("colette").endswith(f"voici la page de la demande {number}. →")
    leads_nowhere(line, "colette", 0)
    assert NAME in line.page("colette").text


def test_a_reminders_link_works_beside_the_first_one(line: Cases) -> None:
    line.opens()
    line.accepts("colette")
    line.until("2026-11-24T19:00")
    for nth in (0, 1):
        assert NAME in line.page("colette", nth).text
    line.notes("colette")
    line.closes("colette")
    for nth in (0, 1):
        leads_nowhere(line, "colette", nth)


def test_whoever_left_the_line_sees_nothing_from_that_second_on(line: Cases) -> None:
    line.opens()
    line.accepts("colette")
    line.world.load(
        MOTS.read_text(encoding="utf-8").replace('"colette", ', "", 1).replace(COLETTE, "")
    )
    leads_nowhere(line, "colette", 0)


COLETTE = re.search(
    r'\[\[people\]\]\nslug = "colette".*?\n\n', MOTS.read_text(encoding="utf-8"), re.DOTALL
)[0]  # type: ignore[index]  # she is in the file


@pytest.mark.parametrize("token", ["0" * 32, "x", "é%00", "a" * 900, "accept"])
def test_an_unknown_address_says_what_to_do(line: Cases, token: str) -> None:
    for answer in (
        line.client.get(f"/demande/{token}"),
        line.client.post(f"/demande/{token}/accept"),
        line.client.post(f"/demande/{token}/close", data={"outcome": "withdrawn"}),
    ):
        assert answer.status_code == 404
        assert "demandez un nouveau lien à la coordination" in answer.text


def test_pages_are_neither_kept_nor_passed_on(line: Cases) -> None:
    line.opens()
    answers = [line.page("colette"), line.sends("colette", "accept"), line.page("colette")]
    answers += [line.sends("colette", "contact"), line.client.get("/demande/x")]
    answers.append(line.sends("colette", "close", outcome="a" * 9000))
    assert [answer.status_code for answer in answers] == [200, 303, 200, 422, 404, 413]
    for answer in answers:
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "Set-Cookie" not in answer.headers
        assert "<script" not in answer.text
        assert "style=" not in answer.text
        assert "://" not in answer.text
