"""« Équipe »: the people of the line, what they can do, and whether they can be reached."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.guard import Step, Steps
from hotline.console.team.changing import added, change_form, changed, new_form
from hotline.console.team.leaving import back, leave_form, left
from hotline.console.team.listing import listed
from hotline.console.team.qualifying import qualified, taken_away
from hotline.console.team.shown import shown
from hotline.console.team.telephones import called, code_written

STEPS: Steps = {
    ("GET", "/equipe"): Step(Right.PEOPLE_SEE, listed),
    ("GET", "/equipe/nouvelle"): Step(Right.PEOPLE_CHANGE, new_form),
    ("POST", "/equipe/nouvelle"): Step(Right.PEOPLE_CHANGE, added),
    ("GET", "/equipe/<int:person>"): Step(Right.PEOPLE_SEE, shown),
    ("GET", "/equipe/<int:person>/changer"): Step(Right.PEOPLE_CHANGE, change_form),
    ("POST", "/equipe/<int:person>/changer"): Step(Right.PEOPLE_CHANGE, changed),
    ("GET", "/equipe/<int:person>/depart"): Step(Right.PEOPLE_CHANGE, leave_form),
    ("POST", "/equipe/<int:person>/depart"): Step(Right.PEOPLE_CHANGE, left),
    ("POST", "/equipe/<int:person>/retour"): Step(Right.PEOPLE_CHANGE, back),
    ("POST", "/equipe/<int:person>/qualifications"): Step(Right.PEOPLE_CHANGE, qualified),
    ("POST", "/equipe/<int:person>/qualifications/<int:qualification>/retirer"): Step(
        Right.PEOPLE_CHANGE, taken_away
    ),
    ("POST", "/equipe/<int:person>/telephones/<int:phone>/appeler"): Step(Right.PHONES_SEE, called),
    ("POST", "/equipe/<int:person>/telephones/<int:phone>/code"): Step(
        Right.PHONES_SEE, code_written
    ),
}
