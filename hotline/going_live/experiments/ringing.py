"""Experiments with telephones that ring: for how long, which stops, and who picks up."""

from __future__ import annotations

from hotline.going_live.bench import Answers, Bench, NotSettled, Settled, Word
from hotline.going_live.documents import rings, thanks
from hotline.going_live.experiments.asking import NOT_PICKED_UP, needed
from hotline.going_live.points import NO, YES, Point
from hotline.taxonomies import Wording

RINGS = 10
"""Seconds that a telephone is asked to ring: less than before any voicemail."""
SURE = 2.0
"""Seconds beyond that from which on the carrier has added some of its own."""
WHISPER_SECONDS = 10

_LEAVE_B = Wording(
    "B va sonner : laissez-le sonner, sans y toucher.", "B will ring: let it ring, do not touch it."
)
_LEAVE_B_BUT_A = Wording(
    "Décrochez A. B sonnera ensuite : laissez-le sonner, sans y toucher.",
    "Pick up A. B will ring then: let it ring, do not touch it.",
)
_TOUCHED = Wording(
    "B a répondu, ou une messagerie à sa place. Recommencez avec un autre téléphone.",
    "B answered, or voicemail in its place. Start again with another telephone.",
)
_VOICEMAIL = Wording(
    "B va sonner : n'y touchez pas, sa messagerie doit répondre.",
    "B will ring: do not touch it, its voicemail is to answer.",
)
_NO_VOICEMAIL = Wording(
    "Aucune messagerie n'a répondu. Activez celle de B, et recommencez.",
    "No voicemail has answered. Turn on that of B, and start again.",
)
_PICK_UP_B_ONLY = Wording(
    "Décrochez A. B et C sonneront ensemble : décrochez B seulement.",
    "Pick up A. B and C will ring together: pick up B only.",
)
_PICK_UP_B = Wording("B va sonner : décrochez et écoutez.", "B will ring: pick it up and listen.")


def create_timeout(bench: Bench) -> Answers:
    """For how long does B ring, rung by itself?"""
    bench.people.say(_LEAVE_B)
    bench.ring("b", thanks(bench), seconds=RINGS)
    return {Point.CREATE_TIMEOUT_BUFFER: _buffer(bench)}


def dial_timeout(bench: Bench) -> Answers:
    """For how long does B ring, rung from A?"""
    bench.people.say(_LEAVE_B_BUT_A)
    bench.ring("a", rings(bench, {"b": ""}, seconds=RINGS))
    return {Point.DIAL_TIMEOUT_BUFFER: _buffer(bench)}


def machine(bench: Bench) -> Answers:
    """Is B's voicemail told from a human?"""
    bench.people.say(_VOICEMAIL)
    bench.ring("b", "", seconds=60, tell_machines=True)
    said = needed(bench.until("machine", seconds=120), _NO_VOICEMAIL)
    told = said.told.get("AnsweredBy", "").startswith(("machine", "fax"))
    return {Point.MACHINES_ARE_TOLD: Settled(YES if told else NO)}


def first_pickup(bench: Bench) -> Answers:
    """B and C ring together. Does C stop when B is picked up, or only once B has been heard?"""
    bench.people.say(_PICK_UP_B_ONLY)
    bench.ring("a", rings(bench, {"b": "hold", "c": "hold"}, seconds=60))
    needed(bench.until("hold", seconds=90), NOT_PICKED_UP)
    stopped = bench.until("c-status", seconds=WHISPER_SECONDS / 2, that=lambda word: word.ended)
    return {Point.FIRST_PICKUP_WINS: Settled(YES if stopped else NO)}


def deletion(bench: Bench) -> Answers:
    """Can a call's record be deleted as soon as the call has ended?"""
    bench.people.say(_PICK_UP_B)
    bench.ring("b", thanks(bench))
    ended = needed(bench.ends("b", 90), NOT_PICKED_UP)
    if ended.told.get("CallStatus") != "completed":
        raise NotSettled(NOT_PICKED_UP)
    gone = bench.service.carrier.delete_call(bench.calls["b"])
    return {Point.DELETED_AT_ONCE: Settled(YES if gone else NO)}


def _buffer(bench: Bench) -> Settled:
    rang = needed(bench.until("b-status", seconds=60, that=_rings), NOT_PICKED_UP)
    over = needed(bench.ends("b", 40), _TOUCHED)
    if over.told.get("CallStatus") != "no-answer":
        raise NotSettled(_TOUCHED)
    more = (over.at - rang.at).total_seconds() - RINGS
    return Settled(str(round(more)) if more >= SURE else "0")


def _rings(word: Word) -> bool:
    return word.told.get("CallStatus") == "ringing"
