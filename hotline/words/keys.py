"""The keys of a caller's telephone: those that mean the same everywhere, and those of answers."""

from __future__ import annotations

from routing.questions import ANOTHER_PROFESSION, AVOID, KIND, LATER, NO, PEER, PSYCHOLOGIST, YES

DANGER, OTHER_LANGUAGE, AGAIN, BACK = "0", "9", "#", "*"
MOST_MISSES = 3
"""The miss after which somebody who presses nothing, or no key with a meaning, goes on."""

KEYS = {
    KIND: {PSYCHOLOGIST: "1", PEER: "2"},
    ANOTHER_PROFESSION: {NO: "1", YES: "2"},
    LATER: {NO: "1", YES: "2"},
    AVOID: {YES: "1", NO: "2"},
}
"""The key of each answer, by the name of its question."""
