"""`hotline twilio`: the carrier's account looked at, set up, and rehearsed before a line opens."""

from __future__ import annotations

import click

from hotline.commands.twilio.check import check
from hotline.commands.twilio.error import error
from hotline.commands.twilio.rehearse import rehearse
from hotline.commands.twilio.setup import setup


@click.group()
def twilio() -> None:
    """Le compte chez l'opérateur : vérifier, régler, répéter. / The account at the carrier."""


for command in (check, error, rehearse, setup):
    twilio.add_command(command)
