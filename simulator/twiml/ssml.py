"""Marks inside Say: the words as they are heard, and the silences between them.

twilio.com/docs/voice/twiml/say/text-speech#ssml; what each voice does with a mark is told by its
maker (docs.aws.amazon.com/polly/latest/dg/supportedtags.html).
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

LONGEST_BREAK = 10.0
"""Seconds (docs.aws.amazon.com/polly/latest/dg/break-tag.html)."""

STRENGTHS = {
    "none": 0.0,
    "x-weak": 0.0,
    "weak": 0.25,
    "medium": 0.25,
    "strong": 0.5,
    "x-strong": 0.9,
}
"""Seconds of a break: the first two are no pause, then as after a comma, a sentence, a paragraph
(same page); the figures are ours."""

AFTER = {"s": "strong", "p": "x-strong"}
"""The break that ends a sentence or a paragraph (…/s-tag.html, …/p-tag.html)."""

TIME = re.compile(r"(\d+(?:\.\d+)?)(ms|s)")


def spoken(element: ElementTree.Element) -> tuple[str, float]:
    """The whole text of a Say as it is heard, tails included, and its seconds of silence.

    A break, and the end of a sentence or a paragraph, is a space at least; of `sub` its alias is
    heard. What is no mark at all is spoken like plain text.
    """
    text, silence = element.text or "", 0.0
    for mark in element:
        words, pause = spoken(mark)
        if mark.tag == "sub":
            words = mark.get("alias", words)
        if mark.tag == "break":
            words, pause = " ", seconds(mark)
        elif mark.tag in AFTER:
            words, pause = f" {words} ", pause + STRENGTHS[AFTER[mark.tag]]
        text += words + (mark.tail or "")
        silence += pause
    return text, silence


def seconds(mark: ElementTree.Element) -> float:
    """How long a break lasts: its time, else its strength; as after a comma by default."""
    told = TIME.fullmatch(mark.get("time", "").strip())
    if told is not None:
        return min(float(told[1]) / (1000 if told[2] == "ms" else 1), LONGEST_BREAK)
    return STRENGTHS.get(mark.get("strength", "medium"), STRENGTHS["medium"])
