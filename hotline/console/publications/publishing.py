"""Publishing a year: asked first, since it cannot be undone here."""

from __future__ import annotations

from flask import Response, abort

from hotline.console.answering import go_to, page, say
from hotline.console.here import Here
from hotline.publishing.keeping import kept_release
from hotline.publishing.making import NothingThere, NotYet, day_to_wait_for, release_of
from hotline.service import hotline
from hotline.statistics.collapsing import years_counted
from hotline.statistics.history.keeping import years_taken_over
from hotline.taxonomies import Wording

_PUBLISHED = Wording("Les chiffres de {year} sont publiés.", "The figures of {year} are published.")
_NOT_YET = Wording(
    "Les chiffres de {year} pourront être publiés à partir du {day}. Rien n'a été publié.",
    "The figures of {year} can be published from {day} on. Nothing was published.",
)


def asked_to_publish(here: Here, year: int) -> Response:
    """Says what will happen."""
    slug = here.line.document.line.slug
    with hotline().database.reading() as session:
        if year not in years_counted(session, slug) | {*years_taken_over(session, slug)}:
            abort(404)
        day = day_to_wait_for(session, here.line, year, here.now)
        done = kept_release(session, here.line, year) is not None
    if done:
        return go_to(here, f"/publications/{year}")
    return page("publications/publish.html", here, 409 if day else 200, year=year, day=day)


def published(here: Here, year: int) -> Response:
    """Publishes it, or shows what is published already."""
    if not 1900 < year < 10_000:
        abort(404)
    try:
        release_of(hotline().database, here.line, year, here.now, account=here.account)
    except NotYet as problem:
        say(_NOT_YET.filled(year=year, day=problem.day.isoformat()))
        return go_to(here, "/publications")
    except NothingThere:
        abort(404)
    say(_PUBLISHED.filled(year=year))
    return go_to(here, f"/publications/{year}")
