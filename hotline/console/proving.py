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
from sqlalchemy import and_, or_, update

from hotline.accounts import lockout, second_factor
from hotline.accounts.tables import Account, mail_lookup
from hotline.console.datastore import accounts_session
from hotline.database import changed
from hotline.database.types import current_keys
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
    """Codes on paper, counted like those of the application; kept as fingerprints, and taken as
    they are looked at: each opens once, shown twice at the same instant too."""

    def create_recovery_codes(self, user: UserMixin) -> list[str]:
        codes: list[str] = super().create_recovery_codes(user)
        _security.datastore.mf_set_recovery_codes(user, [*map(_on_paper, codes)])
        return codes

    def get_recovery_codes(self, user: UserMixin) -> list[str]:  # noqa: ARG002 - of the library
        """They are shown when they are made, and cannot be read afterwards."""
        return []

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        if not _try(Account.id == user.id) or not _taken(user, code.strip().lower()):
            return False
        _was_right(user)
        return True

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:  # noqa: ARG002 - the same
        """It was taken when it was looked at."""
        return True


def _on_paper(code: str) -> str:
    return current_keys().blind("recovery code", code)


def _taken(user: Any, code: str) -> bool:
    """Whether this is one of their codes, which opens nothing from now on."""
    kept: list[str] = [*(user.mf_recovery_codes or ())]
    fingerprint = _on_paper(code)
    # Those made by earlier versions are there as they were shown; none is as long as a fingerprint.
    shown = code if len(code) < len(fingerprint) else fingerprint
    left = [one for one in kept if one not in {fingerprint, shown}]
    unused = and_(Account.id == user.id, Account.mf_recovery_codes == kept)
    mine = update(Account).where(unused).values(mf_recovery_codes=left)
    first = left != kept and changed(accounts_session(), mine)
    accounts_session.commit()
    return first


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
