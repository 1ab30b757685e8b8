"""Looks at the service from outside: its public address, https, and who may speak to it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import requests

from hotline.carrier import signature
from hotline.going_live.findings import Finding, ok, to_do, unknown
from hotline.settings import Settings
from hotline.taxonomies import Wording

SECONDS = 8.0
"""As long as the carrier waits for a step."""
STEP = "/voice/status"
"""The step that changes nothing for a call that it does not know."""
NO_CALL = {"CallSid": "CA" + "0" * 32, "CallStatus": "completed", "Direction": "inbound"}

_ADDRESS = Wording("Adresse publique", "Public address")
_ANSWERS = Wording("{url} répond.", "{url} answers.")
_NO_ANSWER = Wording("{url} ne répond pas ({kind}).", "{url} does not answer ({kind}).")
_START = Wording(
    "Lancez hotline serve, et le serveur https devant lui ; voyez HOTLINE_PUBLIC_URL.",
    "Start hotline serve, and the https server in front of it; see HOTLINE_PUBLIC_URL.",
)
_UNWELL = Wording("Elle répond {status}.", "It answers {status}.")
_TLS = Wording("Liaison chiffrée", "Encrypted connection")
_HTTPS = Wording("https, certificat reconnu.", "https, with a certificate that is trusted.")
_PLAIN = Wording("http, en clair.", "http, in the clear.")
_BAD_TLS = Wording("Le certificat n'est pas reconnu.", "The certificate is not trusted.")
_GET_TLS = Wording(
    "Mettez un serveur https devant le service, et son adresse dans HOTLINE_PUBLIC_URL.",
    "Put an https server in front of the service, and its address into HOTLINE_PUBLIC_URL.",
)
_RENEW = Wording(
    "Renouvelez-le, ou ajoutez ses certificats intermédiaires : l'opérateur ne s'y fie pas non"
    " plus.",
    "Renew it, or add its intermediate certificates: the carrier does not trust it either.",
)
_SIGNED = Wording("Signature de l'opérateur", "The carrier's signature")
_BOTH = Wording(
    "Une demande signée est acceptée, une autre refusée.",
    "A signed request is accepted, another one refused.",
)
_REFUSES = Wording(
    "Une demande signée est refusée ({status}).", "A signed request is refused ({status})."
)
_PROXY = Wording(
    "HOTLINE_PUBLIC_URL et TWILIO_AUTH_TOKEN sont-ils ceux du service qui tourne ? Le serveur"
    " placé devant lui passe-t-il le chemin sans le changer ?",
    "Are HOTLINE_PUBLIC_URL and TWILIO_AUTH_TOKEN those of the service that runs? Does the server"
    " in front of it pass the path on untouched?",
)
_OPEN = Wording(
    "Une demande sans signature n'est pas refusée ({status}).",
    "A request without a signature is not refused ({status}).",
)
_NOT_OURS = Wording(
    "Ce n'est pas ce service qui répond : voyez HOTLINE_PUBLIC_URL.",
    "It is not this service that answers: see HOTLINE_PUBLIC_URL.",
)
_NOT_ASKED = Wording("Le service ne répond pas.", "The service does not answer.")


def reaching(settings: Settings) -> Iterator[Finding]:
    """Asks our own public address, as the carrier would."""
    url = settings.hotline_public_url
    secure = urlsplit(url).scheme == "https"
    try:
        status = requests.get(f"{url}/healthz", timeout=SECONDS, allow_redirects=False).status_code
    except requests.exceptions.SSLError:
        yield to_do("tls", _TLS, _BAD_TLS, _RENEW)
        yield unknown("signature", _SIGNED, _NOT_ASKED, _RENEW)
        return
    except requests.exceptions.RequestException as problem:
        told = _NO_ANSWER.filled(url=url, kind=type(problem).__name__)
        yield to_do("address", _ADDRESS, told, _START)
        yield unknown("signature", _SIGNED, _NOT_ASKED, _START)
        return
    if status == 200:
        yield ok("address", _ADDRESS, _ANSWERS.filled(url=url))
    else:
        yield to_do("address", _ADDRESS, _UNWELL.filled(status=status), _START)
    yield ok("tls", _TLS, _HTTPS) if secure else to_do("tls", _TLS, _PLAIN, _GET_TLS)
    yield _signature(settings)


def _signature(settings: Settings) -> Finding:
    address = settings.hotline_public_url + STEP
    token = settings.twilio_auth_token.get_secret_value()
    try:
        signed = _asked(address, {"X-Twilio-Signature": signature(token, address, NO_CALL)})
        unsigned = _asked(address, {})
    except requests.exceptions.RequestException:
        return unknown("signature", _SIGNED, _NOT_ASKED, _START)
    if unsigned != 403:
        return to_do("signature", _SIGNED, _OPEN.filled(status=unsigned), _NOT_OURS)
    if signed not in {200, 204}:
        return to_do("signature", _SIGNED, _REFUSES.filled(status=signed), _PROXY)
    return ok("signature", _SIGNED, _BOTH)


def _asked(address: str, headers: dict[str, str]) -> int:
    answer = requests.post(
        address, data=NO_CALL, headers=headers, timeout=SECONDS, allow_redirects=False
    )
    return int(answer.status_code)
