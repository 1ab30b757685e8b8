"""« Enregistrements »: a phrase is sent, listened to, taken back, and never heard out of place."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from hotline.journal.tables import Entry
from tests.console.ground import BASE, Client, Console
from tests.recordings.test_heard import a_sound

PAGE = "/ligne/enregistrements/fr/greeting"


@pytest.fixture
def administrator(console: Console) -> Client:
    """Somebody who may do everything to the line."""
    return console.signed_in("administrator", name="Camille")


def sends(client: Client, content: bytes, path: str = PAGE) -> TestResponse:
    """As a browser would, in one piece of bytes."""
    token = client.token()
    body = (
        f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n--x\r\n'
        'Content-Disposition: form-data; name="sound"; filename="../accueil.wav"\r\n'
        "Content-Type: audio/wav\r\n\r\n"
    ).encode() + content
    return client.flask.post(
        client.address(path),
        data=body + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
        base_url=BASE,
    )


def sounds(page: str) -> list[str]:
    return re.findall(r'<audio [^>]*src="([^"]+)"', page)


def test_a_recording_is_sent_heard_by_callers_and_listened_to(
    console: Console, administrator: Client
) -> None:
    page = administrator.get(PAGE).text
    assert "Vous êtes sur la ligne des histoires." in page
    assert "La voix de synthèse." in page
    told = administrator.follow(sends(administrator, a_sound(2)))
    assert "On l&#39;entend dès maintenant" in told.text
    (address,) = sounds(told.text)
    heard = administrator.get(address)
    assert (heard.status_code, heard.mimetype, heard.data[:4]) == (200, "audio/wav", b"RIFF")
    piece = administrator.get(address, headers={"Range": "bytes=0-3"})
    assert (piece.status_code, piece.data) == (206, b"RIFF")
    assert "media-src 'self'" in told.headers["Content-Security-Policy"]
    assert "enregistrée" in administrator.get("/ligne/enregistrements").text
    caller = console.world.dials()
    caller.hears("tapez 1")
    assert any("/voice/recordings/" in one.text for one in caller.transcript if one.kind == "play")
    caller.hangs_up()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choisissez un fichier"),
        (b"ceci est une lettre", "Ce n&#39;est pas un son"),
        (a_sound(61), "plus d&#39;une minute"),
        (b"\0" * (10 * 1024 * 1024 + 1), "plus de 10 Mo"),
    ],
)
def test_what_cannot_be_used_is_told_beside_the_field(
    administrator: Client, content: bytes, said: str
) -> None:
    answer = sends(administrator, content)
    assert answer.status_code == 422
    assert 'id="sound-error"' in answer.text
    assert said in answer.text
    assert not sounds(answer.text)


def test_a_form_of_any_size_is_refused_in_plain_words(administrator: Client) -> None:
    answer = sends(administrator, b"\0" * (12 * 1024 * 1024))
    assert answer.status_code == 413
    assert "plus petit" in answer.text


def test_taken_back_it_is_kept_and_can_be_used_again(
    console: Console, administrator: Client
) -> None:
    administrator.follow(sends(administrator, a_sound(1)))
    second = administrator.follow(sends(administrator, a_sound(2)))
    assert "Enregistrements d&#39;avant" in second.text
    removed = administrator.follow(administrator.post(f"{PAGE}/retirer"))
    assert "La voix de synthèse." in removed.text
    undo = re.search(r"(/ligne/enregistrements/reprendre/[0-9a-f]{32})", removed.text)
    assert undo is not None
    again = administrator.follow(administrator.post(undo[1]))
    assert "Un enregistrement de 2,0 s." in again.text
    with console.world.service.database.reading() as session:
        entries = session.scalars(select(Entry).filter_by(kind="recording").order_by(Entry.id))
        assert [one.what for one in entries] == [
            "recording-added",
            "recording-added",
            "recording-removed",
            "recording-added",
        ]


def test_words_that_changed_since_ask_for_another_recording(
    console: Console, administrator: Client
) -> None:
    administrator.follow(sends(administrator, a_sound(1)))
    form = {
        "name": "Ligne",
        "languages": ["fr", "en"],
        "greeting_fr": "Vous êtes sur une autre ligne.",
        "greeting_en": "This is another line.",
        "budget": "90",
        "seen": "0",
    }
    administrator.follow(administrator.post("/ligne/brouillon/line", form))
    page = administrator.get("/ligne/publier").text
    fields = {
        name: value
        for name in ("seen", "version")
        for value in re.findall(rf'name="{name}" value="(\d+)"', page)
    }
    administrator.follow(administrator.post("/ligne/publier", fields))
    assert "le texte a changé" in administrator.get("/ligne/enregistrements").text
    page = administrator.get(PAGE).text
    assert "Vous êtes sur une autre ligne." in page
    assert "Vous êtes sur la ligne des histoires." in page


def test_only_those_who_may_publish_send_and_remove(console: Console) -> None:
    reader = console.signed_in("auditor")
    assert reader.get(PAGE).status_code == 200
    assert 'type="file"' not in reader.get(PAGE).text
    assert sends(reader, a_sound(1)).status_code == 403
    assert reader.post(f"{PAGE}/retirer").status_code == 403


@pytest.mark.parametrize("path", ["de/greeting", "fr/menu-choice", "fr/none"])
def test_an_unknown_phrase_does_not_exist(administrator: Client, path: str) -> None:
    assert administrator.get(f"/ligne/enregistrements/{path}").status_code == 404
    assert sends(administrator, a_sound(1), f"/ligne/enregistrements/{path}").status_code == 404
    assert administrator.get(f"/ligne/enregistrements/son/{path[-4:]}.wav").status_code == 404
