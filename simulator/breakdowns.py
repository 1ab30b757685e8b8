"""Faults by name, for whoever tries a line: the page and the command choose among these."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.faults import CallbackFault, Faults, RestFault, WebhookFault

WELL = "none"

CALLBACKS: dict[str, CallbackFault] = {
    "lost": CallbackFault(lambda _told: True, copies=0),
    "doubled": CallbackFault(lambda _told: True, copies=2),
    "late": CallbackFault(lambda _told: True, delay=10.0),
    "swapped": CallbackFault(lambda _told: True, swap=True),
}
REST: dict[str, RestFault] = {
    "refused": "refuse",
    "limited": "limit",
    "slow": 2.0,
    "too-slow": 10.0,
    "closed": "close",
    "lost": "lose",
    "page": "page",
    "half": "half",
    "nameless": "nameless",
}
WEBHOOKS: dict[str, WebhookFault] = {
    "slow": 8.0,
    "too-slow": 20.0,
    "dead": "dead",
    "error": "error",
    "missing": "missing",
    "page": "page",
}

CHOICES: dict[str, list[str]] = {
    "callbacks": [WELL, *CALLBACKS],
    "rest": [WELL, *REST],
    "webhooks": [WELL, *WEBHOOKS],
}
"""What can be chosen, by kind; see `faults` for what each does."""


class Breakdowns:
    """One choice a kind, in force until another is made."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self.chosen = dict.fromkeys(CHOICES, WELL)

    def choose(self, kind: str, name: str) -> None:
        """Put a fault in force, or end it with `none`. Raises ValueError with what there is.

        Where the service breaks down its fallback still answers, as one served from elsewhere.
        """
        if kind not in CHOICES:
            raise ValueError(f"There is no fault of {kind}: choose among {', '.join(CHOICES)}.")
        if name not in CHOICES[kind]:
            raise ValueError(f"{kind} can be {', '.join(CHOICES[kind])}; not {name}.")
        self.chosen[kind] = name
        if kind == "callbacks":
            self._faults.callbacks = [CALLBACKS[name]] if name in CALLBACKS else []
        elif kind == "rest":
            broken = REST.get(name)
            self._faults.rest = lambda _method, _path, _form: broken
        else:
            away = WEBHOOKS.get(name)
            self._faults.webhook = lambda what, _url, _told: None if what == "fallback" else away

    def choose_all(self, words: Iterable[str]) -> None:
        """Put faults in force as `kind=name`. Raises ValueError with what there is."""
        for word in words:
            kind, _, name = word.partition("=")
            self.choose(kind, name)
