"""Only the carrier may speak to these URLs."""

from __future__ import annotations

from flask import Response, abort, request
from twilio.request_validator import RequestValidator

from hotline.logs import logger
from hotline.service import hotline

LARGEST_BODY = 64 * 1024

log = logger(__name__)


def only_the_carrier() -> Response | None:
    """Refuses (403) any request that the carrier did not sign; nothing else is done with it.

    The signature covers the address the carrier called: the configured public address, then the
    path and query exactly as they were sent. Forwarded-* headers are never looked at. Without a
    configured token everything is refused. twilio.com/docs/usage/security#validating-requests
    """
    settings = hotline().settings
    token = settings.twilio_auth_token.get_secret_value()
    signature = request.headers.get("X-Twilio-Signature", "")
    length = request.content_length
    if not token or not signature or length is None or length > LARGEST_BODY:
        return _refused()
    address = settings.hotline_public_url + raw_path()
    if not RequestValidator(token).validate(address, request.form, signature):
        return _refused()
    if _holds_nul():
        abort(400)
    return None


def _holds_nul() -> bool:
    """Whether U+0000 stands anywhere. No carrier sends it, and PostgreSQL takes it in no text: a
    step would take that for a database that is away."""
    told = (*request.args.items(multi=True), *request.form.items(multi=True))
    return "\0" in request.path or any("\0" in text for pair in told for text in pair)


def raw_path() -> str:
    """The path and query of this request as they were sent, not decoded."""
    target = str(request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or "")
    if target.startswith("/"):
        return target
    # Absolute form, as a proxy may send it: http://host/path.
    _, _, rest = target.partition("://")
    return "/" + rest.partition("/")[2] if rest else request.full_path.rstrip("?")


def _refused() -> Response:
    log.warning("webhook-refused")
    abort(403)
