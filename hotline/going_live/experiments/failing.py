"""Experiments with a step that fails on purpose: what the carrier does then."""

from __future__ import annotations

from hotline.going_live.bench import Answers, Bench, NotSettled, Settled, Word
from hotline.going_live.documents import asks_a_key, rings, waits
from hotline.going_live.experiments.asking import (
    NOT_PICKED_UP,
    PICK_UP_A,
    PICK_UP_A_THEN_B,
    needed,
)
from hotline.going_live.points import Point
from hotline.taxonomies import Wording

LONGEST_PATIENCE = 20.0
"""Seconds after which nothing more comes of a wait that failed."""
SOON = 8.0

_PRESS_1 = Wording(
    "Le téléphone A va sonner : décrochez-le et tapez 1.",
    "Telephone A will ring: pick it up and press 1.",
)
_NO_KEY = Wording("Aucune touche n'a été entendue. Recommencez.", "No key was heard. Start again.")
_NEITHER = Wording(
    "A n'est ni reconduit ni raccroché : ce logiciel n'y est pas préparé. Signalez-le.",
    "A is neither led on nor hung up: this software does not expect it. Tell its authors.",
)
_HEAR_EACH_OTHER = Wording("A et B s'entendent-ils ?", "Do A and B hear each other?")


def wait_failure(bench: Bench) -> Answers:
    """The music of the queue cannot be had. What becomes of A?"""
    bench.people.say(PICK_UP_A)
    bench.ring("a", waits(bench, "broken"))
    needed(bench.until("broken", seconds=60), NOT_PICKED_UP)
    said = bench.until("after", "fallback", "a-status", seconds=LONGEST_PATIENCE, that=_moved_on)
    if said is not None and said.step == "fallback":
        answer = "fallback"
    elif said is not None and said.step == "after" and said.told.get("QueueResult") == "error":
        answer = "error"
    elif said is not None:
        answer = "hangup"
    else:
        answer = "retry" if len(bench.told("broken")) > 1 else "silence"
    return {Point.WAIT_FAILURE: Settled(answer)}


def whisper_failure(bench: Bench) -> Answers:
    """B's first words cannot be had. Is B put through to A all the same?"""
    bench.people.say(PICK_UP_A_THEN_B)
    bench.ring("a", rings(bench, {"b": "broken"}, seconds=40))
    needed(bench.until("broken", seconds=90), NOT_PICKED_UP)
    over = bench.until("dialled", "b-status", seconds=SOON, that=_b_is_gone)
    if over is not None:
        return {Point.WHISPER_FAILURE: Settled("hangup")}
    heard = bench.people.agree(_HEAR_EACH_OTHER)
    return {Point.WHISPER_FAILURE: Settled("bridge" if heard else "silence", observed=False)}


def action_failure(bench: Bench) -> Answers:
    """The step after a key cannot be had. Is the fallback asked?"""
    bench.people.say(_PRESS_1)
    bench.ring("a", asks_a_key(bench, "broken"))
    needed(bench.until("broken", seconds=90), _NO_KEY)
    said = bench.until("fallback", "a-status", seconds=LONGEST_PATIENCE, that=_moved_on)
    if said is None:
        raise NotSettled(_NEITHER)
    return {Point.ACTION_FAILURE: Settled("fallback" if said.step == "fallback" else "hangup")}


def _moved_on(word: Word) -> bool:
    return word.step != "a-status" or word.ended


def _b_is_gone(word: Word) -> bool:
    return word.step == "dialled" or word.ended
