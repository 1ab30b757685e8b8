"""The music while waiting, in numbered pieces of eight seconds: a new document starts a file anew,
so the next piece is chosen by how long the caller has waited."""

from __future__ import annotations

from pathlib import Path

from flask import Response, send_from_directory

PIECES = 12
_FOLDER = Path(__file__).parent


def music(piece: int) -> Response:
    """One piece of the music, to be kept by the carrier for as long as it likes."""
    return send_from_directory(
        _FOLDER, f"{piece % PIECES:02}.wav", mimetype="audio/wav", max_age=30 * 24 * 3600
    )
