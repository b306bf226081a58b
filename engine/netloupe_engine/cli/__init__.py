"""The command line: `netloupe`, and the same without the window as `python -m netloupe_engine`.

One module a subcommand, imported only when it is asked for. Data goes to stdout, talk to stderr. Exit status: 0 done;
1 the input is damaged, or some of a live capture was lost, but what could be read was used; 2 wrong usage or
unreadable input.
"""
import atexit
import gc
import importlib
import os
import sys
import threading
from collections.abc import Sequence

from .mishaps import NO_MEMORY, brief, fill_descriptors, is_of_usage, report, tidy_end
from .own import GIVEN, HOSTS, PLACES, PROTOCOLS, SERVICES, VENDORS, split_files
from .terminal import INTERRUPTED, say

WRONG_USAGE = 2
GARBAGE_EVERY = 100_000     # objects made between two looks for garbage: a command mostly makes what it keeps
NEAR = 0.65                 # difflib's likeness of a mistyped command: most letters are there, in their order
COMMANDS = ("analyze", "attributes", "packet", "export", "stats", "compare", "find", "findings", "stream", "files",
            "tcp", "spans", "ladder", "relations", "why", "protocols", "interfaces", "capture")


def script(*, window: bool = True) -> None:
    """The command: as `main` with what the process was given, and then the process ends at once. To take apart a
    hundred thousand objects first, whose memory the system has back anyway, is a tenth of a short command."""
    status = main(window=window)
    try:
        if threading.active_count() == 1 and "PySide6" not in sys.modules:
            atexit._run_exitfuncs()
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:          # closed before the command began
                    stream.flush()
            os._exit(status)
    except (OSError, ValueError):           # nobody reads any more: the usual way has its own opinion of that
        pass
    sys.exit(status)


def main(arguments: Sequence[str] | None = None, *, window: bool = True) -> int:
    """Run one command line and answer its exit status. `window`: whether files without a command open the window."""
    try:
        return _main(arguments, window)
    except KeyboardInterrupt:               # while something was loaded, such as a user's own protocol
        return INTERRUPTED


def _main(arguments: Sequence[str] | None, window: bool) -> int:
    # NumPy's linear algebra would start a thread for every processor; nothing here calls it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    given, files = split_files(list(sys.argv[1:] if arguments is None else arguments))
    GIVEN.update(files)
    own = files[PROTOCOLS]
    if missing := [name for name in own if not os.path.isfile(name)]:
        say(f"there is no protocol file {missing[0]!r}")
        return WRONG_USAGE
    if own:
        from ..analysis import load_protocols
        load_protocols(own)
    if missing := [name for name in files[SERVICES] if not os.path.isfile(name)]:
        say(f"there is no file of services {missing[0]!r}")
        return WRONG_USAGE
    if files[SERVICES]:
        from ..analysis import load_services
        load_services(files[SERVICES])
    if any(files[option] for option in (HOSTS, VENDORS, PLACES)) and not _can_be_named():
        return WRONG_USAGE
    completing = "_NETLOUPE_COMPLETE" in os.environ
    named = [name for name in given[:1] if name in COMMANDS]
    options = bool(given) and given[0].startswith("-") and given[0] != "-"      # "-" alone is standard input
    fill_descriptors()
    if window and not completing and not named and not options:
        if mistyped := _mistyped(given[0]) if given else "":
            say(mistyped)
            return WRONG_USAGE
        from .window import open_window
        return open_window(given)
    usual = gc.get_threshold()
    gc.set_threshold(GARBAGE_EVERY)
    try:
        return _run(given, COMMANDS if completing or not named else named, window)
    finally:
        gc.set_threshold(*usual)


def _can_be_named() -> bool:
    """Whether the files with names of addresses can be used; what is wrong with one is said."""
    from ..errors import NamesError
    from .naming import book
    try:
        book()
    except NamesError as error:
        say(str(error))
        return False
    return True


def _mistyped(word: str) -> str:
    """What is wrong with a first word that is neither a command nor looks like a file; "" if it may be a file."""
    if word == "-" or os.path.lexists(word) or set(word) & set("./\\"):
        return ""
    from difflib import get_close_matches
    begun = [command for command in COMMANDS if command.startswith(word.lower())]
    nearest = begun or get_close_matches(word.lower(), COMMANDS, 1, NEAR)
    meant = f"; did you mean `netloupe {nearest[0]}`?" if nearest else ""
    return f"there is no command and no file {word!r}{meant} (`netloupe --help` lists all commands)"


def _run(given: list[str], commands: Sequence[str], window: bool) -> int:
    """Let typer run the command; it is told of these only, so that the others are not even imported."""
    import typer

    from ..analysis import protocol_problems, service_problems
    from ..errors import NetloupeError
    from .option import Command
    from .secrets import forget_secrets
    from .version import version_option

    forget_secrets()
    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback(help="Traffic inspection centred on sessions."
                      + (" Files without a command are opened in the window." if window else "")
                      + " --protocols and --services FILE, with any command, add protocols and services of your own;"
                        " --hosts, --vendors and --geo FILE say what addresses are called.")(version_option)
    try:
        with tidy_end():
            for command in commands:
                module = importlib.import_module(f".{command}", __package__)
                app.command(command, cls=Command)(getattr(module, command))
            if "_NETLOUPE_COMPLETE" not in os.environ:
                for problem in (*protocol_problems(), *service_problems()):
                    say(str(problem))
            return int(app(given, prog_name="netloupe", standalone_mode=False) or 0)
    except NetloupeError as error:
        say(str(error))
    except typer.Abort:
        return INTERRUPTED
    except MemoryError:
        say(NO_MEMORY)
    except SystemExit as end:
        return int(end.code or 0)
    except ImportError as error:
        say(f"a part of netloupe cannot be loaded, for want of memory or because it is not whole: {brief(error)}")
    except OSError as error:
        say(f"{error.filename or 'the output'} cannot be used: {error.strerror}")
    except Exception as error:  # noqa: BLE001 - the last net
        if not is_of_usage(error):
            report(error)
    return WRONG_USAGE
