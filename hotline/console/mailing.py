"""Mail about an account: in both languages, with nothing in it but what has to be done."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from hotline.logs import logger
from hotline.mail import MailProblem, send_mail
from hotline.service import hotline
from hotline.taxonomies import Wording

log = logger(__name__)

_FORGOTTEN = Wording(
    "Pour choisir une nouvelle phrase secrète, ouvrez ce lien avant demain :\n{link}\n"
    "Si vous n'avez rien demandé, ne faites rien.",
    "To choose a new passphrase, open this link before tomorrow:\n{link}\n"
    "If you have not asked for it, do nothing.",
)
_CHANGED = Wording(
    "Votre phrase secrète vient de changer. Si ce n'est pas vous, prévenez votre coordination.",
    "Your passphrase has just changed. If that was not you, tell your coordinators.",
)
INVITED = Wording(
    "Un accès à la console d'Entraide vous est ouvert. Choisissez votre phrase secrète avant sept"
    " jours :\n{link}",
    "You have been given access to the Entraide console. Choose your passphrase within seven"
    " days:\n{link}",
)
_SUBJECT = Wording("Votre accès à Entraide", "Your access to Entraide")
_BODIES = {
    "security/email/reset_instructions": _FORGOTTEN,
    "security/email/reset_notice": _CHANGED,
    "security/email/change_notice": _CHANGED,
}


def send(template: str, to: str, context: Mapping[str, object]) -> None:
    """Sends what the library that signs in wants said; its own words are not used."""
    wording = _BODIES.get(template)
    if wording is not None:
        link = urlsplit(str(context.get("reset_link", "")))
        mail_account(to, wording, hotline().url(link.path))


def mail_account(to: str, wording: Wording, link: str = "") -> None:
    """Sends these words once the page is answered; a server that is away is logged, never told to
    whoever asked: that would tell who has an account."""
    service = hotline()
    body = f"{wording.fr}\n\n{wording.en}".replace("{link}", link)
    message_id = service.new_id()

    def errand() -> None:
        subject = f"{_SUBJECT.fr} / {_SUBJECT.en}"
        try:
            send_mail(service.settings, to, subject, body, message_id)
        except MailProblem as problem:
            log.warning("account-mail-failed", code=problem.code)

    service.errands.run(errand)
