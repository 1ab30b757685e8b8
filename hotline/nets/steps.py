"""Which step of a call is answered how, when it cannot be answered as usual."""

from __future__ import annotations

import re
from collections.abc import Callable

from hotline.nets.asked import Asked
from hotline.nets.callers import Back, comes_in, goes_on, stays, without_picture
from hotline.nets.net import Net
from hotline.nets.paper import Paper
from hotline.nets.responders import connected, leg_step, net_leg, told_of_leg
from hotline.nets.spool import CALL, LEG, key_of

_FAILED_CALL = re.compile(r"/voice/calls/([0-9a-f]{32})/(\w+)")


def answer(net: Net, asked: Asked, back: Back = stays) -> str | None:
    """The document for this request of the carrier; None where it wants no document."""
    area, _, rest = asked.path.partition("/")
    if area in {"status", "responders", "alerts", "duties", "phones", "callbacks"}:
        return _beside(net, asked, area, rest)
    if area == "net":
        return _in_the_net(net, asked, rest, back)
    if area == "calls":
        call, _, step = rest.partition("/")
        return _of_call(net, asked, call, step, back)
    if area == "legs":
        leg, _, step = rest.partition("/")
        return _of_leg(net, asked, leg, step, back)
    failed = _FAILED_CALL.search(asked.failed)
    if failed is None:
        return comes_in(net, asked, back)
    return comes_in(net, asked, back, failed[1], cut=failed[2] == "after")


def is_the_last(asked: Asked) -> bool:
    """Whether nobody is asked after this step: the carrier would apologise, or keep two people
    apart."""
    return asked.path.endswith(("fallback", "status", "connected"))


def _in_the_net(net: Net, asked: Asked, step: str, back: Back) -> str:
    if step in {"whisper", "accept", "confirm"}:
        return net_leg(net, asked, step)
    caller = goes_on(net, asked, back)
    if caller is None:
        return without_picture(net, asked)
    steps: dict[str, Callable[[], str]] = {
        "key": caller.key,
        "way": caller.way,
        "rung": caller.rung,
    }
    return steps.get(step, caller.next)()


def _of_call(net: Net, asked: Asked, call: str, step: str, back: Back) -> str:
    if step in {"wait", "key"}:
        return _in_the_queue(net, asked, call, step)
    if step == "after":
        if asked.queue_result == "hangup" or asked.over:
            net.gone(asked.sid)
            return Paper("fr").hang_up().text()
        return comes_in(net, asked, back, call, cut=asked.queue_result == "bridged")
    if step == "helped":
        return Paper("fr").say("goodbye").hang_up().text()
    if step.startswith(("consent", "noted/", "code-heard", "told/")):
        # Heard in the queue, most often: out of it first. Elsewhere that does nothing.
        return Paper("fr").leave().go_to(net.step(f"/voice/calls/{call}/after")).text()
    return comes_in(net, asked, back, call)


def _in_the_queue(net: Net, asked: Asked, call: str, step: str) -> str:
    """While a telephone rings for them that was rung before, they wait for it; then they leave, and
    are rung for one by one. Their place in line goes with them."""
    if step == "key" and asked.digits == "0":
        net.spool.add(CALL + key_of(asked.sid), "danger", net.now(), sid=asked.sid)
    if not net.marks.of_call(call, net.now()):
        return Paper("fr").leave().text()
    piece = int(asked.queue_seconds or 0) // 8 % 12
    music = net.url(f"/voice/music/{piece}.wav")
    action = net.step(f"/voice/calls/{call}/key")
    document = Paper("fr").listen(action, [], play=music)
    # A key's document leads back, as a wait document does by itself.
    return (
        document.go_to(net.step(f"/voice/calls/{call}/wait")) if step == "key" else document
    ).text()


def _of_leg(net: Net, asked: Asked, leg: str, step: str, back: Back) -> str | None:
    if step == "status":
        told_of_leg(net, asked, leg)
        return None
    if step == "connected":
        return connected(net, leg)
    if step == "dialled":
        # On the caller's own leg: the telephone that was rung from it is over.
        net.marks.free(leg, net.now())
        net.spool.add(
            LEG + leg, "status", net.now(), status=asked.dial_status, child=asked.dial_sid
        )
        if asked.over:
            net.gone(asked.sid)
            return Paper("fr").hang_up().text()
        return comes_in(net, asked, back, cut=asked.dial_bridged)
    return leg_step(net, asked, leg, step)


def _beside(net: Net, asked: Asked, area: str, rest: str) -> str | None:
    """What is no step of a caller: told, or let go with a word."""
    if area == "status" or rest.endswith("/status"):
        if area == "status" and asked.over:
            net.gone(asked.sid)
        return None
    neutral = area == "callbacks"
    key = "callback-machine" if neutral else "trouble-numbers"
    return Paper("fr").say(key).hang_up().text()
