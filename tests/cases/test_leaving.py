"""A responder leaves the line with open cases: coordinators are told, others are asked."""

from __future__ import annotations

import re

from tests.cases.ground import DAY, MOTS, Cases

TEXT = MOTS.read_text(encoding="utf-8")
LINE = "Ligne d'entraide entre médecins"


def without(slug: str) -> str:
    """The file once this doctor has left."""
    left = re.sub(rf'(?s)\[\[people\]\]\nslug = "{slug}".*?\n\n', "", TEXT)
    return left.replace(f'"{slug}", ', "")


def test_what_they_follow_is_offered_to_others_within_the_minute_and_coordinators_know(
    line: Cases,
) -> None:
    followed = line.opens()
    line.accepts("colette")
    line.notes("colette")
    line.until("2027-02-15T09:00", 7 * DAY)
    line.world.load(without("colette"))
    line.until("2027-02-15T09:01")
    told = line.texts("nora") + line.texts("etienne")
    assert [text for _, text in told] == [
        f"{LINE} : Colette n'est plus sur la ligne. Nous cherchons quelqu'un d'autre pour la"
        f" demande {followed}."
    ]
    assert "au plus tard mercredi 17 février à 9 heures" in line.told("bertrand")
    assert len(line.texts("colette")) == 1
    line.accepts("bertrand")
    assert "Camille Duvalmont" in line.page("bertrand").text
    assert line.history(followed)[-3:] == [
        "hotline Colette n'est plus sur la ligne",
        "hotline proposée à Bertrand",
        "bertrand acceptée par Bertrand",
    ]


def test_when_nobody_can_take_over_coordinators_are_told_that_too(line: Cases) -> None:
    number = line.opens("--near", area="974")
    line.accepts("sandrine")
    line.world.load(without("sandrine").replace(', "sandrine"]', "]"))
    line.until("2026-11-23T10:01")
    texts = [text for _, text in line.texts("nora")]
    assert len(texts) == 2
    assert "Sandrine n'est plus sur la ligne" in texts[0]
    assert f"personne ne peut prendre la demande {number} (personne de ce territoire)" in texts[1]


def test_whoever_comes_back_has_nothing_left_to_see(line: Cases) -> None:
    line.opens()
    line.accepts("colette")
    line.world.load(without("colette"))
    line.until("2026-11-23T10:01")
    line.world.load(TEXT)
    line.until("2026-11-23T10:02")
    assert line.page("colette", 0).status_code == 404
    assert len(line.texts("bertrand")) == 1
