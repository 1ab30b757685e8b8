"""Whoever was asked to take a duty hears, once, that it need not be taken any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from hotline.forgetting.service import forget_notices
from hotline.notices.service import ATTEMPTS, claim_notice, due_notices, notice_sent
from hotline.notices.tables import Notice
from tests.swaps.ground import Line
from tests.swaps.its_file import FILE

MONDAY, TUESDAY = "2026-06-01T20:00", "2026-06-02T20:00"
FOUND = (
    "Ligne : Bruno a trouvé quelqu'un pour sa permanence, mardi 2 juin de 20 h à 8 h. Elle n'est"
    " plus à prendre, merci."
)


def texts_leave(line: Line, *, but: Sequence[str] = ()) -> None:
    """Whatever waits is sent; of these people nobody knows whether it was."""
    with line.database.reading() as session:
        waiting = due_notices(session, line.now)
    for notice in waiting:
        with line.database.writing() as session:
            message = claim_notice(session, notice, line.now)
            person = session.get_one(Notice, notice).person_id
            if message is not None and line.names[person] not in but:
                notice_sent(session, notice, line.now)


def waiting(line: Line) -> dict[str, list[str]]:
    """What is still to be sent, by whom it is for."""
    found: dict[str, list[str]] = {}
    with line.database.reading() as session:
        for notice in session.scalars(select(Notice).where(Notice.try_at.is_not(None))):
            found.setdefault(line.names[notice.person_id], []).append(notice.body or "")
    return found


def test_the_team_hears_that_somebody_was_found(line: Line) -> None:
    number = line.offers("bruno", TUESDAY)
    texts_leave(line)
    line.takes("dora", number)
    told = waiting(line)
    assert set(told) == {"anne", "bruno", "chloe", "dora"}
    assert told["anne"] == told["chloe"] == [FOUND]
    assert len(told["bruno"]) == len(told["dora"]) == 1
    assert FOUND not in {*told["bruno"], *told["dora"]}


def test_whoever_was_not_told_yet_is_not_told_at_all(line: Line) -> None:
    number = line.offers("bruno", TUESDAY)
    line.takes("dora", number)
    assert set(waiting(line)) == {"bruno", "dora"}
    assert len(waiting(line)["dora"]) == 1


def test_whoever_may_have_been_told_is_told_once_and_not_asked_again(line: Line) -> None:
    number = line.offers("bruno", TUESDAY)
    texts_leave(line, but=["chloe"])
    line.takes("dora", number)
    assert waiting(line)["chloe"] == [FOUND]


def test_whom_no_text_could_reach_is_not_told(line: Line) -> None:
    number = line.offers("bruno", TUESDAY)
    for _ in range(ATTEMPTS + 1):
        texts_leave(line, but=["chloe"])
        line.now += timedelta(minutes=5)
    line.takes("dora", number)
    assert set(waiting(line)) == {"anne", "bruno", "dora"}


def test_days_later_it_is_still_known_who_was_asked_and_not_any_longer(line: Line) -> None:
    number = line.offers("bruno", "2026-06-10T20:00")
    texts_leave(line)
    for _ in range(2):
        line.now += timedelta(days=3)
        with line.database.writing() as session:
            forget_notices(session, line.now)
    line.takes("dora", number)
    assert set(waiting(line)) == {"anne", "bruno", "chloe", "dora"}
    texts_leave(line)
    line.now += timedelta(days=3)
    with line.database.writing() as session:
        forget_notices(session, line.now)
    assert [line.told(slug) for slug in ("anne", "bruno", "chloe", "dora")] == [[]] * 4


def test_who_was_asked_hears_it_too_when_somebody_takes_over_what_is_left(line: Line) -> None:
    line.now += timedelta(hours=12)
    number = line.offers("anne", MONDAY)
    texts_leave(line)
    line.now += timedelta(minutes=5)
    line.takes_over("chloe", line.duty("anne", MONDAY))
    offer = line.offer(number)
    assert (offer.state, offer.taken_by) == ("taken", line.people["chloe"])
    line.looks_at_offers()
    told = waiting(line)
    assert set(told) == {"anne", "bruno", "chloe", "dora"}
    assert told["bruno"] == [
        "Ligne : Anne a trouvé quelqu'un pour sa permanence, lundi 1er juin de 22 h 05 à 8 h. Elle"
        " n'est plus à prendre, merci."
    ]
    assert [len(told[slug]) for slug in ("anne", "chloe")] == [1, 1]


def test_it_is_told_where_the_duty_is_now_and_only_to_those_who_are_there(line: Line) -> None:
    number = line.offers("bruno", TUESDAY)
    texts_leave(line)
    later = FILE.replace('from = "20:00", to = "08:00"', 'from = "21:00", to = "07:00"')
    start = later.index('\n[[people]]\nslug = "chloe"')
    end = later.index("\n[[people]]", start + 1)
    line.loads((later[:start] + later[end:]).replace('"chloe", ', ""))
    line.now += timedelta(minutes=1)
    line.takes("dora", number)
    told = waiting(line)
    assert set(told) == {"anne", "bruno", "dora"}
    assert "de 21 h à 7 h" in told["anne"][0]
