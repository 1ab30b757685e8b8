"""« Chiffres »: what a statistician sees of a period."""

from __future__ import annotations

from tests.console.ground import Console


def test_a_call_that_ended_is_counted_and_one_of_another_year_is_not(console: Console) -> None:
    client, world = console.signed_in("statistician"), console.world
    assert "Aucun appel entre ces deux jours" in client.get("/chiffres").text
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    caller.hangs_up()
    world.wait(5)
    shown = client.get("/chiffres").text
    assert "(N = 1)" in shown
    assert "Raccroché pendant le menu" in shown
    assert "Aucun appel" in client.get("/chiffres?du=2025-01-01&au=2025-12-31").text


def test_days_that_do_not_fit_are_told(console: Console) -> None:
    client = console.signed_in("statistician", language="en")
    for wrong in ("du=2026-11-30&au=2026-11-01", "du=yesterday"):
        answer = client.get(f"/chiffres?{wrong}")
        assert answer.status_code == 422
        assert "the first must come before the last" in answer.text


def test_whoever_only_answers_calls_sees_no_figures(console: Console) -> None:
    assert console.signed_in("responder", person="anne").get("/chiffres").status_code == 403
