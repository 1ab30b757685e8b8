"""Whether this service is about to stop: one word, known to all of its processes."""

from __future__ import annotations

import mmap


class Stopping:
    """Said once, by whichever process is told to stop; the others hear it at once.

    It lies in memory that processes share when one is forked from the other.
    """

    def __init__(self) -> None:
        self._said = mmap.mmap(-1, 1)

    def begin(self) -> None:
        """The service stops within seconds. Harmless when said twice."""
        self._said[0] = 1

    @property
    def has_begun(self) -> bool:
        """Whether it was said."""
        return self._said[0] == 1

    def follows(self, other: Stopping) -> None:
        """From now on both are one."""
        self._said = other._said
