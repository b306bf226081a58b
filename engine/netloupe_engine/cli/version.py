"""`netloupe --version`."""
from typing import Annotated

import typer


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version
        typer.echo(f"netloupe {version('netloupe')}")
        raise typer.Exit


def version_option(
    version: Annotated[bool, typer.Option("--version", help="Say the version and leave.", is_eager=True,
                                          callback=_print_version)] = False,
) -> None:
    """Options before any command."""
