"""« Planning »: the roster by week and by month, and every change of it, seen first."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.guard import Step, Steps
from hotline.console.planning.changing import change_form, changed
from hotline.console.planning.copying import copied, copy_form
from hotline.console.planning.files import export, import_form, imported
from hotline.console.planning.past_changes import changes, undone
from hotline.console.planning.printing import printed
from hotline.console.planning.shown import shown

LARGEST = 3 * 1024 * 1024
"""Bytes of a file of duties, and of the form that carries it on."""

STEPS: Steps = {
    ("GET", "/planning"): Step(Right.ROSTER_SEE, shown),
    ("GET", "/planning/imprimer"): Step(Right.ROSTER_SEE, printed),
    ("GET", "/planning/exporter"): Step(Right.ROSTER_SEE, export),
    ("GET", "/planning/changer"): Step(Right.ROSTER_CHANGE, change_form),
    ("POST", "/planning/changer"): Step(Right.ROSTER_CHANGE, changed),
    ("GET", "/planning/copier"): Step(Right.ROSTER_CHANGE, copy_form),
    ("POST", "/planning/copier"): Step(Right.ROSTER_CHANGE, copied),
    ("GET", "/planning/importer"): Step(Right.ROSTER_CHANGE, import_form),
    ("POST", "/planning/importer"): Step(Right.ROSTER_CHANGE, imported, LARGEST),
    ("GET", "/planning/changements"): Step(Right.ROSTER_CHANGE, changes),
    ("POST", "/planning/changements/<int:number>/annuler"): Step(Right.ROSTER_CHANGE, undone),
}
