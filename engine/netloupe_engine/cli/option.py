"""Files of one's own in the help of every command, and what those that read packets are told of secrets."""
import os
from typing import Any

import typer
from typer.core import TyperCommand, TyperOption

from .own import OPTIONS, TREAT
from .secrets import give_secrets

_KEY_LOG_HELP = ("Secrets of TLS and QUIC, as SSLKEYLOGFILE has programs write them: what they open is read as if it "
                 "had been in clear. Again for more.")
_IGNORED_HELP = "Leave secrets alone that a pcapng file itself has; by default they are used."
_WITHOUT_SECRETS = ("interfaces", "capture", "protocols")       # commands that have no use for them


class Command(TyperCommand):
    """A command whose help has the options that all have."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its own parameters, and those before `--help`."""
        *mine, last = super().get_params(ctx)
        secrets = [] if self.name in _WITHOUT_SECRETS else _secrets_options()
        return [*mine, *secrets, *(TyperOption(
            param_decls=[option], type=str, multiple=True, expose_value=False,
            metavar="ID=NAME" if option == TREAT else "FILE", help=says)
            for option, says in OPTIONS.items()), last]


def _secrets_options() -> list[Any]:
    return [TyperOption(param_decls=["--key-log"], type=str, multiple=True, expose_value=False, metavar="FILE",
                        help=_KEY_LOG_HELP, callback=_keep_key_logs),
            TyperOption(param_decls=["--no-capture-secrets"], is_flag=True, expose_value=False, help=_IGNORED_HELP,
                        callback=_keep_choice)]


def _keep_key_logs(_context: Any, _parameter: Any, value: Any) -> Any:
    for name in value:
        if not os.path.isfile(name):        # secrets are read again with their capture, which a pipe cannot be
            why = f"{name!r} is no file" if os.path.exists(name) else f"there is no key log {name!r}"
            raise typer.BadParameter(why, param_hint="--key-log")
    give_secrets("key_logs", tuple(value))
    return value


def _keep_choice(_context: Any, _parameter: Any, value: Any) -> Any:
    give_secrets("capture_secrets", not value)
    return value
