"""All that is encrypted comes under the newest key; then the old one is needed no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from click.testing import Result
from cryptography.fernet import InvalidToken
from flask.cli import ScriptInfo
from passlib.totp import TOTP
from pydantic import SecretStr
from sqlalchemy import Text, select, type_coerce, update

from app import cli
from hotline.accounts.second_factor import tagged, wallet
from hotline.accounts.tables import Account
from hotline.database.rotating import encrypted_columns, rotate
from hotline.database.types import Keys, current_keys, use_keys
from hotline.every_table import Base
from hotline.people.tables import Person, Phone
from hotline.rosters.tables import RosterChange
from tests.privacy.filled import fill, text_of
from tests.statistics.past import NOW, Past
from tests.world import ENCRYPTION_KEY as OLD
from tests.world import app_of

NEW = "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSE="


@pytest.fixture
def filled(past: Past) -> Iterator[Past]:
    """A row in every table, under the old key; afterwards the keys are as they were."""
    before = current_keys()
    secret = TOTP.using(wallet=wallet(tagged([OLD])), issuer="x").new().to_json(encrypt=True)
    with past.database.writing() as session:
        fill(session, NOW, tf_totp_secret=secret)
        # Tables that the line's file has filled: some of their texts are empty.
        session.execute(update(Person).values(mail="one@example.org"))
        session.execute(update(RosterChange).values(reason="because"))
    yield past
    use_keys(before)


def has(past: Past, *keys: str) -> None:
    """The service is started with these, newest first."""
    given = {"hotline_encryption_keys": SecretStr(",".join(keys))}
    past.service = replace(past.service, settings=past.service.settings.model_copy(update=given))
    use_keys(Keys([*keys], "l" * 32))


def runs(past: Past) -> Result:
    app = app_of(past.service)
    info = ScriptInfo(create_app=lambda: app)
    words = ["encryption", "rotate", "--language", "en"]
    return app.test_cli_runner().invoke(cli, words, obj=info)


def texts(past: Past) -> dict[str, list[str]]:
    with past.database.reading() as session:
        return {
            f"{column.table.name}.{column.name}": [
                text for text in session.scalars(select(column)) if text is not None
            ]
            for column in encrypted_columns(Base.metadata)
        }


def raw(past: Past) -> list[str]:
    with past.database.reading() as session:
        return [
            text
            for column in encrypted_columns(Base.metadata)
            for text in session.scalars(
                select(type_coerce(column, Text)).where(column.is_not(None))
            )
        ]


def test_then_everything_reads_with_the_new_key_alone(filled: Past) -> None:
    before = texts(filled)
    assert all(before.values())
    has(filled, NEW, OLD)
    said = runs(filled)
    assert said.exit_code == 0
    count = len(raw(filled)) + 1
    assert f"{count} in all" in said.output
    assert "phone.number: " in said.output
    assert "account.tf_totp_secret: 1 encrypted again, of 1." in said.output
    has(filled, NEW)
    assert texts(filled) == before
    with filled.database.reading() as session:
        secret = session.scalars(select(Account.tf_totp_secret)).one()
    TOTP.using(wallet=wallet(tagged([NEW]))).from_source(secret)


def test_run_again_it_finds_nothing_to_do(filled: Past) -> None:
    has(filled, NEW, OLD)
    runs(filled)
    kept = raw(filled)
    assert runs(filled).output.startswith("0: all is encrypted with the newest key")
    assert raw(filled) == kept


def test_stopped_in_the_middle_it_goes_on_where_it_was(filled: Past) -> None:
    has(filled, NEW, OLD)
    column = Base.metadata.tables["phone"].c.number
    done = 0

    def stops(token: str) -> str | None:
        nonlocal done
        done += 1
        if done == 4:
            raise KeyboardInterrupt
        return current_keys().renewed(token)

    with pytest.raises(KeyboardInterrupt):
        rotate(filled.database, column, stops, at_once=2)
    went_on = rotate(filled.database, column, current_keys().renewed, at_once=2)
    assert went_on.renewed == went_on.texts - 2


def test_what_the_service_changes_meanwhile_is_not_overwritten(filled: Past) -> None:
    has(filled, NEW, OLD)

    def late(token: str) -> str | None:
        fresh = current_keys().renewed(token)
        with filled.database.writing() as session:
            session.execute(update(Phone).values(number="+33699999999"))
        return fresh

    assert rotate(filled.database, Base.metadata.tables["phone"].c.number, late).renewed == 0
    assert {*texts(filled)["phone.number"]} == {"+33699999999"}


def test_what_no_key_reads_is_told_and_left(filled: Past) -> None:
    kept = raw(filled)
    has(filled, NEW)
    said = runs(filled)
    assert said.exit_code == 1
    assert "notice.body: 1 that no key reads" in said.output
    assert raw(filled) == kept


def test_a_key_is_known_by_its_name_wherever_it_stands() -> None:
    secret = TOTP.using(wallet=wallet(tagged([NEW, OLD])), issuer="x").new().to_json(encrypt=True)
    TOTP.using(wallet=wallet(tagged([NEW]))).from_source(secret)
    by_place = TOTP.using(secrets={"1": OLD}, issuer="x").new().to_json(encrypt=True)
    TOTP.using(wallet=wallet(tagged([NEW, OLD]))).from_source(by_place)


def test_the_texts_of_this_test_were_under_the_old_key(filled: Past) -> None:
    has(filled, NEW)
    with pytest.raises(InvalidToken):
        texts(filled)
    has(filled, OLD)
    assert texts(filled)["notice.body"] == [text_of(Base.metadata.tables["notice"].c.body)]
