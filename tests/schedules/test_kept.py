"""Who is on duty is kept until somebody else may be, and is never what it was before."""

from datetime import timedelta
from itertools import chain
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules import kept
from schedules.kept import KeptOnDuty
from schedules.on_duty import next_change, on_duty
from schedules.planned import planned
from schedules.roster import Roster
from tests.schedules.drawn_decisions import Decided, decided
from tests.schedules.rosters import utc
from tests.schedules.test_thousands import shift

SECOND = timedelta(seconds=1)


@given(decided(), st.lists(st.integers(0, 30 * 3600), max_size=20))
def test_it_answers_as_if_it_kept_nothing(case: Decided, seconds: list[int]) -> None:
    roster = case.roster()
    found = planned(roster, case.start, case.end).duties
    edges = chain.from_iterable((duty.start, duty.end) for duty in found)
    around = chain.from_iterable((edge - SECOND, edge, edge + SECOND) for edge in edges)
    remembering = KeptOnDuty(roster)
    # As time goes, and as threads ask that were overtaken.
    for at in (*sorted(around), *(case.start + second * SECOND for second in seconds)):
        assert remembering.at(at) == on_duty(roster, at), at


def test_nothing_is_worked_out_again_before_somebody_comes_or_goes() -> None:
    roster = Roster(shifts=(shift(0), shift(1)))
    assert next_change(roster, utc("2025-01-01 07:30")) == utc("2025-01-01 11:00")
    remembering = KeptOnDuty(roster)
    with patch.object(kept, "on_duty", wraps=on_duty) as asked:
        first = remembering.at(utc("2025-01-01 07:30"))
        assert remembering.at(utc("2025-01-01 10:59")) is first
        assert asked.call_count == 1
        assert remembering.at(utc("2025-01-01 11:00")) != first
        assert asked.call_count == 2
        remembering.at(utc("2025-01-01 15:00"))
        assert remembering.at(utc("2035-01-01 00:00")) == ()
        assert asked.call_count == 3


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        KeptOnDuty(Roster()).at(utc("2025-01-01 07:30").replace(tzinfo=None))
