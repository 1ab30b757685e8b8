"""The service on trial: it answers as ever, but keeps nothing, rings nobody and counts nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn

from sqlalchemy import Connection

from hotline.carrier import Carrier, CarrierUnknown
from hotline.database.on_trial import OnTrial
from hotline.own_phone import OwnPhones
from hotline.service import Hotline
from hotline.watching.measures import Measures

PARAMETER = "HotlineTrial"
"""What a trial call's requests say more than the carrier's: where it stands, sealed. Like all that
a request says it is signed, and the carrier says nothing of that name."""

STANDING = "Hotline-Trial"
RUNG = "Hotline-Trial-Rung"
"""Headers of the answers: where the call stands now, how many telephones would ring."""


def on_trial(service: Hotline, connection: Connection) -> Hotline:
    """The same service, in the transaction of this connection, for one step of a trial call."""
    return replace(
        service,
        database=OnTrial(connection),
        carrier=_Unasked(service.carrier),
        errands=_NoErrands(),
        own_phones=OwnPhones(),
        measures=Measures(),
    )


class _NoErrands:
    """Whatever is to be done at the carrier is not."""

    def run(self, errand: Callable[[], None]) -> None:
        """Drops it."""

    def finish(self) -> None:
        """Nothing is ever under way."""


class _Unasked(Carrier):
    """Is away when the carrier is, so that the same steps are taken; never asks it anything."""

    def __init__(self, real: Carrier) -> None:
        self._real = real

    def is_away(self) -> bool:
        return self._real.is_away()

    def asked(self, request: Callable[..., object]) -> NoReturn:  # noqa: ARG002 - never made
        raise CarrierUnknown
