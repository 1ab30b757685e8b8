"""Small numbers left out of what leaves the line: they can single somebody out."""

from __future__ import annotations

from collections.abc import Mapping

FEW = 5
"""A count below it, and above none, is not told. The usual threshold of French health figures
given to others is 5 to 11; the line's own pages show exact ones."""


def without_few(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The same counts, the small ones None; and as many more, the smallest first, as it takes for
    none to be worked out from the total."""
    hidden = {code for code, count in counts.items() if 0 < count < FEW}
    if hidden:
        rest = sorted((count, code) for code, count in counts.items() if count >= FEW)
        while rest and (len(hidden) < 2 or sum(counts[code] for code in hidden) < FEW):
            hidden.add(rest.pop(0)[1])
    return {code: None if code in hidden else count for code, count in counts.items()}
