"""A recording that was uploaded is heard by callers until it is taken back, in every process."""

from __future__ import annotations

import io

import numpy as np
import soundfile
from sqlalchemy import event, select

from app import create_service
from hotline.lines.service import line_by_id
from hotline.recordings.keeping import every_version, keep_recording, stop_using, use_again
from hotline.recordings.script import script
from hotline.recordings.service import recordings_of
from hotline.recordings.sound import taken_in
from hotline.recordings.tables import Recording
from hotline.voice.documents import Document
from tests.world import World

GREETING = "Vous êtes sur la ligne des histoires."


def a_sound(seconds: float = 1.0) -> bytes:
    t = np.arange(round(seconds * 8_000)) / 8_000
    file = io.BytesIO()
    soundfile.write(file, 0.2 * np.sin(2 * np.pi * 440 * t), 8_000, format="WAV")
    return file.getvalue()


def uploads(world: World, words: str = GREETING, phrase: str = "greeting") -> str:
    """Keeps a recording of the line's words; its id."""
    service = world.service
    with service.database.writing() as session:
        row = keep_recording(
            session,
            1,
            new_id=service.new_id(),
            phrase=phrase,
            language="fr",
            words=words,
            sound=taken_in(a_sound()),
            author="account:1",
            now=service.now(),
        )
        return row.id


def said_on_the_line(world: World, words: str = GREETING) -> str:
    """The document that says these words to the caller."""
    call = world.call()
    with world.app.app_context():
        return Document(call).say_words(words).answer().get_data(as_text=True)


def played(body: str) -> str | None:
    rest = body.partition("<Play>")[2]
    return rest.partition("</Play>")[0] or None


def test_the_recording_is_heard_in_a_call_and_fetched_by_the_carrier(world: World) -> None:
    recording = uploads(world)
    caller = world.dials()
    caller.hears("tapez 1")
    heard = [one.text for one in caller.transcript if one.kind == "play"]
    address = f"{world.settings.hotline_public_url}/voice/recordings/{recording}.wav"
    assert address in heard
    assert GREETING not in " ".join(one.text for one in caller.transcript if one.kind == "say")
    with world.app.test_client().get(f"/voice/recordings/{recording}.wav") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "audio/wav")
        assert answer.data[:4] == b"RIFF"
        assert answer.cache_control.max_age == 365 * 24 * 3600
    assert world.app.test_client().get("/voice/recordings/none.wav").status_code == 404
    caller.hangs_up()


def test_it_is_not_heard_once_the_line_says_something_else(world: World) -> None:
    uploads(world, words="Un accueil d'autrefois.")
    caller = world.dials()
    caller.hears(GREETING)
    caller.hangs_up()


def test_taken_back_the_voice_speaks_again_and_an_earlier_one_can_be_used_again(
    world: World,
) -> None:
    first, second = uploads(world), uploads(world)
    caller = world.nurse_waits()
    assert f"/{second}.wav" in said_on_the_line(world)
    with world.service.database.writing() as session:
        stopped = stop_using(session, 1, "greeting", "fr")
    assert stopped is not None
    assert played(said_on_the_line(world)) is None
    with world.service.database.writing() as session:
        assert use_again(session, 1, first) is not None
        assert use_again(session, 2, first) is None
    assert f"/{first}.wav" in said_on_the_line(world)
    with world.service.database.reading() as session:
        kept = {row.id: row.in_use for row in every_version(session, 1, "greeting", "fr")}
    assert kept == {first: True, second: False}
    caller.hangs_up()


def test_another_process_hears_it_at_its_next_request(world: World) -> None:
    other = create_service(world.settings, clock=world.clock.now)
    with other.database.reading() as session:
        assert recordings_of(session, 1) == {}
    recording = uploads(world)
    with other.database.reading() as session:
        assert recordings_of(session, 1) == {("fr", GREETING): recording}
    other.database.close()


def test_a_document_costs_no_more_statements_with_recordings(world: World) -> None:
    caller = world.nurse_waits()
    sent: list[str] = []
    engine = world.service.database.engine
    event.listen(engine, "before_cursor_execute", lambda *seen: sent.append(str(seen[2])))

    def statements() -> int:
        said_on_the_line(world)
        sent.clear()
        said_on_the_line(world)
        return len([one for one in sent if one.startswith("SELECT")])

    before = statements()
    uploads(world)
    assert statements() == before
    caller.hangs_up()


def test_only_one_of_a_phrase_is_in_use(world: World) -> None:
    uploads(world)
    uploads(world)
    with world.service.database.reading() as session:
        line = line_by_id(session, 1)
        (row,) = session.scalars(select(Recording).filter_by(in_use=True))
    assert line is not None
    assert row.words == script(line.document, "fr")["greeting"]
