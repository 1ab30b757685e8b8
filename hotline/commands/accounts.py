"""`hotline accounts`: who may use the console; the first of them is invited here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from hotline.accounts.keeping import Given, MailTaken, PersonTaken, accounts_of, add_account, give
from hotline.accounts.rights import ROLE_NAMES, Role
from hotline.accounts.tables import Account, mail_lookup
from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    opened,
    person_asked_for,
    refuse_unknown_team,
)
from hotline.console.account.invited import invitation_for
from hotline.journal.service import record
from hotline.lines.service import LoadedLine
from hotline.rosters.teams import teams_named
from hotline.service import Hotline
from hotline.taxonomies import Wording

_NONE = Wording(
    "Aucun compte. Le premier : hotline accounts invite NOM ADRESSE --role administrator",
    "No account. The first one: hotline accounts invite NAME ADDRESS --role administrator",
)
_ROW = Wording("{name} : {roles}{teams}{state}", "{name}: {roles}{teams}{state}")
_CLOSED = Wording(" (fermé)", " (closed)")
_WAITS = Wording(" (invité, pas encore venu)", " (invited, not come yet)")
_LINK = Wording(
    "Donnez ce lien à {name}, et à personne d'autre ; il est bon sept jours :\n{link}",
    "Give this link to {name}, and to nobody else; it is good for seven days:\n{link}",
)
_NO_TEAM = Wording(
    "Dites de quelles équipes, avec --team : {known}.", "Say of which teams, with --team: {known}."
)
_NO_PERSON = Wording(
    "Un répondant est une personne de la ligne : dites laquelle, avec --person.",
    "A responder is somebody of the line: say who, with --person.",
)
_MAIL_TAKEN = Wording(
    "Un compte porte déjà cette adresse. Son lien est perdu ? hotline accounts renew ADRESSE",
    "An account has this address already. Is its link lost? hotline accounts renew ADDRESS",
)
_NO_ACCOUNT = Wording(
    "Aucun compte ouvert de cette ligne ne porte cette adresse : hotline accounts les liste.",
    "No open account of this line has this address: hotline accounts lists them.",
)
_PERSON_TAKEN = Wording("Cette personne a déjà un compte.", "This person has an account already.")
ROLES = [str(role) for role in Role]


@click.group(invoke_without_command=True)
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@click.pass_context
@with_appcontext
def accounts(context: click.Context, slug: str | None, language: str) -> None:
    """Les comptes de la console. / The accounts of the console."""
    if context.invoked_subcommand is not None:
        return
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        said = list(_rows(session, line, language))
    click.echo("\n".join(said) or _NONE.read_in(language))


@accounts.command()
@click.argument("name")
@click.argument("mail")
@click.option(
    "--role", "roles", type=click.Choice([str(role) for role in Role]), multiple=True, required=True
)
@click.option("--team", "teams", multiple=True, help="Pour manager. / For a manager.")
@click.option("--person", help="Qui de la ligne. / Who of the line.")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def invite(
    *,
    name: str,
    mail: str,
    roles: tuple[str, ...],
    teams: tuple[str, ...],
    person: str | None,
    slug: str | None,
    language: str,
) -> None:
    """Un nouveau compte, que son lien ouvre. / A new account, which its link opens."""
    service = opened()
    with service.database.writing() as session:
        line = line_asked_for(session, slug, language)
        known = teams_named(session, line)
        for team in teams:
            refuse_unknown_team(team, known, language)
        if Role.MANAGER in roles and not teams:
            raise Refused(_NO_TEAM, language, known=", ".join(known))
        if Role.RESPONDER in roles and person is None:
            raise Refused(_NO_PERSON, language)
        who = person_asked_for(session, line, person, language).id if person else None
        try:
            account = add_account(session, name=name, mail=mail, person_id=who, now=service.now())
        except MailTaken:
            raise Refused(_MAIL_TAKEN, language) from None
        except PersonTaken:
            raise Refused(_PERSON_TAKEN, language) from None
        give(session, account.id, line.id, [Given(Role(role), teams) for role in roles])
        after = {"roles": [*roles], "teams": [*teams], "person": who}
        link = _invited(service, session, line, account, after)
    click.echo(_LINK.read_in(language).format(name=name, link=link))


@accounts.command()
@click.argument("mail")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def renew(mail: str, slug: str | None, language: str) -> None:
    """Un nouveau lien, quand le premier est perdu. / A new link, when the first one is lost."""
    service = opened()
    with service.database.writing() as session:
        line = line_asked_for(session, slug, language)
        theirs = [account for account, _ in accounts_of(session, line.id) if account.active]
        wanted = mail_lookup(mail)
        account = next((one for one in theirs if one.mail_lookup == wanted), None)
        if account is None:
            raise Refused(_NO_ACCOUNT, language)
        link = _invited(service, session, line, account)
    click.echo(_LINK.read_in(language).format(name=account.name, link=link))


def _invited(
    service: Hotline,
    session: Session,
    line: LoadedLine,
    account: Account,
    after: Mapping[str, Any] | None = None,
) -> str:
    """The link that opens the account; the journal tells that there is one."""
    record(
        session,
        line_id=line.id,
        account=None,
        source="hotline accounts",
        what="account-invited",
        kind="account",
        object_id=str(account.id),
        after=after,
        now=service.now(),
    )
    return service.url(invitation_for(account))


def _rows(session: Session, line: LoadedLine, language: str) -> list[str]:
    rows = []
    for account, grants in accounts_of(session, line.id):
        state = ""
        if not account.active:
            state = _CLOSED.read_in(language)
        elif account.password is None and not account.webauthn:
            state = _WAITS.read_in(language)
        rows.append(
            _ROW.read_in(language).format(
                name=account.name,
                roles=", ".join(
                    ROLE_NAMES[role].read_in(language) for role in sorted(grants.roles)
                ),
                teams=f" ({', '.join(sorted(grants.managed))})" if grants.managed else "",
                state=state,
            )
        )
    return rows
