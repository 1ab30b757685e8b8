"""« Jetons »: other programs let in, and kept out again."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.guard import Step, Steps
from hotline.console.tokens.listing import asked_to_revoke, listed, revoked
from hotline.console.tokens.making import made, make_form

STEPS: Steps = {
    ("GET", "/jetons"): Step(Right.TOKENS, listed),
    ("GET", "/jetons/nouveau"): Step(Right.TOKENS, make_form),
    ("POST", "/jetons/nouveau"): Step(Right.TOKENS, made),
    ("GET", "/jetons/<int:token>/retirer"): Step(Right.TOKENS, asked_to_revoke),
    ("POST", "/jetons/<int:token>/retirer"): Step(Right.TOKENS, revoked),
}
