"""The carrier's account as its owner sees it: standing, money, numbers, where it may call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from hotline.carrier import NOT_FOUND, Carrier, CarrierRefused, unset

MOST_COUNTRIES = 1000
"""There are about 220, in one page."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the account works, and what time its carrier has (None when it did not say)."""

    active: bool
    trial: bool
    clock: datetime | None


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left to be spent; prepaid."""

    amount: float
    currency: str


@dataclass(frozen=True, slots=True)
class NumberSettings:
    """What a number of the account does when it is called; empty where nothing is set."""

    voice_url: str = ""
    voice_method: str = "POST"
    voice_fallback_url: str = ""
    voice_fallback_method: str = "POST"
    status_callback: str = ""
    status_callback_method: str = "POST"
    voice_application_sid: str = ""
    """An application whose addresses are asked in place of those above."""


@dataclass(frozen=True, slots=True)
class OwnedNumber:
    """A number of the account: its id there, what it is set to, whether it sends texts, and
    whether its calls go to a trunk instead of its addresses."""

    id: str
    settings: NumberSettings
    texts: bool
    trunk: bool


@dataclass(frozen=True, slots=True)
class Country:
    """A country (ISO 3166) with its calling codes ("262"), and whether it may be called."""

    iso: str
    codes: frozenset[str]
    allowed: bool


class Account:
    """Asks and changes; every method may raise a CarrierProblem."""

    def __init__(self, carrier: Carrier, account_sid: str) -> None:
        self._carrier = carrier
        self._sid = account_sid

    def standing(self) -> Standing:
        """The account itself (twilio.com/docs/iam/api/account)."""
        answer = self._carrier.asked(
            lambda client: client.api.v2010.accounts(self._sid).fetch_with_http_info()
        )
        account = answer.data
        return Standing(
            active=str(account.status) == "active",
            trial=str(account.type) == "Trial",
            clock=_time(answer.headers),
        )

    def balance(self) -> Balance | None:
        """None where it is kept by the account above this one."""
        try:
            found = self._carrier.asked(lambda client: client.api.v2010.account.balance.fetch())
        except CarrierRefused as refusal:
            if refusal.code == NOT_FOUND:
                return None
            raise
        if found.balance is None:
            return None
        return Balance(float(found.balance), str(found.currency or ""))

    def number(self, number: str) -> OwnedNumber | None:
        """This number (E.164); None when the account does not own it."""
        found = self._carrier.asked(
            lambda client: client.incoming_phone_numbers.list(phone_number=number, limit=20)
        )
        return next((_owned(row) for row in found if row.phone_number == number), None)

    def set_number(self, own: OwnedNumber, settings: NumberSettings) -> None:
        """Changes what a number does when it is called, all of it. An application is only spoken
        of where it changes: to have none is an empty id, for which the carrier's description of
        its API knows no form."""
        application = settings.voice_application_sid
        same = application == own.settings.voice_application_sid
        self._carrier.asked(
            lambda client: client.incoming_phone_numbers(own.id).update(
                voice_url=settings.voice_url,
                voice_method=settings.voice_method,
                voice_fallback_url=settings.voice_fallback_url,
                voice_fallback_method=settings.voice_fallback_method,
                status_callback=settings.status_callback,
                status_callback_method=settings.status_callback_method,
                voice_application_sid=unset if same else application,
            )
        )

    def countries(self) -> list[Country]:
        """Where its geographic permissions let it call
        (twilio.com/docs/voice/api/dialingpermissions-country-resource)."""
        rows = self._carrier.asked(
            lambda client: client.voice.v1.dialing_permissions.countries.list(
                limit=MOST_COUNTRIES, page_size=MOST_COUNTRIES
            )
        )
        return [
            Country(
                str(row.iso_code),
                frozenset(code.lstrip("+").replace("-", "") for code in row.country_codes or ()),
                bool(row.low_risk_numbers_enabled),
            )
            for row in rows
        ]

    def region_of(self, number: str) -> str:
        """Where calls to this number are worked on ("ie1")
        (twilio.com/docs/global-infrastructure/inbound-processing-region-api-phone-number)."""
        row = self._carrier.asked(lambda client: client.routes.v2.phone_numbers(number).fetch())
        return str(row.voice_region or "")


def _owned(row: Any) -> OwnedNumber:
    settings = NumberSettings(
        voice_url=row.voice_url or "",
        voice_method=row.voice_method or "POST",
        voice_fallback_url=row.voice_fallback_url or "",
        voice_fallback_method=row.voice_fallback_method or "POST",
        status_callback=row.status_callback or "",
        status_callback_method=row.status_callback_method or "POST",
        voice_application_sid=row.voice_application_sid or "",
    )
    able: Mapping[str, Any] = row.capabilities or {}
    return OwnedNumber(str(row.sid), settings, bool(able.get("sms")), bool(row.trunk_sid))


def _time(headers: Mapping[str, str]) -> datetime | None:
    dates = [value for name, value in headers.items() if name.lower() == "date"]
    try:
        return parsedate_to_datetime(dates[0]) if dates else None
    except ValueError:
        return None
