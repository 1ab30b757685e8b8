"""What a command says when it cannot have the database: why, as far as the driver tells, and what
to do. The driver's own words may hold an address, and are not repeated."""

from __future__ import annotations

import click
from sqlalchemy.exc import SQLAlchemyError

_WHY = {
    "authentication failed": "mot de passe refusé / password refused",
    "authentification par mot de passe": "mot de passe refusé / password refused",
    "n'existe pas": "cette base, ou cet utilisateur, n'existe pas / no such database or user",
    "se lance": "elle démarre / it is starting",
    "does not exist": "cette base, ou cet utilisateur, n'existe pas / no such database or user",
    "resolve": "nom de machine inconnu / unknown host name",
    "refused": "connexion refusée : est-elle démarrée ? / connection refused: is it running?",
    "timeout": "pas de réponse à temps / no answer in time",
    "starting up": "elle démarre / it is starting",
    "unable to open": "fichier introuvable, ou fermé à ce compte / no such file, or closed to you",
    "readonly": "ouverte en lecture seule / read-only",
    "locked": "occupée par un autre processus / busy with another process",
    "full": "disque plein / disk full",
}


def why(problem: SQLAlchemyError) -> str:
    """Why it cannot be had; the kind of error, where that is not known."""
    said = str(getattr(problem, "orig", "")).lower()
    return next((words for sign, words in _WHY.items() if sign in said), type(problem).__name__)


def database_away(problem: SQLAlchemyError) -> click.ClickException:
    """The error to raise in its place."""
    return click.ClickException(
        "La base de données ne répond pas : vérifiez HOTLINE_DATABASE_URL. / The database does not"
        f" answer: check HOTLINE_DATABASE_URL. ({why(problem)})"
    )
