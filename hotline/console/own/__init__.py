"""« Mes permanences »: a responder's own page, mostly on a telephone, often at night.

Whose it is comes from the account that is signed in; no address and no form names a person.
"""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.guard import Step, Steps
from hotline.console.own.absent import away, away_form, cannot
from hotline.console.own.available import not_tonight, off, on, rung_again
from hotline.console.own.calendar import made, revoked
from hotline.console.own.hours import hours
from hotline.console.own.offering import offer_form, offered, withdrawn
from hotline.console.own.reminding import reminded, reminders
from hotline.console.own.shown import shown
from hotline.console.own.taking import declined, take_form, taken
from hotline.console.own.wrapping_up import noting

STEPS: Steps = {
    ("GET", "/mes-permanences"): Step(Right.OWN, shown),
    ("GET", "/mes-permanences/proposer"): Step(Right.OWN, offer_form),
    ("POST", "/mes-permanences/proposer"): Step(Right.OWN, offered),
    ("POST", "/mes-permanences/offres/<int:offer>/retirer"): Step(Right.OWN, withdrawn),
    ("GET", "/mes-permanences/offres/<int:offer>/prendre"): Step(Right.OWN, take_form),
    ("POST", "/mes-permanences/offres/<int:offer>/prendre"): Step(Right.OWN, taken),
    ("POST", "/mes-permanences/offres/<int:offer>/decliner"): Step(Right.OWN, declined),
    ("POST", "/mes-permanences/empechement"): Step(Right.OWN, cannot),
    ("GET", "/mes-permanences/absence"): Step(Right.OWN, away_form),
    ("POST", "/mes-permanences/absence"): Step(Right.OWN, away),
    ("POST", "/mes-permanences/disponible"): Step(Right.OWN, on),
    ("POST", "/mes-permanences/plus-disponible"): Step(Right.OWN, off),
    ("POST", "/mes-permanences/pas-ce-soir"): Step(Right.OWN, not_tonight),
    ("POST", "/mes-permanences/de-nouveau"): Step(Right.OWN, rung_again),
    ("GET", "/mes-permanences/rappels"): Step(Right.OWN, reminders),
    ("POST", "/mes-permanences/rappels"): Step(Right.OWN, reminded),
    ("POST", "/mes-permanences/calendrier"): Step(Right.OWN, made),
    ("POST", "/mes-permanences/calendrier/fermer"): Step(Right.OWN, revoked),
    ("GET", "/mes-permanences/heures"): Step(Right.OWN, hours),
    ("POST", "/mes-permanences/fiches/<wrap_up>"): Step(Right.OWN, noting),
}
