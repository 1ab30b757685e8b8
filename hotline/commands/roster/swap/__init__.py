"""`hotline roster swap`: duties offered and taken, on one's own or on somebody's behalf."""

from __future__ import annotations

import click

from hotline.commands.roster.swap.answers import decline, take, withdraw
from hotline.commands.roster.swap.listing import listing
from hotline.commands.roster.swap.offering import offer
from hotline.commands.roster.swap.taking_over import take_over


@click.group()
def swap() -> None:
    """Échanges et remplacements. / Swaps and cover."""


for command in (decline, listing, offer, take, take_over, withdraw):
    swap.add_command(command)
