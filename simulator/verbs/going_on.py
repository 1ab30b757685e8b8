"""What a verb says when it is done: the document to go on with, or None for the next verb."""

from __future__ import annotations

from collections.abc import Generator

from simulator.legs import Wait
from simulator.twiml.documents import Document

Next = Generator[Wait, object, Document | None]
