"""`--protocols FILE` in the help of every command."""
from typing import Any

from typer.core import TyperCommand, TyperOption

from .own import OPTION

HELP = ("A protocol of your own, in a file like one of ours; again for more. "
        "It wins over one of its name in the configuration folder.")


class Command(TyperCommand):
    """A command whose help has the option that all have."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its own parameters, and that one before `--help`."""
        *mine, last = super().get_params(ctx)
        return [*mine, TyperOption(param_decls=[OPTION], type=str, multiple=True, expose_value=False, metavar="FILE",
                                   help=HELP), last]
