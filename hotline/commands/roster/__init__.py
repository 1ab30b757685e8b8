"""`hotline roster`: the roster seen, changed, undone, and given away. One file a command."""

from __future__ import annotations

import click

from hotline.commands.roster.change import change
from hotline.commands.roster.export import export
from hotline.commands.roster.feeds import feeds
from hotline.commands.roster.history import history
from hotline.commands.roster.import_file import import_file
from hotline.commands.roster.show import show
from hotline.commands.roster.swap import swap
from hotline.commands.roster.undo import undo


@click.group()
def roster() -> None:
    """Le tableau de service. / The roster."""


for command in (change, export, feeds, history, import_file, show, swap, undo):
    roster.add_command(command)
