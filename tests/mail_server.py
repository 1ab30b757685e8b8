"""A mail server on this machine, as real as the one of a provider: it speaks SMTP on a port."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST = "127.0.0.1"
USER, PASSWORD = "ligne", "hush: /hush?"


class MailServer:
    """Keeps what it is given; `says` is its answer to each message."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.says = "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: Envelope) -> str:  # noqa: N802 - the library's name
        if self.says.startswith("250"):
            message = message_from_bytes(envelope.content or b"", policy=default)  # type: ignore[arg-type]  # not decoded
            self.messages.append(message)
        return self.says


@contextmanager
def mail_server(
    ssl_context: ssl.SSLContext | None = None, **options: Any
) -> Iterator[tuple[MailServer, int]]:
    """One that runs, and its port."""
    kept = MailServer()
    loop = asyncio.new_event_loop()
    talks: list[SMTP] = []

    def answered() -> SMTP:
        talks.append(SMTP(kept, loop=loop, **options))
        return talks[-1]

    listening = loop.run_until_complete(loop.create_server(answered, HOST, 0, ssl=ssl_context))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield kept, listening.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_closed(listening, talks), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _closed(listening: asyncio.Server, talks: list[SMTP]) -> None:
    """Nothing comes in any more, and those who were talking are let go."""
    listening.close()
    for talk in talks:
        if talk.transport is not None:
            talk.transport.close()
    mine = asyncio.current_task()
    under_way = [task for task in asyncio.all_tasks() if task is not mine]
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)
    await asyncio.sleep(0.05)  # a farewell in TLS


def knows_the_line(
    _server: object, _session: object, _envelope: object, _mechanism: str, given: Any
) -> AuthResult:
    """Lets in only who has this name and password."""
    known = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == known, handled=False)


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """What the server proves itself with, and the file that a client trusts it by."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail of the tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(HOST))]), False)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "certificate.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)
    return context, public
