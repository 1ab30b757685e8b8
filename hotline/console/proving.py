"""What somebody shows to sign in. Each try is counted before it is looked at, so that tries at the
same instant pass no limit, and costs the same whether there is such an account or none."""

from __future__ import annotations

from typing import Any

from flask_security import (
    ChangePasswordForm,
    ForgotPasswordForm,
    LoginForm,
    MfRecoveryCodesUtil,
    Totp,
    UserMixin,
    VerifyForm,
    current_user,
    hash_password,
)
from flask_security.proxies import _security
from passlib.exc import UsedTokenError
from passlib.totp import TOTP
from sqlalchemy import or_, update

from hotline.accounts import lockout, second_factor
from hotline.accounts.tables import Account, mail_lookup
from hotline.console.datastore import accounts_session
from hotline.database import changed
from hotline.service import hotline


class Login(LoginForm):
    """An account that had too many wrong answers is told what everybody is told: nothing else."""

    def validate(self, extra_validators: Any = None, **more: Any) -> bool:
        looked_at = _try(Account.mail_lookup == _looked_for(self.email.data))
        right: bool = super().validate(extra_validators=extra_validators, **more)
        if not isinstance(self.user, Account):
            return False
        if not looked_at:
            self.password.errors = ("locked",)
            self.user = None
            return False
        if right:
            _was_right(self.user)
        return right


class Verify(VerifyForm):
    """The passphrase once more, of somebody who is signed in: counted like the first time, since
    it may be somebody else who sits there now."""

    def validate(self, extra_validators: Any = None, **more: Any) -> bool:
        account = self.user
        assert isinstance(account, Account)  # there are no others
        looked_at = _try(Account.id == account.id)
        right: bool = super().validate(extra_validators=extra_validators, **more)
        if right and looked_at:
            _was_right(account)
        elif right:
            self.password.errors = ("locked",)
        return right and looked_at


class ChangePassphrase(ChangePasswordForm):
    """Likewise; what is wrong with the new passphrase is no guess at the old one."""

    def validate(self, extra_validators: Any = None, **more: Any) -> bool:
        looked_at = _try(Account.id == current_user.id)
        right: bool = super().validate(extra_validators=extra_validators, **more)
        if looked_at and not self.password.errors:
            _was_right(current_user)
        elif right:
            self.password.errors = ("locked",)
        return right and looked_at


class Forgotten(ForgotPasswordForm):
    """A link is made: as slowly as the library answers where there is nobody to send one to."""

    def validate(self, extra_validators: Any = None, **more: Any) -> bool:
        right: bool = super().validate(extra_validators=extra_validators, **more)
        if right:
            hash_password("not-a-password")
        return right


class Codes(Totp):
    """A code of the application opens once, and nothing while its account waits."""

    def __init__(self, secrets: dict[str, str], issuer: str) -> None:
        super().__init__(secrets, issuer)
        self._totp = TOTP.using(issuer=issuer, wallet=second_factor.wallet(secrets))

    def verify_totp(self, token: str, totp_secret: str, user: UserMixin, window: int = 0) -> bool:
        looked_at = _try(Account.id == user.id)
        if not looked_at or not super().verify_totp(token, totp_secret, user, window):
            return False
        _was_right(user)
        return True

    def get_last_counter(self, user: UserMixin) -> int | None:
        return user.totp_counter if isinstance(user, Account) else None

    def set_last_counter(self, user: UserMixin, tmatch: Any) -> None:
        """Raises UsedTokenError when the same code was used at this very instant."""
        unused = or_(Account.totp_counter.is_(None), Account.totp_counter < tmatch.counter)
        mine = update(Account).where(Account.id == user.id, unused)
        first = changed(accounts_session(), mine.values(totp_counter=tmatch.counter))
        accounts_session.commit()
        if not first:
            raise UsedTokenError


class RecoveryCodes(MfRecoveryCodesUtil):
    """Codes on paper, each for once: counted like those of the application."""

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        if not _try(Account.id == user.id):
            return False
        right: bool = super().check_recovery_code(user, code)
        if right:
            _was_right(user)
        return right


def _looked_for(written: object) -> str:
    """By what the library will look for the account; nobody's for what is no address."""
    try:
        return mail_lookup(str(_security.mail_util.normalize(str(written))))
    except ValueError:
        return ""


def _try(whose: Any) -> bool:
    """Whether what they show is looked at."""
    writing = accounts_session()
    looked_at = lockout.take_try(writing, whose, hotline().now())
    writing.commit()
    return looked_at


def _was_right(account: Any) -> None:
    writing = accounts_session()
    lockout.give_back(writing, account.id)
    writing.commit()
