"""The signature that lets the service trust a request (twilio.com/docs/usage/webhooks)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable


def signature(token: str, url: str, parameters: Iterable[tuple[str, str]] = ()) -> str:
    """Sign a request as the carrier does.

    The URL is taken as it is sent, neither decoded nor sorted, without its fragment; to it are
    added the name and value of each POST parameter, sorted by name
    (twilio.com/docs/usage/security#validating-requests).
    """
    signed = url.partition("#")[0] + "".join(
        name + value for name, value in sorted(set(parameters))
    )
    digest = hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()
