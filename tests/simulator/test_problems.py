"""What the carrier complains about, with its own codes."""

from __future__ import annotations

import pytest

from simulator.twiml.checks import check
from simulator.twiml.documents import read
from tests.simulator.desk import ANNE, CALLER, LINE, desk


@pytest.mark.parametrize(
    ("twiml", "codes"),
    [
        ("<Say>bonjour</Say>", []),
        ("<Sai>bonjour</Sai>", [12200]),
        ("<Say voix='Lea'>bonjour</Say>", [12200]),
        ("<Say/>", [13520]),
        ("<Say>" + "x" * 4097 + "</Say>", [13521]),
        ("<Say voice='Polly.Lea-Neural'>" + "x" * 3001 + "</Say>", [13521]),
        ("<Gather><Dial>+33700000001</Dial></Gather>", [13320]),
        ("<Gather numDigits='un'/>", [13314]),
        ("<Gather finishOnKey='A'/>", [13310]),
        ("<Gather timeout='-1'/>", [13313]),
        ("<Gather action='/x' actionOnEmptyResult='yes'/>", [13338]),
        ("<Dial><Say>bonjour</Say></Dial>", [13215]),
        ("<Dial hangupOnStar='1'><Queue>a</Queue></Dial>", [13213]),
        ("<Enqueue>" + "x" * 65 + "</Enqueue>", [14205]),
        ("<Record/>", [12200]),
        ("<Leave/>", [12200]),
    ],
)
def test_what_is_wrong_in_a_document_is_told_with_its_code(twiml: str, codes: list[int]) -> None:
    document = read(f"<Response>{twiml}</Response>".encode(), "text/xml", "https://x.example/in")
    assert [problem.code for problem in check(document, "call")] == codes


@pytest.mark.parametrize(
    ("place", "twiml", "codes"),
    [
        ("wait", "<Leave/>", []),
        ("wait", "<Dial>+33700000001</Dial>", [12200]),
        ("whisper", "<Gather/><Hangup/>", []),
        ("whisper", "<Enqueue>a</Enqueue>", [12200]),
        ("connect", "<Say>un instant</Say>", []),
        ("connect", "<Gather/>", [12200]),
    ],
)
def test_each_place_has_its_verbs(place: str, twiml: str, codes: list[int]) -> None:
    document = read(f"<Response>{twiml}</Response>".encode(), "text/xml", "https://x.example/in")
    assert [problem.code for problem in check(document, place)] == codes


@pytest.mark.parametrize(
    ("status", "content_type", "body", "code"),
    [
        (500, "text/xml", b"<Response/>", 11200),
        (200, "text/xml", b"<Response>", 12100),
        (200, "text/xml", b"<Response><Say>\x0b</Say></Response>", 12100),
        (200, "text/xml", b"<Answer/>", 12102),
        (200, "", b"<Response/>", 12300),
        (200, "application/json", b"{}", 12300),
        (200, "text/xml", b"<Response><!--" + b"x" * 65536 + b"--></Response>", 11750),
    ],
)
def test_a_document_that_cannot_be_had_leads_to_the_fallback(
    status: int, content_type: str, body: bytes, code: int
) -> None:
    carrier, service = desk({"/fallback": "<Say>secours</Say>"})
    good = service.__call__

    def broken(url: str, headers: object, form: bytes | None, /) -> object:
        if url.endswith("/in"):
            return status, {"content-type": content_type}, body
        return good(url, headers, form)  # type: ignore[arg-type]  # passed on as it came

    carrier.webhooks.transport = broken  # type: ignore[assignment]  # a transport of this test
    carrier.dials(CALLER, LINE).hears("secours")
    [told] = service.told("/fallback")
    assert (told["ErrorCode"], told["ErrorUrl"]) == (str(code), "https://line.example/in")
    assert [problem.code for problem in carrier.problems] == [code]
    assert carrier.problems[0].fatal


def test_a_fallback_that_fails_too_is_the_carriers_own_sentence() -> None:
    carrier, _ = desk({"/in": 500, "/fallback": 500})
    caller = carrier.dials(CALLER, LINE)
    caller.hears("an application error has occurred")
    caller.is_hung_up()
    assert [apology.call_sid for apology in carrier.apologies] == [caller.call.sid]


def test_a_failing_action_leads_to_the_fallback() -> None:
    carrier, _ = desk(
        {
            "/in": "<Gather numDigits='1' action='/keys'/>",
            "/keys": 0,
            "/fallback": "<Say>secours</Say>",
        }
    )
    caller = carrier.dials(CALLER, LINE)
    carrier.clock.run_for(1)
    start = carrier.clock.now()
    caller.presses("1")
    caller.hears("secours")
    assert (carrier.clock.now() - start).total_seconds() == pytest.approx(15)


def test_a_caller_id_that_is_not_ours_is_refused() -> None:
    carrier, service = desk(
        {"/in": f"<Dial callerId='+33999999999' action='/after'>{ANNE}</Dial>", "/after": ""}
    )
    carrier.dials(CALLER, LINE)
    carrier.clock.run_for(5)
    assert [problem.code for problem in carrier.problems] == [13214]
    assert service.told("/after")[0]["DialCallStatus"] == "failed"
