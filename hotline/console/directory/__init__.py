"""« Annuaire »: where somebody can be led, for which trade, and whether it was checked lately."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.directory.changing import added, change_form, changed, new_form
from hotline.console.directory.listing import listed
from hotline.console.directory.settling import archived, checked_today, restored
from hotline.console.guard import Step, Steps

STEPS: Steps = {
    ("GET", "/annuaire"): Step(Right.DIRECTORY_SEE, listed),
    ("GET", "/annuaire/nouvelle"): Step(Right.DIRECTORY_CHANGE, new_form),
    ("POST", "/annuaire/nouvelle"): Step(Right.DIRECTORY_CHANGE, added),
    ("GET", "/annuaire/<int:structure>"): Step(Right.DIRECTORY_CHANGE, change_form),
    ("POST", "/annuaire/<int:structure>"): Step(Right.DIRECTORY_CHANGE, changed),
    ("POST", "/annuaire/<int:structure>/verifiee"): Step(Right.DIRECTORY_CHANGE, checked_today),
    ("POST", "/annuaire/<int:structure>/archiver"): Step(Right.DIRECTORY_CHANGE, archived),
    ("POST", "/annuaire/<int:structure>/retablir"): Step(Right.DIRECTORY_CHANGE, restored),
}
