"""What a command says when it cannot have the database: why, as far as the driver tells, and what
to do. The driver's own words may hold an address, and are not repeated."""

from __future__ import annotations

import click
from sqlalchemy.exc import SQLAlchemyError

_WHY = {
    "mot de passe refusé / password refused": (
        "authentication failed",
        "authentification par mot de passe",
    ),
    "cette base, ou cet utilisateur, n'existe pas / no such database or user": (
        "does not exist",
        "n'existe pas",
    ),
    "nom de machine inconnu / unknown host name": ("resolve",),
    "connexion refusée : est-elle démarrée ? / connection refused: is it running?": ("refused",),
    "pas de réponse à temps / no answer in time": ("timeout",),
    "elle démarre / it is starting": ("starting up", "se lance"),
    "fichier introuvable, ou fermé à ce compte / no such file, or closed to you": (
        "unable to open",
    ),
    "ouverte en lecture seule / read-only": ("readonly",),
    "occupée par un autre processus / busy with another process": ("locked",),
    "disque plein / disk full": ("full",),
}
"""Each reason, and what drivers say of it: PostgreSQL speaks its machine's language."""


def why(problem: SQLAlchemyError) -> str:
    """Why it cannot be had; the kind of error, where that is not known."""
    said = str(getattr(problem, "orig", "")).lower()
    found = (words for words, signs in _WHY.items() if any(sign in said for sign in signs))
    return next(found, type(problem).__name__)


def database_away(problem: SQLAlchemyError) -> click.ClickException:
    """The error to raise in its place."""
    return click.ClickException(
        "La base de données ne répond pas : vérifiez HOTLINE_DATABASE_URL. / The database does not"
        f" answer: check HOTLINE_DATABASE_URL. ({why(problem)})"
    )
