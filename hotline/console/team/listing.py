"""Everybody, or those who fit; all of it is in the address."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy import select

from hotline.accounts.rights import Right
from hotline.console.answering import page
from hotline.console.here import Here
from hotline.console.team.found import seen_by
from hotline.console.team.words import REACHED
from hotline.people.called import KINDS, LANGUAGES
from hotline.people.names import plain
from hotline.people.readiness import unreachable
from hotline.people.tables import Person
from hotline.service import hotline
from hotline.staff.qualifications import ends_soon, qualifications_of
from hotline.taxonomies import professions


def listed(here: Here) -> Response:
    """By name, with what somebody has to see to."""
    words, kind = request.args.get("mots", "")[:80], request.args.get("genre", "")
    gone = request.args.get("partis") == "1"
    today = here.line.document.local_time(here.now).date()
    with hotline().database.reading() as session:
        theirs = seen_by(session, here, Right.PEOPLE_SEE)
        rows = session.scalars(select(Person).filter_by(line_id=here.line.id)).all()
        found = [
            row
            for row in rows
            if (theirs is None or row.id in theirs)
            and row.active is not gone
            and kind in {"", row.kind}
            and all(
                word in plain(f"{row.name} {' '.join(row.tags)}") for word in plain(words).split()
            )
        ]
        warned = unreachable(session, here.line.id)
        qualified = qualifications_of(session, [row.id for row in found])
    return page(
        "team/list.html",
        here,
        rows=sorted(found, key=lambda row: plain(row.name)),
        words=words,
        kind=kind,
        gone=gone,
        kinds=KINDS,
        languages=LANGUAGES,
        reached=REACHED,
        warned=warned,
        ending={id_: ends_soon(rows, today) for id_, rows in qualified.items()},
        professions=professions(),
    )
