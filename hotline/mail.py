"""Mail to the line's own people, through the server of the settings."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from hotline.settings import Settings

SECONDS = 10


class MailProblem(Exception):
    """A message did not leave. `code` is the server's answer, 0 when there was none; the server's
    words may quote an address and go no further."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(f"the mail server answered {code}")
        self.code = code


def send_mail(settings: Settings, to: str, subject: str, body: str, message_id: str) -> None:
    """Hands one message to the server. Raises MailProblem when it does not take it.

    A message sent again after its first sending was not noted bears the same `message_id`, an
    opaque one, by which mail programs know that it is one message (RFC 5322, 3.6.4).

    smtps:// is encrypted from the start, smtp:// as soon as the server offers it; a password never
    leaves unencrypted.
    """
    if not settings.hotline_smtp_url.get_secret_value():
        raise MailProblem
    message = EmailMessage()
    message["From"] = settings.hotline_mail_from
    message["To"] = to
    message["Subject"] = subject
    domain = settings.hotline_mail_from.rpartition("@")[2] or "localhost"
    message["Message-ID"] = f"<{message_id}@{domain.rstrip('>')}>"
    message.set_content(body)
    try:
        with _server(settings) as server:
            server.send_message(message)
    except smtplib.SMTPResponseException as problem:
        raise MailProblem(problem.smtp_code) from None
    except smtplib.SMTPRecipientsRefused as problem:
        raise MailProblem(next(iter(problem.recipients.values()))[0]) from None
    except (OSError, smtplib.SMTPException):
        raise MailProblem from None


def _server(settings: Settings) -> smtplib.SMTP:
    address = urlsplit(settings.hotline_smtp_url.get_secret_value())
    host, user = address.hostname or "", address.username
    secure = ssl.create_default_context()
    if address.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, address.port or 465, timeout=SECONDS, context=secure
        )
    else:
        server = smtplib.SMTP(host, address.port or 587, timeout=SECONDS)
    try:
        _introduce(server, address.scheme == "smtps", secure, user, address.password or "")
    except BaseException:
        server.close()
        raise
    return server


def _introduce(
    server: smtplib.SMTP, encrypted: bool, secure: ssl.SSLContext, user: str | None, password: str
) -> None:
    server.ehlo()
    if not encrypted and server.has_extn("starttls"):
        server.starttls(context=secure)
        encrypted = True
    if user is not None:
        if not encrypted:
            raise MailProblem
        server.login(unquote(user), unquote(password))
