"""`hotline statistics watch`: the figures in one line, French first."""

from __future__ import annotations

from datetime import date

from hotline.commands.watch import in_one_line
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.told import told
from tests.statistics.past import NOW, Noted, Past, Talk

FIRST, LAST = date(2026, 1, 1), date(2026, 11, 22)


def line(past: Past, language: str = "fr") -> str:
    """What is written now."""
    counts = past.counted("reason", FIRST, LAST)
    reasons = told(CATALOGUE["reason"], counts, None, language)
    return in_one_line(past.figures(FIRST, LAST), reasons, language)


def test_one_call_is_told_in_one_line_with_its_reason(past: Past) -> None:
    past.ended(NOW, Talk("anne", 600, Noted("W-BURN")), waited=9)
    assert line(past) == (
        "Chiffres : 1 appel, 1 mis en relation, 9 s avant une voix ; "
        "motifs : Épuisement professionnel (burn-out) 1"
    )


def test_several_calls_tell_the_median_and_what_was_not_recorded(past: Past) -> None:
    past.forget(past.ended(NOW, Talk("anne", 600, Noted("W-BURN")), waited=9))
    past.ended(NOW, Talk("anne", 60), waited=30)
    past.ended(NOW, outcome="GONE-MENU")
    assert line(past, "en") == (
        "Figures: 3 calls, 2 connected, 20 s to a voice (median);"
        " reasons: Burnout 1, Not recorded 1"
    )


def test_without_a_voice_there_is_no_wait_to_tell(past: Past) -> None:
    assert line(past) == "Chiffres : aucun appel cette année."
    past.ended(NOW, outcome="GONE-WAIT")
    assert line(past) == "Chiffres : 1 appel, 0 mis en relation"
