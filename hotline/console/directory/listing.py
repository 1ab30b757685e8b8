"""The structures that fit what is looked for; all of it is in the address."""

from __future__ import annotations

from flask import Response, request

from hotline.accounts.names import authors_in_words
from hotline.console.answering import page
from hotline.console.directory.form import areas_in
from hotline.console.here import Here
from hotline.service import hotline
from hotline.structures.service import LEADS_NOWHERE, Wanted, structures
from hotline.taxonomies import orientations, professions, territories


def listed(here: Here) -> Response:
    """By name, each with what tells whether it is the right one."""
    asked = request.args
    wanted = Wanted(
        words=asked.get("mots", "")[:80],
        kind=asked.get("besoin", ""),
        profession=asked.get("metier", ""),
        area=(*areas_in(asked.get("lieu", "")[:8]), "")[0],
        to_check=asked.get("a-verifier") == "1",
        archived=asked.get("archivees") == "1",
    )
    today = here.line.document.local_time(here.now).date()
    with hotline().database.reading() as session:
        rows = structures(session, here.line.id, wanted, today)
        checkers = authors_in_words(session, {row.checked_by for row in rows if row.checked_by})
    return page(
        "directory/list.html",
        here,
        rows=rows,
        wanted=wanted,
        searched=wanted != Wanted(),
        today=today,
        checkers=checkers,
        kinds={code: one for code, one in orientations().items() if code not in LEADS_NOWHERE},
        professions=professions(),
        territories=territories(),
        given=here.line.document.directory,
    )
