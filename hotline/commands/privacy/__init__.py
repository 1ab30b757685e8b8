"""`hotline privacy`: what is stored now, and the erasure of somebody who asks for it."""

from __future__ import annotations

import click

from hotline.commands.privacy.erase import erase_
from hotline.commands.privacy.report import report_


@click.group()
def privacy() -> None:
    """Ce qui est conservé. / What is stored."""


for command in (erase_, report_):
    privacy.add_command(command)
