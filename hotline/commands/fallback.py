"""`hotline fallback`."""

import click


@click.group()
def fallback() -> None:
    """x"""
