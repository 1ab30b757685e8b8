"""One's own account: how one signs in, and where one is signed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Response

from hotline.console.account.invited import choose, chosen
from hotline.console.account.own import end_others, end_session, own_account

STEPS: Mapping[tuple[str, str], Callable[..., Response]] = {
    ("GET", ""): own_account,
    ("POST", "/appareils/<row_id>/fermer"): end_session,
    ("POST", "/appareils/fermer"): end_others,
    ("GET", "/invitation/<token>"): choose,
    ("POST", "/invitation/<token>"): chosen,
}
"""Under /compte, for whoever is signed in; an invitation, for whoever has its link."""
