"""The console's own files, sent small: none of them holds anything of anybody.

Pages are not compressed: beside what somebody typed they hold tokens, which lengths could betray
(BREACH).
"""

from __future__ import annotations

import gzip
from functools import cache

from flask import Response, request

from hotline.console.answering import STATIC

_TEXT = ("text/", "image/svg+xml", "application/javascript")


def sent_small(response: Response) -> Response:
    """The file compressed, for whoever takes it so; kept for ever where its address changes with
    what is in it."""
    if "v" in request.args:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    name = (request.view_args or {}).get("filename", "")
    takes = request.accept_encodings["gzip"] > 0
    if response.status_code == 200 and takes and (response.mimetype or "").startswith(_TEXT):
        response.close()  # the file that would have been sent
        response.direct_passthrough = False
        response.set_data(_compressed(name))
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
    return response


@cache
def _compressed(name: str) -> bytes:
    return gzip.compress((STATIC / name).read_bytes(), mtime=0)
