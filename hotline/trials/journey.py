"""The way of a trial call: greeted, a key, a queue, and something to hear while waiting.

It goes by the documents alone, as the carrier does, and ends before anybody could be joined.
"""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from hotline.lines.document import LineDocument
from hotline.lines.menu import ProfessionChoice
from hotline.lines.walking import page_at
from hotline.trials.asking import TrialCall
from hotline.trials.failing import Failed, Why

MOST_QUESTIONS = 12
"""Steps between the first key and the queue, at most: questions that are not answered end in it."""


def travel(call: TrialCall, line: LineDocument, *, closed: bool) -> None:
    """Goes the whole way, while the line is `closed` as far as what is said then. Raises Failed."""
    heard = call.ask("/voice/incoming", CallStatus="ringing")
    if next(heard.iter("Say"), None) is None and next(heard.iter("Play"), None) is None:
        raise Failed(Why.NO_GREETING, "/voice/incoming")
    if closed:
        return
    wait = _into_the_queue(call, heard, _first_key(line))
    heard = call.ask(wait, QueueSid="QU" + "0" * 32, QueuePosition="1")
    play = next(heard.iter("Play"), None)
    if play is not None and (play.text or "").startswith(call.settings.hotline_public_url):
        call.listen(play.text or "")
    elif not len(heard):
        raise Failed(Why.NO_WAIT, "/wait")


def _first_key(line: LineDocument) -> str:
    """That of the first profession; with none, nothing is pressed, which leads to a human too."""
    professions = (
        key
        for key, choice in page_at(line, "").choices
        if isinstance(choice, ProfessionChoice) and not choice.callback
    )
    return next(professions, "")


def _into_the_queue(call: TrialCall, heard: Element, key: str) -> str:
    """The address that is asked while waiting."""
    step = "/voice/incoming"
    for _ in range(MOST_QUESTIONS):
        enqueue, gather = heard.find("Enqueue"), heard.find("Gather")
        if enqueue is not None and enqueue.get("waitUrl"):
            return str(enqueue.get("waitUrl"))
        redirect = heard.find("Redirect")
        if gather is not None and gather.get("action"):
            address = str(gather.get("action"))
        elif redirect is not None and redirect.text:
            address = redirect.text
        else:
            break
        heard, key = call.ask(address, Digits=key), ""
        step = urlsplit(address).path
    raise Failed(Why.NO_QUEUE, step)
