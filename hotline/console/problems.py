"""What somebody reads when a page cannot be shown: what happened, and what to do."""

from __future__ import annotations

from flask import Response, make_response, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from hotline.console.answering import HEADERS
from hotline.console.language import console_language
from hotline.taxonomies import Wording, wording_in

_TOLD = {
    400: Wording(
        "Ce formulaire est resté ouvert trop longtemps. Revenez à la page et envoyez-le encore.",
        "This form was open for too long. Go back to the page and send it again.",
    ),
    403: Wording(
        "Votre rôle ne permet pas d'ouvrir cette page. La personne qui gère les comptes peut vous"
        " en donner le droit.",
        "Your role does not allow you to open this page. Whoever looks after accounts can give you"
        " the right to.",
    ),
    404: Wording(
        "Cette page n'existe pas, ou n'est pas à vous. Vérifiez l'adresse, ou repartez de la"
        " première page.",
        "This page does not exist, or is not yours. Check the address, or start again from the"
        " first page.",
    ),
    405: Wording(
        "Cette adresse ne s'ouvre pas ainsi : repartez du menu.",
        "This address is not opened that way: start again from the menu.",
    ),
    413: Wording(
        "Ce que vous envoyez est trop gros. Envoyez un fichier plus petit.",
        "What you send is too large. Send a smaller file.",
    ),
}
_NOTHING_HERE = Wording("Rien à cette adresse", "Nothing at this address")
_ONE_MOMENT = Wording("Un instant", "One moment")
_OTHER = Wording(
    "La page n'a pas pu être affichée. Rien n'a été changé : réessayez dans un instant.",
    "The page could not be shown. Nothing was changed: try again in a moment.",
)


def told(problem: HTTPException) -> Response:
    """A page with one sentence and a way back; a redirection stays one."""
    if problem.response is not None or (problem.code or 500) < 400:
        return make_response(problem.get_response())
    code = 400 if isinstance(problem, CSRFError) else problem.code or 500
    language = console_language()
    body = render_template(
        "console/problem.html",
        language=language,
        t=wording_in(language),
        title=_NOTHING_HERE if code == 404 else _ONE_MOMENT,
        said=_TOLD.get(code, _OTHER),
    )
    answer = make_response(body, code)
    answer.headers.update(HEADERS)
    return answer
