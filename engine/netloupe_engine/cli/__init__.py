"""The command line: `netloupe`, and the same without the window as `python -m netloupe_engine`.

One module a subcommand, imported only when it is asked for. Data goes to stdout, talk to stderr. Exit status: 0 done;
1 the input is damaged, or some of a live capture was lost, but what could be read was used; 2 wrong usage or
unreadable input.
"""
import gc
import importlib
import os
import sys
from collections.abc import Sequence

GARBAGE_EVERY = 100_000     # objects made between two looks for garbage: a command mostly makes what it keeps
COMMANDS = ("analyze", "attributes", "packet", "export", "protocols", "interfaces", "capture")


def main(arguments: Sequence[str] | None = None, *, window: bool = True) -> int:
    """Run one command line and answer its exit status. `window`: whether files without a command open the window."""
    # NumPy's linear algebra would start a thread for every processor; nothing here calls it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    given = list(sys.argv[1:] if arguments is None else arguments)
    completing = "_NETLOUPE_COMPLETE" in os.environ
    named = [name for name in given[:1] if name in COMMANDS]
    options = bool(given) and given[0].startswith("-") and given[0] != "-"      # "-" alone is standard input
    if window and not completing and not named and not options:
        from .window import open_window
        return open_window(given)
    return _run(given, COMMANDS if completing or not named else named, window)


def _run(given: list[str], commands: Sequence[str], window: bool) -> int:
    """Let typer run the command; it is told of these only, so that the others are not even imported."""
    import typer

    from ..analysis import protocol_problems
    from ..errors import NetloupeError
    from .terminal import say
    from .version import version_option

    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback(help="Traffic inspection centred on sessions."
                      + (" Files without a command are opened in the window." if window else ""))(version_option)
    for command in commands:
        module = importlib.import_module(f".{command}", __package__)
        app.command(command)(getattr(module, command))
    if "_NETLOUPE_COMPLETE" not in os.environ:
        for problem in protocol_problems():
            say(str(problem))
    usual = gc.get_threshold()
    gc.set_threshold(GARBAGE_EVERY)
    try:
        app(given, prog_name="netloupe")
    except NetloupeError as error:
        say(str(error))
        return 2
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        gc.set_threshold(*usual)
    return 0
