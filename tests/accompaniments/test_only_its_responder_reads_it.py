"""What is written in a record is in no dump, opens with nothing but its keys, and bears no
tampering."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine, event, make_url, select, update

from hotline.accompaniments.content import Content, Evaluation
from hotline.accompaniments.handing_over import Handed, opened_by, take_over
from hotline.accompaniments.keys import keys_of, opened_with
from hotline.accompaniments.records import read, record_of, write
from hotline.accompaniments.sealing import Sealed
from hotline.accompaniments.tables import Accompaniment
from hotline.every_table import Base
from hotline.follow_ups.tables import FollowUp
from tests.accompaniments.ground import PASSPHRASE, Ground, Match

SECRET = "Sylviane veut quitter la maternité de Fougères"


def writes(ground: Ground, match: Match, private: bytes, slug: str = "anne") -> None:
    """The responder writes the secret down."""
    with ground.service.database.writing() as session:
        record = record_of(session, ground.people[slug], match.record, lock=True)
        assert record is not None
        said = Evaluation(practice=SECRET)
        write(
            record, private, lambda c: c.model_copy(update={"evaluation": said}), ground.now.date()
        )


def reads(ground: Ground, match: Match, private: bytes) -> Content:
    return read(ground.record(match), private)


def everything(ground: Ground) -> str:
    """Every row, decrypted with all keys of the environment, as text."""
    with ground.service.database.reading() as session:
        rows = [
            [value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row]
            for table in Base.metadata.sorted_tables
            for row in session.execute(select(table))
        ]
    return json.dumps(rows, ensure_ascii=False)


def test_a_dump_with_all_keys_of_the_environment_holds_no_word_of_it(ground: Ground) -> None:
    private, match = ground.chooses("anne"), ground.matches()
    writes(ground, match, private)
    assert reads(ground, match, private).evaluation.practice == SECRET
    ground.service.database.let_go_of_deleted()
    told = everything(ground)
    for word in ("Sylviane", "maternité", PASSPHRASE, match.code, private.decode("latin-1")):
        assert word not in told
    assert ground.people["anne"] > 0
    url = make_url(ground.service.settings.hotline_database_url)
    if url.get_backend_name() == "sqlite":
        assert url.database
        with open(url.database, "rb") as file:
            content = file.read()
        assert b"Sylviane" not in content
        assert match.code.encode() not in content


def test_another_passphrase_opens_nothing(ground: Ground) -> None:
    ground.chooses("anne")
    with ground.service.database.reading() as session:
        kept = keys_of(session, ground.people["anne"])
    assert kept is not None
    assert opened_with(kept, PASSPHRASE + "s") is None
    assert opened_with(kept, PASSPHRASE) is not None


def test_somebody_elses_keys_open_nothing(ground: Ground) -> None:
    private, match = ground.chooses("anne"), ground.matches()
    writes(ground, match, private)
    other = ground.chooses("bruno", "un tout autre secret bien long")
    with pytest.raises(Sealed):
        reads(ground, match, other)


@pytest.mark.parametrize("column", ["content", "for_responder"])
def test_whatever_was_tampered_with_does_not_open(ground: Ground, column: str) -> None:
    private, match = ground.chooses("anne"), ground.matches()
    writes(ground, match, private)
    sealed = getattr(ground.record(match), column)
    for place in (0, len(sealed) // 2, len(sealed) - 1):
        broken = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with ground.service.database.writing() as session:
            session.execute(update(Accompaniment).values({column: broken}))
        with pytest.raises(Sealed):
            reads(ground, match, private)


def test_what_is_written_tells_its_length_in_pages_only(ground: Ground) -> None:
    private, match = ground.chooses("anne"), ground.matches()
    writes(ground, match, private)
    before = ground.record(match).content
    assert before is not None
    with ground.service.database.writing() as session:
        record = record_of(session, ground.people["anne"], match.record, lock=True)
        assert record is not None
        more = Evaluation(practice=SECRET * 10)
        write(
            record, private, lambda c: c.model_copy(update={"evaluation": more}), ground.now.date()
        )
    after = ground.record(match).content
    assert after is not None
    assert len(after) == len(before)


def handed(ground: Ground, match: Match, code: str | None = None) -> Handed | None:
    return opened_by(ground.record(match), code or match.code)


def test_the_callers_code_hands_it_over_and_the_former_responder_loses_it(ground: Ground) -> None:
    annes, brunos = ground.chooses("anne"), ground.chooses("bruno", "un autre secret, long")
    match = ground.matches()
    writes(ground, match, annes)
    kept_aside = ground.record(match)
    opened = handed(ground, match)
    assert opened is not None
    with ground.service.database.writing() as session:
        assert take_over(session, opened, ground.people["bruno"], ground.service.chance)
    assert reads(ground, match, brunos).evaluation.practice == SECRET
    with pytest.raises(Sealed):
        reads(ground, match, annes)
    # The data key is another one: what Anne may have kept of the old one opens nothing new.
    now = ground.record(match)
    now.for_responder = kept_aside.for_responder
    with pytest.raises(Sealed):
        read(now, annes)
    with ground.service.database.reading() as session:
        assert session.get_one(FollowUp, match.follow_up).person_id == ground.people["bruno"]
        assert record_of(session, ground.people["anne"], match.record) is None


def test_another_code_hands_nothing_over(ground: Ground) -> None:
    ground.chooses("anne")
    one, other = ground.matches(), ground.matches()
    assert handed(ground, one, other.code) is None


def test_a_hand_over_that_is_killed_between_any_two_lines_changes_nothing(ground: Ground) -> None:
    annes = ground.chooses("anne")
    ground.chooses("bruno", "un autre secret, long")
    match = ground.matches()
    writes(ground, match, annes)
    opened = handed(ground, match)
    assert opened is not None
    before = everything(ground)
    killed = 0
    for after in range(1, 20):
        if not dies_after(ground, after, opened):
            break
        killed += 1
        assert everything(ground) == before
        assert reads(ground, match, annes).evaluation.practice == SECRET
    assert killed >= 4
    with pytest.raises(Sealed):
        reads(ground, match, annes)


class Killed(Exception):
    """The process ends here."""


def dies_after(ground: Ground, statements: int, opened: Handed) -> bool:
    """A hand-over of which the process is killed after so many statements; whether it was."""
    left = statements

    def die(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed

    engine: Engine = ground.service.database.engine
    event.listen(engine, "before_cursor_execute", die)
    try:
        with ground.service.database.writing() as session:
            take_over(session, opened, ground.people["bruno"], ground.service.chance)
    except Killed:
        return True
    finally:
        event.remove(engine, "before_cursor_execute", die)
    return False


def test_a_forgotten_passphrase_costs_what_was_written_and_the_code_brings_it_back(
    ground: Ground,
) -> None:
    annes = ground.chooses("anne")
    written, unwritten = ground.matches(), ground.matches()
    writes(ground, written, annes)
    again = ground.chooses("anne", "une phrase toute neuve et longue")
    with pytest.raises(Sealed):
        reads(ground, written, again)
    assert reads(ground, unwritten, again) == Content()
    opened = handed(ground, written)
    assert opened is not None
    with ground.service.database.writing() as session:
        assert take_over(session, opened, ground.people["anne"], ground.service.chance)
    assert reads(ground, written, again).evaluation.practice == SECRET


def test_a_code_given_before_any_passphrase_opens_a_record_all_the_same(ground: Ground) -> None:
    match = ground.matches()
    private = ground.chooses("anne")
    writes(ground, match, private)
    assert reads(ground, match, private).evaluation.practice == SECRET
    opened = handed(ground, match)
    assert opened is not None
    with ground.service.database.writing() as session:
        assert take_over(session, opened, ground.people["bruno"], ground.service.chance)
    with pytest.raises(Sealed):  # Bruno has no keys yet
        reads(ground, match, private)
    brunos = ground.chooses("bruno", "un autre secret, long")
    with pytest.raises(Sealed):  # written already: by the code only
        reads(ground, match, brunos)
    opened = handed(ground, match)
    assert opened is not None
    with ground.service.database.writing() as session:
        assert take_over(session, opened, ground.people["bruno"], ground.service.chance)
    assert reads(ground, match, brunos).evaluation.practice == SECRET
