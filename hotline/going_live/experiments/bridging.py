"""Experiments with two telephones that are joined: star, a responder lost, a document missing."""

from __future__ import annotations

from hotline.going_live.bench import Answers, Bench, NotSettled, Settled, Word
from hotline.going_live.documents import joins, waits
from hotline.going_live.experiments.asking import NOT_PICKED_UP, PICK_UP_A, needed
from hotline.going_live.points import NO, YES, Point
from hotline.taxonomies import Wording

SOON = 8.0
"""Seconds within which the carrier says that something has gone wrong."""

_PICK_UP_B_AND_STAR = Wording(
    "Décrochez B. Dites quelques mots, puis tapez étoile sur B.",
    "Pick up B. Say a few words, then press star on B.",
)
_NO_STAR = Wording(
    "Étoile n'a pas été entendue. Recommencez : B doit la taper pendant que vous vous parlez.",
    "Star was not heard. Start again: B presses it while you talk.",
)
_PICK_UP_B = Wording("Décrochez B.", "Pick up B.")
_PICK_UP_AND_HANG_UP = Wording(
    "Décrochez B, et raccrochez dès que ceci vous le dit.", "Pick up B; hang up when told here."
)
_HANG_UP_B = Wording("Raccrochez B, tout de suite.", "Hang up B, right now.")
_TOO_LATE = Wording(
    "B a été joint avec A avant de raccrocher. Recommencez, plus vite.",
    "B was joined with A before hanging up. Start again, faster.",
)
_HEAR_EACH_OTHER = Wording("A et B s'entendent-ils ?", "Do A and B hear each other?")
_SILENCE = Wording(
    "A n'est ni joint ni raccroché : ce logiciel n'y est pas préparé. Signalez-le.",
    "A is neither joined nor hung up: this software does not expect it. Tell its authors.",
)


def star(bench: Bench) -> Answers:
    """B presses star while talking with A. Does A live on, and who is asked for first?"""
    _together(bench, "connected", _PICK_UP_B_AND_STAR)
    over = bench.until("over", seconds=90)
    if over is None:
        raise NotSettled(_NO_STAR)
    after = bench.until("after", seconds=SOON)
    kept = after is not None and not after.ended
    answers = {Point.STAR_KEEPS_CALLER: Settled(YES if kept else NO)}
    if after is not None:
        answers |= _order(after, over)
    return answers


def responder_lost(bench: Bench) -> Answers:
    """B hangs up while the document before the bridge still runs. What is said of A?"""
    _together(bench, "slow", _PICK_UP_AND_HANG_UP)
    bench.people.say(_HANG_UP_B)
    after = needed(bench.until("after", seconds=30), _TOO_LATE)
    over = bench.until("over", seconds=2)
    if over is not None and over.told.get("DialBridged") == "true":
        raise NotSettled(_TOO_LATE)
    return {Point.RESPONDER_LOST: Settled(after.told.get("QueueResult", "?")[:32])}


def queue_url_failure(bench: Bench) -> Answers:
    """The document before the bridge cannot be had. What becomes of A?"""
    _together(bench, "broken", _PICK_UP_B)
    after = bench.until("after", "a-status", seconds=SOON, that=_tells_of_a)
    if after is not None and after.ended:
        return {Point.QUEUE_URL_FAILURE: Settled("hangup")}
    if after is not None:
        return {Point.QUEUE_URL_FAILURE: Settled(after.told.get("QueueResult", "?")[:32])}
    if not bench.people.agree(_HEAR_EACH_OTHER):
        raise NotSettled(_SILENCE)
    return {Point.QUEUE_URL_FAILURE: Settled("connect", observed=False)}


def _together(bench: Bench, step: str, then: Wording) -> None:
    bench.people.say(PICK_UP_A)
    bench.ring("a", waits(bench))
    needed(bench.until("wait", seconds=60), NOT_PICKED_UP)
    bench.people.say(then)
    bench.ring("b", joins(bench, step))
    needed(bench.until(step, seconds=60), NOT_PICKED_UP)


def _tells_of_a(word: Word) -> bool:
    return word.step == "after" or word.ended


def _order(after: Word, over: Word) -> dict[Point, Settled]:
    between = abs((over.at - after.at).total_seconds())
    return {
        Point.CALLER_ACTION_FIRST: Settled(YES if after.nth < over.nth else NO),
        Point.SECONDS_BETWEEN_ACTIONS: Settled(f"{round(between, 1):g}"),
    }
