"""Whether the carrier has sent a request, without its library.

twilio.com/docs/usage/security#validating-requests
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

_DEFAULT_PORT = {"https": 443, "http": 80}


def is_signed(token: str, address: str, form: Mapping[str, str], signature: str) -> bool:
    """Whether this is the signature of this address (as it was sent, not decoded) and this form;
    the carrier may name the usual port, or leave it out. Without a token nothing is."""
    if not token or not signature:
        return False
    told = "".join(f"{name}{form[name]}" for name in sorted(form))
    found = False
    for url in _with_and_without_port(address):
        digest = hmac.digest(token.encode(), f"{url}{told}".encode(), "sha1")
        # All are compared: how long it takes tells nothing.
        found |= hmac.compare_digest(b64encode(digest), signature.encode("utf-8", "replace"))
    return found


def _with_and_without_port(address: str) -> Iterable[str]:
    parts = urlsplit(address)
    host = parts.netloc
    yield address
    usual = f":{_DEFAULT_PORT.get(parts.scheme, 443)}"
    other = host.removesuffix(usual) if host.endswith(usual) else f"{host}{usual}"
    if other != host and (":" not in host or host.endswith(usual)):
        yield address.replace(f"://{host}", f"://{other}", 1)
