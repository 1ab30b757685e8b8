"""Files drawn at random: right ones, as people send them, then torn, twisted and blown up."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import numpy as np
import soundfile

from hotline.backups.contents import packed
from hotline.backups.putting_back import opened_backup
from hotline.backups.sealing import Unreadable, sealed
from hotline.calendars.events import NotACalendar, read_calendar
from hotline.lines.reading import read_line
from hotline.recordings.sound import Refused, taken_in
from hotline.rosters.sheets.grid import NotATable
from hotline.sheets import Sheet, as_ods
from hotline.statistics.history.mistakes import Wrong
from hotline.statistics.history.reading import told_in
from tests.attacked.odd import bent, odd
from tests.backups.about import about_image
from tests.rosters.sheets.ground import csv_of, read, xlsx_of
from tests.world import ENCRYPTION_KEY, LINE_FILE

LINES = Path(__file__).parents[2] / "lines"
SINCE, UNTIL = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Tests//EN
X-WR-TIMEZONE:Europe/Paris
BEGIN:VEVENT
UID:1@example.org
SUMMARY:Anne
DTSTART;TZID=Europe/Paris:20261122T200000
DTEND;TZID=Europe/Paris:20261123T020000
RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=SU,TU;COUNT=20
EXDATE;TZID=Europe/Paris:20261129T200000
ATTENDEE;CN=Anne:mailto:anne@example.org
END:VEVENT
BEGIN:VEVENT
UID:1@example.org
RECURRENCE-ID;TZID=Europe/Paris:20261124T200000
SUMMARY:Bruno
DTSTART;TZID=Europe/Paris:20261124T210000
DURATION:PT4H
END:VEVENT
BEGIN:VEVENT
UID:2@example.org
SUMMARY:Claire
DTSTART;VALUE=DATE:20261224
RDATE;VALUE=DATE:20261231
END:VEVENT
END:VCALENDAR
"""
ROWS = (
    ("personne", "équipe", "rôle", "début", "fin"),
    ("Anne", "psys", "first", "24/12/2026 20:00", "25/12/2026 02:00"),
    ("Bruno", "psys", "backup", "2026-12-25 08:00", "2026-12-26 08:00"),
)
PAST = ("year;table;row;column;calls", "2024;calls;*;;512", "2024;professions;MED;;120")
KEY = ENCRYPTION_KEY
FACES = 12
"""How many different files of each kind there are before anything happens to them."""


def _sentences(texts: list[str]) -> None:
    """Whatever is refused is told, in words."""
    assert texts
    assert all(text.strip() for text in texts)


def reads_line(content: bytes) -> None:
    """As `hotline load` and the console do."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    reading = read_line(text)
    told = [problem.sentence(language) for problem in reading.problems for language in ("fr", "en")]
    if reading.file is None:
        _sentences(told)


def reads_roster(content: bytes) -> None:
    """As `hotline roster import` does."""
    try:
        incoming = read(content)
    except NotATable:
        return
    told = [
        mistake.sentence(language) for mistake in incoming.mistakes for language in ("fr", "en")
    ]
    assert all(text.strip() for text in told)


def reads_calendar(content: bytes) -> None:
    """As a feed that is followed is read."""
    try:
        reading = read_calendar(content, PARIS, SINCE, UNTIL)
    except NotACalendar:
        return
    told = [mistake.sentence(language) for mistake in reading.mistakes for language in ("fr", "en")]
    assert all(text.strip() for text in told)


def reads_past_years(content: bytes) -> None:
    """As `hotline statistics import-history` does."""
    try:
        told_in(content, 2026)
    except Wrong as problem:
        _sentences([m.read_in(language) for m in problem.mistakes for language in ("fr", "en")])


def reads_sound(content: bytes) -> None:
    """As the console does with a recording."""
    try:
        sound = taken_in(content)
    except Refused as problem:
        _sentences([problem.wording.fr, problem.wording.en])
    else:
        assert sound.wav.startswith(b"RIFF")


def reads_backup(content: bytes) -> None:
    """As `hotline restore` does."""
    try:
        opened_backup(content, KEY)
    except Unreadable as problem:
        _sentences([problem.trouble])


@dataclass(frozen=True)
class Kind:
    """Files of one kind: some that are right, and what reads them."""

    right: tuple[bytes, ...]
    reads: Callable[[bytes], None]


def kinds() -> Mapping[str, Kind]:
    """All kinds of files that the service takes."""
    lines = [LINE_FILE, *sorted(LINES.glob("*.toml"))]
    past = [line.split(";") for line in PAST]
    sheet = Sheet("duties", ROWS[0], ROWS[1:])
    csv = csv_of(*(";".join(row) for row in ROWS))
    return {
        "line": Kind(tuple(file.read_bytes() for file in lines), reads_line),
        "roster": Kind((csv, xlsx_of(*ROWS), as_ods([sheet])), reads_roster),
        "calendar": Kind((CALENDAR.replace("\n", "\r\n").encode(),), reads_calendar),
        "past years": Kind((csv_of(*PAST), xlsx_of(*past)), reads_past_years),
        "recording": Kind(tuple(map(_sound, ("WAV", "FLAC", "OGG", "MP3"))), reads_sound),
        "backup": Kind((_backup(b"SQLite format 3\0" + b"rows" * 2000),), reads_backup),
    }


def _sound(kind: str) -> bytes:
    at = np.arange(12_000) / 8_000
    voice = 0.3 * np.sin(2 * np.pi * 220 * at) * (1 + np.sin(2 * np.pi * 3 * at))
    file = io.BytesIO()
    soundfile.write(file, voice, 8_000, format=kind)
    return file.getvalue()


def _backup(image: bytes) -> bytes:
    told = about_image(image, version="0.1.0", revision="0001", made_at=SINCE)
    return b"".join(sealed(KEY, packed(told, image), Random(1).randbytes))


def spoilt(chance: Random, content: bytes) -> bytes:
    """The same with a few things wrong; what is inside a workbook as well as the workbook."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _zipped_spoilt(chance, content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        content = chance.choice(_WAYS)(chance, content)
    return content[:400_000]


def _zipped_spoilt(chance: Random, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(members))
    if chance.random() < 0.1:
        del members[name]
    else:
        members[name] = spoilt(chance, members[name])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for member, inside in members.items():
            archive.writestr(member, inside)
    return file.getvalue()


def _flipped(chance: Random, content: bytes) -> bytes:
    if not content:
        return content
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def _cut(chance: Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.choice((1, 4, 40, 10**9)) :]


def _told_twice(chance: Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    piece = content[at : at + chance.choice((1, 10, 200))]
    return content[:at] + piece * chance.choice((2, 3, 50)) + content[at:]


def _with_noise(chance: Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    noise = chance.choice((odd(chance).encode(errors="replace"), chance.randbytes(4)))
    return content[:at] + noise + content[at:]


def _word_changed(chance: Random, content: bytes) -> bytes:
    """One word, number or date is another: most of what people get wrong."""
    words = content.split(b" ") if chance.random() < 0.3 else content.split(b"\n")
    at = chance.randrange(len(words))
    head, sign, value = words[at].partition(chance.choice((b"=", b":", b";", b",", b'"', b">")))
    told = value.decode("utf-8", "replace")
    words[at] = (
        head + sign + chance.choice((odd, lambda c: bent(c, told)))(chance).encode(errors="replace")
    )
    return (b" " if b" ".join(words) == content else b"\n").join(words)


def _shuffled(chance: Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"\n".join(lines)


_WAYS = (_flipped, _cut, _told_twice, _with_noise, _word_changed, _word_changed, _shuffled)
