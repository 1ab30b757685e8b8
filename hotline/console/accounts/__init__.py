"""« Comptes »: who may sign in, and what they may do."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.accounts.listing import listed
from hotline.console.guard import Step, Steps

STEPS: Steps = {
    ("GET", "/comptes"): Step(Right.ACCOUNTS, listed),
}
