"""The signature of a request, on the vectors that the carrier's libraries are tested with."""

from __future__ import annotations

import pytest

from simulator.signature import signature
from tests.simulator.desk import CALLER, HOST, LINE, TOKEN, desk

PARAMETERS = [
    ("CallSid", "CA1234567890ABCDE"),
    ("Caller", "+14158675309"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("http://mycompany.com:80/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4="),
        ("http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
    ],
)
def test_the_known_vectors(url: str, expected: str) -> None:
    assert signature(TOKEN, url, PARAMETERS) == expected


def test_a_fragment_is_not_signed() -> None:
    assert signature(TOKEN, f"{HOST}/in#rt=4000", PARAMETERS) == signature(
        TOKEN, f"{HOST}/in", PARAMETERS
    )


def test_every_webhook_carries_its_signature() -> None:
    carrier, service = desk({"/in": "<Gather/><Redirect>/in?b=%2B1&amp;a</Redirect>"})
    carrier.dials(CALLER, LINE)
    carrier.clock.run_for(6)
    (_, first), (_, second) = service.asked[:2]
    for form, url, headers in (
        (first, f"{HOST}/in", service.headers[0]),
        (second, f"{HOST}/in?b=%2B1&a", service.headers[1]),
    ):
        assert headers["X-Twilio-Signature"] == signature(TOKEN, url, form.items())
