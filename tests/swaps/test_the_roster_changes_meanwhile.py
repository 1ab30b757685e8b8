"""Swaps in a roster that goes on changing: rules are edited, people fall ill, people leave."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from hotline.lines.service import line_by_slug
from hotline.rosters.coverage import coverage_of
from hotline.swaps.refusing import NotPossible, Why
from schedules.finding import Kind
from tests.swaps.ground import Line
from tests.swaps.its_file import FILE, PEOPLE, person

TUESDAY = "2026-06-02T20:00"
LATER = FILE.replace('from = "20:00", to = "08:00"', 'from = "21:00", to = "07:00"')
SHIFT = """
[[shifts]]
slug = "extra"
team = "psys"
role = "extra"
person = "bruno"
start = "{start}"
end = "{end}"
"""


def idle(line: Line) -> list[tuple[str, ...]]:
    """Decisions that do nothing any more, by whom they name."""
    with line.database.reading() as session:
        loaded = line_by_slug(session, "echanges")
        assert loaded is not None
        found = coverage_of(session, loaded, line.now, line.now + timedelta(days=20))
    return [finding.decisions for finding in found.coverage.of(Kind.IDLE)]


def test_a_swap_follows_the_duties_that_a_new_file_moves(line: Line) -> None:
    line.takes("dora", line.offers("bruno", TUESDAY, to="dora", back="2026-06-04T20:00"))
    line.loads(LATER)
    assert line.on("2026-06-02T20:30") == []
    assert line.on("2026-06-02T21:00") == ["dora"]
    assert line.on("2026-06-04T21:00") == ["bruno"]
    assert idle(line) == []


def test_an_offer_follows_the_duty_that_a_new_file_moves(line: Line) -> None:
    number = line.offers("bruno", TUESDAY)
    line.loads(LATER)
    line.now += timedelta(minutes=1)
    line.looks_at_offers()
    line.takes("dora", number)
    assert line.on("2026-06-02T21:00") == ["dora"]
    assert line.told("dora")[-1].endswith("mardi 2 juin de 21 h à 7 h.")


def test_a_shift_takes_its_swap_along_to_another_week(line: Line) -> None:
    first = SHIFT.format(start="2026-06-03T09:00", end="2026-06-03T12:00")
    moved = SHIFT.format(start="2026-06-19T14:00", end="2026-06-19T18:00")
    line.loads(FILE + first)
    number = line.offers("bruno", "2026-06-03T09:00")
    line.loads(FILE + moved)
    line.now += timedelta(days=5)
    line.looks_at_offers()
    line.takes("dora", number)
    assert line.on("2026-06-19T15:00", role="extra") == ["dora"]
    assert line.told("dora")[-1].endswith("vendredi 19 juin de 14 h à 18 h.")


def test_a_swap_whose_duty_is_gone_does_nothing_and_coverage_says_so(line: Line) -> None:
    line.takes("dora", line.offers("bruno", TUESDAY))
    line.loads(FILE.replace('["anne", "bruno", "chloe", "dora"]', '["anne", "chloe", "dora"]'))
    assert line.on("2026-06-02T22:00") == ["chloe"]
    assert len(idle(line)) == 1
    for _ in range(2):
        line.now += timedelta(minutes=10)
        line.looks_at_offers()
    assert line.told("dora")[-1:] == [
        "Ligne : le tableau a changé, vous ne remplacez plus Bruno, mardi 2 juin de 20 h à 8 h."
    ]
    assert len(line.told("dora")) == 3


def test_an_absence_of_january_made_after_the_swap_of_june_leaves_the_duty_open(
    line: Line,
) -> None:
    night = "2027-01-08T20:00"  # Bruno's
    line.takes("dora", line.offers("bruno", night))
    line.now += timedelta(days=1)
    line.is_away("dora", "2027-01-01T00:00", "2027-02-01T00:00")
    # Bruno gave it away: Dora's absence does not bring him back.
    assert line.on("2027-01-08T22:00") == ["(dora)"]
    assert line.on("2027-01-12T22:00") == ["bruno"]
    line.takes("chloe", line.offers("dora", night))
    assert line.on("2027-01-08T22:00") == ["chloe"]


def test_a_swap_made_after_the_absence_of_january_shortens_it(line: Line) -> None:
    night = "2027-01-08T20:00"
    line.is_away("dora", "2027-01-01T00:00", "2027-02-01T00:00")
    line.now += timedelta(days=1)
    line.takes("dora", line.offers("bruno", night))
    assert line.on("2027-01-08T22:00") == ["dora"]
    assert line.absences("dora") == [
        ("2027-01-01T00:00", "2027-01-08T20:00"),
        ("2027-01-09T08:00", "2027-02-01T00:00"),
    ]
    # Hers of the day before and after are still nobody's.
    assert line.on("2027-01-06T22:00") == ["(dora)"]
    assert line.on("2027-01-10T22:00") == ["(dora)"]


@pytest.mark.parametrize("order", [*permutations(("swap", "giver away", "taker away"))])
def test_whatever_the_order_the_later_wins_and_nobody_is_brought_back(
    line: Line, order: tuple[str, ...]
) -> None:
    night = "2027-01-08T20:00"
    for step in order:
        line.now += timedelta(hours=1)
        if step == "swap":
            line.takes("dora", line.offers("bruno", night))
        else:
            slug = "bruno" if step == "giver away" else "dora"
            line.is_away(slug, "2027-01-01T00:00", "2027-02-01T00:00")
    taker_left_later = order.index("taker away") > order.index("swap")
    assert line.on("2027-01-08T22:00") == (["(dora)"] if taker_left_later else ["dora"])


def test_a_person_leaves_who_is_in_rotations_decisions_and_offers(line: Line) -> None:
    line.takes("dora", line.offers("bruno", TUESDAY))  # Dora does Bruno's night
    line.takes("chloe", line.offers("dora", "2026-06-04T20:00"))  # Chloé does Dora's
    from_her = line.offers("dora", "2026-06-08T20:00")
    to_her = line.offers("anne", "2026-06-05T20:00", to="dora")
    to_all = line.offers("anne", "2026-06-09T20:00")
    line.now += timedelta(minutes=1)
    left = FILE.replace(person("dora", 3), "").replace(', "dora"]', ', "anne"]')
    assert left.count("dora") == 0 < len(PEOPLE)
    line.loads(left)
    line.now += timedelta(minutes=1)
    line.looks_at_offers()
    # What was hers by a swap is open, and brings nobody back.
    assert line.on("2026-06-02T22:00") == ["(dora)"]
    # The new file gives her turns to Anne; Chloé hears that she stands in for nobody.
    assert line.on("2026-06-04T22:00") == ["anne"]
    assert line.told("chloe")[-1].startswith("Ligne : le tableau a changé, vous ne remplacez plus")
    assert [line.offer(n).state for n in (from_her, to_her, to_all)] == [
        "lapsed",
        "lapsed",
        "offered",
    ]
    assert not [told for told in line.told("dora") if "demande est close" in told]
    with pytest.raises(NotPossible) as refused:
        line.takes("dora", to_all)
    assert refused.value.why is Why.LEFT
    line.takes_over("chloe", line.duty("dora", TUESDAY))
    assert line.on("2026-06-02T22:00") == ["chloe"]
