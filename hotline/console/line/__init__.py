"""« Ligne »: its draft in forms beside a picture of its calls, what-if, recordings, versions."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.guard import Step, Steps
from hotline.console.line import (
    lists,
    overview,
    publishing,
    recordings,
    tables,
    versions,
    what_if,
)
from hotline.console.line.addresses import DRAFT

_MEMBER = f"{DRAFT}/<where>/<int:index>"
_PHRASE = f"{recordings.PAGES}/<spoken>/<key>"

STEPS: Steps = {
    ("GET", "/ligne"): Step(Right.LINE_SEE, overview.overview),
    ("GET", "/ligne/et-si"): Step(Right.LINE_SEE, what_if.what_if),
    ("POST", f"{DRAFT}/annuler"): Step(Right.LINE_CHANGE, overview.undone),
    ("POST", f"{DRAFT}/mettre-de-cote"): Step(Right.LINE_CHANGE, overview.put_aside),
    ("POST", f"{DRAFT}/reprendre/<int:number>"): Step(Right.LINE_CHANGE, overview.taken_up),
    ("POST", f"{DRAFT}/repartir"): Step(Right.LINE_CHANGE, overview.begun_again),
    ("GET", f"{DRAFT}/<where>"): Step(Right.LINE_CHANGE, lists.part_shown),
    ("POST", f"{DRAFT}/<where>"): Step(Right.LINE_CHANGE, tables.table_saved),
    ("GET", f"{DRAFT}/<where>/ajouter"): Step(Right.LINE_CHANGE, tables.new_form),
    ("POST", f"{DRAFT}/<where>/ajouter"): Step(Right.LINE_CHANGE, tables.added),
    ("GET", _MEMBER): Step(Right.LINE_CHANGE, tables.member_form),
    ("POST", _MEMBER): Step(Right.LINE_CHANGE, tables.member_saved),
    ("POST", f"{_MEMBER}/retirer"): Step(Right.LINE_CHANGE, lists.removed),
    ("POST", f"{_MEMBER}/monter"): Step(Right.LINE_CHANGE, lists.moved_up),
    ("POST", f"{_MEMBER}/descendre"): Step(Right.LINE_CHANGE, lists.moved_down),
    ("GET", "/ligne/publier"): Step(Right.LINE_SEE, publishing.to_publish),
    ("POST", "/ligne/publier"): Step(Right.LINE_PUBLISH, publishing.published),
    ("GET", "/ligne/versions"): Step(Right.LINE_SEE, versions.history),
    ("GET", "/ligne/versions/<int:number>"): Step(Right.LINE_SEE, versions.to_roll_back),
    ("POST", "/ligne/versions/<int:number>"): Step(Right.LINE_PUBLISH, versions.rolled_back),
    ("POST", "/ligne/versions/<int:number>/brouillon"): Step(Right.LINE_CHANGE, versions.drafted),
    ("GET", recordings.PAGES): Step(Right.LINE_SEE, recordings.listed),
    ("GET", _PHRASE): Step(Right.LINE_SEE, recordings.phrase),
    ("POST", _PHRASE): Step(Right.LINE_PUBLISH, recordings.uploaded, recordings.LARGEST_FORM),
    ("POST", f"{_PHRASE}/retirer"): Step(Right.LINE_PUBLISH, recordings.stopped),
    ("POST", f"{recordings.PAGES}/reprendre/<recording>"): Step(
        Right.LINE_PUBLISH, recordings.used_again
    ),
    ("GET", f"{recordings.PAGES}/son/<recording>.wav"): Step(Right.LINE_SEE, recordings.sound),
}
