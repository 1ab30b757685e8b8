"""« Comptes »: who may sign in, and what they may do."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.accounts.closing import closed, freed, reopened
from hotline.console.accounts.inviting import invite_form, invited, invited_again
from hotline.console.accounts.listing import listed
from hotline.console.accounts.roles import give_form, given
from hotline.console.guard import Step, Steps

STEPS: Steps = {
    ("GET", "/comptes"): Step(Right.ACCOUNTS, listed),
    ("GET", "/comptes/inviter"): Step(Right.ACCOUNTS, invite_form),
    ("POST", "/comptes/inviter"): Step(Right.ACCOUNTS, invited),
    ("GET", "/comptes/<int:account>"): Step(Right.ACCOUNTS, give_form),
    ("POST", "/comptes/<int:account>"): Step(Right.ACCOUNTS, given),
    ("POST", "/comptes/<int:account>/inviter"): Step(Right.ACCOUNTS, invited_again),
    ("POST", "/comptes/<int:account>/fermer"): Step(Right.ACCOUNTS, closed),
    ("POST", "/comptes/<int:account>/rouvrir"): Step(Right.ACCOUNTS, reopened),
    ("POST", "/comptes/<int:account>/second-facteur"): Step(Right.ACCOUNTS, freed),
}
