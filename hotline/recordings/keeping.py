"""Recorded prompts of a line: another one is heard from now on, or the synthetic voice again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hotline.lines.service import line_changed
from hotline.lines.tables import Line
from hotline.recordings.sound import Sound
from hotline.recordings.tables import Recording


def keep_recording(
    session: Session,
    line_id: int,
    *,
    new_id: str,
    phrase: str,
    language: str,
    words: str,
    sound: Sound,
    author: str,
    now: datetime,
) -> Recording:
    """Keeps a sound, to be heard from now on where these words are said; the one before stays, and
    can be used again."""
    _out_of_use(session, line_id, phrase, language)
    row = Recording(
        id=new_id,
        line_id=line_id,
        phrase=phrase,
        language=language,
        words=words,
        in_use=True,
        seconds=round(sound.seconds, 1),
        author=author,
        made_at=now,
        sound=sound.wav,
    )
    session.add(row)
    _changed(session, line_id)
    return row


def stop_using(session: Session, line_id: int, phrase: str, language: str) -> Recording | None:
    """The synthetic voice says it again; gives the recording that was heard, None if there was
    none."""
    row = in_use(session, line_id, phrase, language)
    if row is not None:
        row.in_use = False
        _changed(session, line_id)
    return row


def use_again(session: Session, line_id: int, recording_id: str) -> Recording | None:
    """This earlier recording is heard from now on; None when the line has no such one."""
    row = session.scalars(
        select(Recording).filter_by(id=recording_id, line_id=line_id)
    ).one_or_none()
    if row is not None:
        _out_of_use(session, line_id, row.phrase, row.language)
        row.in_use = True
        _changed(session, line_id)
    return row


def in_use(session: Session, line_id: int, phrase: str, language: str) -> Recording | None:
    """The recording that is heard; None where the synthetic voice speaks."""
    which = {"line_id": line_id, "phrase": phrase, "language": language, "in_use": True}
    return session.scalars(select(Recording).filter_by(**which)).one_or_none()


def all_in_use(session: Session, line_id: int) -> dict[tuple[str, str], Recording]:
    """Those that are heard, by language and phrase. One statement."""
    rows = session.scalars(select(Recording).filter_by(line_id=line_id, in_use=True))
    return {(row.language, row.phrase): row for row in rows}


def every_version(
    session: Session, line_id: int, phrase: str, language: str
) -> Sequence[Recording]:
    """Of one phrase, the newest first."""
    which = {"line_id": line_id, "phrase": phrase, "language": language}
    return session.scalars(
        select(Recording).filter_by(**which).order_by(Recording.made_at.desc(), Recording.id)
    ).all()


def sound_of(session: Session, recording_id: str, line_id: int | None = None) -> bytes | None:
    """The WAV file of a recording, of that line if one is given; None for an unknown one."""
    asked = select(Recording.sound).where(Recording.id == recording_id)
    if line_id is not None:
        asked = asked.where(Recording.line_id == line_id)
    return session.scalars(asked).one_or_none()


def _out_of_use(session: Session, line_id: int, phrase: str, language: str) -> None:
    which = {"line_id": line_id, "phrase": phrase, "language": language, "in_use": True}
    session.execute(update(Recording).filter_by(**which).values(in_use=False))
    session.expire_all()


def _changed(session: Session, line_id: int) -> None:
    """From the next request on, every process reads the recordings anew."""
    session.flush()
    token = secrets.token_hex(8)
    session.execute(update(Line).where(Line.id == line_id).values(recordings_token=token))
    line_changed(session)
