"""The second process checks the carrier's signature as the service does, without its library."""

from __future__ import annotations

import pytest
from twilio.request_validator import RequestValidator

from hotline.nets.signature import is_signed

FORM = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
PATH = "mycompany.com{}/myapp.php?foo=1&bar=2"
KNOWN = {
    f"https://{PATH.format('')}": "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    f"https://{PATH.format(':443')}": "kvajT1Ptam85bY51eRf/AJRuM3w=",
    f"http://{PATH.format(':80')}": "0ZXoZLH/DfblKGATFgpif+LLRf4=",
    f"http://{PATH.format(':1234')}": "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
}


@pytest.mark.parametrize(("address", "signature"), KNOWN.items())
def test_the_published_signatures_are_known(address: str, signature: str) -> None:
    assert is_signed("12345", address, FORM, signature)
    assert not is_signed("12345", address, {**FORM, "Digits": "1"}, signature)
    assert not is_signed("12345", address, FORM, signature[:-2] + "A=")
    assert not is_signed("", address, FORM, signature)
    assert not is_signed("12345", address, FORM, "")


@pytest.mark.parametrize("address", [*KNOWN, "https://ligne.example.org/voice/net/next?at=a%2Bb"])
def test_every_signature_of_the_library_is_known(address: str) -> None:
    for form in (FORM, {}, {"From": "é", "Digits": "#"}):
        for token in ("12345", "a token"):
            signed = RequestValidator(token).compute_signature(address, form)
            assert is_signed(token, address, form, signed)


def test_the_port_may_be_named_or_not() -> None:
    without, with_port, *_ = KNOWN
    assert is_signed("12345", without, FORM, KNOWN[with_port])
    assert is_signed("12345", with_port, FORM, KNOWN[without])


def test_a_signature_in_other_letters_is_none() -> None:
    address = f"https://{PATH.format('')}"
    for odd in ("é" * 28, "\xff\xfe", "\ud800", "日本" * 14):
        assert not is_signed("12345", address, FORM, odd)
