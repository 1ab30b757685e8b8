"""Mail leaves through a real server: in the clear on this machine, encrypted, with a password."""

from __future__ import annotations

import ssl
from pathlib import Path
from urllib.parse import quote

import pytest

from hotline.mail import MailProblem, send_mail
from hotline.settings import Settings
from tests.mail_server import HOST, PASSWORD, USER, certificate, knows_the_line, mail_server
from tests.world import settings_for

LOGIN = f"{USER}:{quote(PASSWORD, safe='')}"


def through(address: str) -> Settings:
    nowhere = "http://127.0.0.1:9"
    return settings_for(
        "sqlite://",
        nowhere,
        nowhere,
        hotline_smtp_url=address,
        hotline_mail_from="ligne@example.org",
    )


def send(address: str) -> None:
    told = "Appel sans réponse à 03:00."
    send_mail(through(address), "chloe@example.org", "Ligne d'été", told, "opaque")


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate that this machine trusts."""
    context, public = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    return context


def test_a_message_arrives_whole() -> None:
    with mail_server() as (server, port):
        send(f"smtp://{HOST}:{port}")
    (message,) = server.messages
    assert (message["From"], message["To"]) == ("ligne@example.org", "chloe@example.org")
    assert message["Subject"] == "Ligne d'été"
    assert message["Message-ID"] == "<opaque@example.org>"
    assert message.get_content().strip() == "Appel sans réponse à 03:00."


def test_a_password_leaves_only_encrypted(trusted: ssl.SSLContext) -> None:
    with mail_server(
        tls_context=trusted,
        require_starttls=True,
        auth_required=True,
        authenticator=knows_the_line,
    ) as (server, port):
        send(f"smtp://{LOGIN}@{HOST}:{port}")
        with pytest.raises(MailProblem) as refused:
            send(f"smtp://{USER}:wrong@{HOST}:{port}")
    assert len(server.messages) == 1
    assert refused.value.code == 535
    assert "wrong" not in str(refused.value)
    with (
        mail_server(authenticator=knows_the_line, auth_require_tls=False) as (server, port),
        pytest.raises(MailProblem),
    ):
        send(f"smtp://{LOGIN}@{HOST}:{port}")
    assert server.messages == []


def test_a_server_that_is_encrypted_from_the_start(trusted: ssl.SSLContext) -> None:
    with mail_server(ssl_context=trusted) as (server, port):
        send(f"smtps://{HOST}:{port}")
    assert len(server.messages) == 1


def test_a_server_that_nobody_vouches_for_is_given_nothing(tmp_path: Path) -> None:
    stranger, _ = certificate(tmp_path)
    with mail_server(tls_context=stranger) as (server, port), pytest.raises(MailProblem):
        send(f"smtp://{HOST}:{port}")
    assert server.messages == []


def test_what_a_server_says_goes_no_further_than_its_code() -> None:
    with mail_server() as (server, port):
        server.says = "550 5.1.1 <chloe@example.org> is unknown here"
        with pytest.raises(MailProblem) as refused:
            send(f"smtp://{HOST}:{port}")
    assert refused.value.code == 550
    assert "chloe" not in str(refused.value)


def test_no_server_and_none_that_answers() -> None:
    with mail_server() as (_, port):
        pass
    for address in ("", f"smtp://{HOST}:{port}"):
        with pytest.raises(MailProblem) as away:
            send(address)
        assert away.value.code == 0
