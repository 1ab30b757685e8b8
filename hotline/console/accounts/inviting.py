"""« Inviter »: a new account, opened by a link that is sent to its owner alone."""

from __future__ import annotations

from flask import Response
from wtforms import EmailField, StringField

from hotline.accounts.keeping import MailTaken, PersonTaken, add_account, give
from hotline.accounts.tables import Account
from hotline.console.account.invited import invitation_for
from hotline.console.accounts.found import account_here
from hotline.console.accounts.giving import Giving
from hotline.console.answering import go_to, page, say
from hotline.console.forms import at_most, needed
from hotline.console.here import Here
from hotline.console.mailing import INVITED, mail_account
from hotline.console.noting import noted
from hotline.service import hotline
from hotline.taxonomies import Wording

_NOT_MAIL = Wording(
    "Écrivez une adresse électronique entière, comme nora@exemple.fr.",
    "Write a whole e-mail address, such as nora@example.org.",
)
_MAIL_TAKEN = Wording("Un compte porte déjà cette adresse.", "An account has this address already.")
_PERSON_TAKEN = Wording("Cette personne a déjà un compte.", "This person has an account already.")
_SENT = Wording(
    "L'invitation est partie. Le lien est bon sept jours.",
    "The invitation is sent. Its link is good for seven days.",
)
_NO_MAIL = Wording(
    "Le compte est prêt, mais ce service n'envoie pas de courriel : donnez ce lien vous-même à la"
    " personne, il est bon sept jours. {link}",
    "The account is ready, but this service sends no mail: give them this link yourself, it is good"
    " for seven days. {link}",
)


class Inviting(Giving):
    """Who is invited."""

    name = StringField(validators=[needed(), at_most(200)])
    mail = EmailField(validators=[needed(), at_most(254)])


def invite_form(here: Here) -> Response:
    """The form."""
    return _asked(here, _form(here))


def invited(here: Here) -> Response:
    """Makes the account and sends its link."""
    form = _form(here)
    given = form.given()
    mail = str(form.mail.data or "").strip()
    local, _, domain = mail.rpartition("@")
    if mail and not (local and "." in domain and " " not in mail):
        form.wrong("mail", _NOT_MAIL)
        given = None
    if given is None:
        return _asked(here, form, 422)
    try:
        with hotline().database.writing() as session:
            account = add_account(
                session,
                name=str(form.name.data).strip(),
                mail=mail,
                person_id=form.person_id,
                now=here.now,
            )
            give(session, account.id, here.line.id, given)
            after: dict[str, object] = {
                "roles": [str(one.role) for one in given],
                "teams": [*(form.teams.data or ())],
                "person": form.person_id,
            }
            noted(
                session, here, "account-invited", kind="account", object_id=account.id, after=after
            )
    except MailTaken:
        form.wrong("mail", _MAIL_TAKEN)
        return _asked(here, form, 422)
    except PersonTaken:
        form.wrong("person", _PERSON_TAKEN)
        return _asked(here, form, 422)
    _sends(account)
    return go_to(here, "/comptes")


def invited_again(here: Here, account: int) -> Response:
    """Another link, for whoever has not chosen a passphrase yet; those before work as long."""
    with hotline().database.writing() as session:
        found = account_here(session, here, account)
        noted(session, here, "account-invited", kind="account", object_id=account)
    _sends(found)
    return go_to(here, "/comptes")


def _sends(account: Account) -> None:
    link = hotline().url(invitation_for(account))
    if hotline().settings.hotline_smtp_url.get_secret_value():
        mail_account(account.email, INVITED, link)
        say(_SENT)
    else:
        say(_NO_MAIL.filled(link=link))


def _form(here: Here) -> Inviting:
    form = Inviting()
    with hotline().database.reading() as session:
        form.choices_of(session, here)
    return form


def _asked(here: Here, form: Inviting, status: int = 200) -> Response:
    return page("accounts/invite.html", here, status, form=form)
