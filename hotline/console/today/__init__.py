"""« Aujourd'hui »: who is on duty, who calls, what is wrong; and what can be done about it now."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.guard import Step, Steps
from hotline.console.today.adding import add_now, added
from hotline.console.today.announcing import announce, closed, put_up, reopened, taken_down
from hotline.console.today.board import board, calls_part, shown
from hotline.console.today.debriefing import debriefed
from hotline.console.today.taking_over import taken_over

STEPS: Steps = {
    ("GET", "/aujourdhui"): Step(Right.TODAY, shown),
    ("GET", "/aujourdhui/appels"): Step(Right.TODAY, calls_part),
    ("GET", "/aujourdhui/etat"): Step(Right.TODAY, board),
    ("POST", "/aujourdhui/reprendre"): Step(Right.ACT, taken_over),
    ("POST", "/aujourdhui/echange"): Step(Right.ACT, debriefed),
    ("GET", "/aujourdhui/ajouter"): Step(Right.ACT, add_now),
    ("POST", "/aujourdhui/ajouter"): Step(Right.ACT, added),
    ("GET", "/aujourdhui/annonce"): Step(Right.ANNOUNCE, announce),
    ("POST", "/aujourdhui/fermer"): Step(Right.ANNOUNCE, closed),
    ("POST", "/aujourdhui/rouvrir"): Step(Right.ANNOUNCE, reopened),
    ("POST", "/aujourdhui/message"): Step(Right.ANNOUNCE, put_up),
    ("POST", "/aujourdhui/message/retirer"): Step(Right.ANNOUNCE, taken_down),
}
