"""Signing in: Flask-Security with the line's own accounts, words, mail and limits."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask, render_template, request, session
from flask_babel import Babel
from flask_security import (
    Security,
    UserMixin,
    user_authenticated,
)
from flask_security.mail_util import MailUtil
from flask_security.webauthn_util import WebauthnUtil
from flask_wtf import CSRFProtect
from pydantic import SecretStr
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from hotline.accounts import lockout, second_factor, sessions
from hotline.accounts.tables import Account
from hotline.console.browsers import browser_in_words
from hotline.console.datastore import accounts_session, keeps_accounts
from hotline.console.demo import demo_accounts
from hotline.console.language import console_language
from hotline.console.mailing import send
from hotline.console.proving import (
    ChangePassphrase,
    Codes,
    Forgotten,
    Login,
    RecoveryCodes,
    Verify,
)
from hotline.service import hotline
from hotline.settings import split_keys
from hotline.taxonomies import wording_in

SHORTEST = 12
"""Characters of a passphrase. Length counts; no sign is asked for (NIST SP 800-63B, 3.1.1)."""
SESSION = "browser"
"""Where the cookie keeps the secret of this browser."""

csrf = CSRFProtect()


class _Passkeys(WebauthnUtil):
    """Made for the service's public address, whatever a proxy calls it. A passkey that stands for
    a passphrase asks who holds it (a finger, a face, a code) and is found without an address."""

    def origin(self) -> str:
        return hotline().settings.hotline_public_url

    def authenticator_selection(
        self,
        user: UserMixin,  # noqa: ARG002 - the same for everybody
        usage: str,
    ) -> AuthenticatorSelectionCriteria:
        first = usage == "first"
        return AuthenticatorSelectionCriteria(
            resident_key=(
                ResidentKeyRequirement.REQUIRED if first else ResidentKeyRequirement.DISCOURAGED
            ),
            user_verification=(
                UserVerificationRequirement.REQUIRED
                if first
                else UserVerificationRequirement.PREFERRED
            ),
        )

    def user_verification(
        self,
        user: UserMixin | None,  # noqa: ARG002 - the same for everybody
        usage: list[str],
    ) -> UserVerificationRequirement:
        if usage == ["secondary"]:
            return UserVerificationRequirement.PREFERRED
        return UserVerificationRequirement.REQUIRED


class _Mail(MailUtil):
    """By the line's own mail server, in few words, with addresses of the public service."""

    def validate(self, email: str) -> str:
        """Nobody's servers are asked about an address: it has an account, or none."""
        return str(self.normalize(email))

    def send_mail(
        self,
        template: str,
        subject: str,  # noqa: ARG002 - its own words are not used
        recipient: Any,
        *_: Any,
        **context: Any,
    ) -> None:
        send(template, str(recipient), context)


def signs_in(app: Flask, secret_key: SecretStr, encryption_keys: SecretStr) -> None:
    """Adds signing in to the application: /compte/…"""
    app.config.update(
        SECRET_KEY=secret_key.get_secret_value(),
        SESSION_COOKIE_NAME="__Host-console",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=sessions.A_MONTH,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        BABEL_DEFAULT_LOCALE="fr",
        SECURITY_PASSWORD_SALT=secret_key.get_secret_value(),
        SECURITY_PASSWORD_LENGTH_MIN=SHORTEST,
        SECURITY_PASSWORD_SINGLE_HASH=["argon2"],
        # Of what is in a link, which is signed: nothing that has to be slow, and that would be slow
        # only where there is somebody to send it to.
        SECURITY_HASHING_SCHEMES=["hex_sha256"],
        SECURITY_DEPRECATED_HASHING_SCHEMES=[],
        SECURITY_TOTP_SECRETS=second_factor.tagged(split_keys(encryption_keys)),
        SECURITY_TOTP_ISSUER="Entraide",
        SECURITY_WAN_RP_NAME="Entraide",
        **_FEATURES,
        **_ADDRESSES,
    )
    csrf.init_app(app)
    Babel(app, locale_selector=console_language)
    Security(
        app,
        keeps_accounts(app),
        login_form=Login,
        verify_form=Verify,
        change_password_form=ChangePassphrase,
        forgot_password_form=Forgotten,
        totp_cls=Codes,
        mf_recovery_codes_util_cls=RecoveryCodes,
        webauthn_util_cls=_Passkeys,
        mail_util_cls=_Mail,
        render_template=_rendered,
    )
    user_authenticated.connect(_signed_in)


_FEATURES: dict[str, object] = {
    "SECURITY_RECOVERABLE": True,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_TWO_FACTOR": True,
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
    "SECURITY_WEBAUTHN": True,
    "SECURITY_WAN_ALLOW_USER_HINTS": False,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_JOIN_USER_ROLES": False,
    "SECURITY_LOGOUT_CSRF": True,
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
    "SECURITY_STATIC_FOLDER": None,
}
_ADDRESSES: dict[str, object] = {
    "SECURITY_URL_PREFIX": "/compte",
    "SECURITY_LOGIN_URL": "/entrer",
    "SECURITY_LOGOUT_URL": "/sortir",
    "SECURITY_RESET_URL": "/oubli",
    "SECURITY_CHANGE_URL": "/phrase",
    "SECURITY_VERIFY_URL": "/verifier",
    "SECURITY_TWO_FACTOR_SETUP_URL": "/second-facteur",
    "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/code",
    "SECURITY_TWO_FACTOR_RESCUE_URL": "/sans-telephone",
    "SECURITY_TWO_FACTOR_SELECT_URL": "/choix",
    "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/secours",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_URL": "/codes-de-secours",
    "SECURITY_WAN_REGISTER_URL": "/cle",
    "SECURITY_WAN_SIGNIN_URL": "/entrer/cle",
    "SECURITY_WAN_DELETE_URL": "/cle/retirer",
    "SECURITY_WAN_VERIFY_URL": "/verifier/cle",
    "SECURITY_POST_LOGIN_VIEW": "/console",
    "SECURITY_POST_LOGOUT_VIEW": "/compte/entrer",
    "SECURITY_POST_CHANGE_VIEW": "/compte",
    "SECURITY_POST_RESET_VIEW": "/compte/entrer",
    "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/compte",
    "SECURITY_WAN_POST_REGISTER_VIEW": "/compte",
}


def _rendered(template: str, **values: Any) -> str:
    language = console_language()
    return render_template(
        template, language=language, t=wording_in(language), demo=demo_accounts(), **values
    )


def _signed_in(_app: Flask, user: Account, **_: object) -> None:
    # In the library's own session: it may have begun to write, and nobody else could meanwhile.
    service, writing = hotline(), accounts_session()
    lasts = sessions.A_NIGHT if user.needs_second_factor else sessions.A_MONTH
    session.permanent = True
    session[SESSION] = secrets.token_urlsafe(32)
    browser = browser_in_words(request.user_agent.string)
    sessions.begin(
        writing, user.id, session[SESSION], browser=browser, now=service.now(), lasts=lasts
    )
    lockout.forget_failures(writing, user.id)
    writing.commit()
