"""« Chiffres »: what is counted of a period's calls."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.figures.shown import shown
from hotline.console.guard import Step, Steps

STEPS: Steps = {("GET", "/chiffres"): Step(Right.FIGURES_EXACT, shown)}
