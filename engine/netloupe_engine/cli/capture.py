"""`netloupe capture`: packets as they come: from interfaces, another host, or another program."""
import contextlib
import os
import signal
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

import typer

from .. import listening
from ..errors import ExportError, NetloupeError, PermissionDeniedError
from ..listening import Listening
from ..model import CaptureOptions, Phase, RemoteOptions, Settings, StreamOptions
from .live import Limits, status_of_capture, watch
from .live_results import Form, Results
from .pipes import as_file
from .running import HandlersOption, IdleTimeoutOption, settings_of
from .terminal import INTERRUPTED, output, refuse_inputs, say

_MEGABYTE = 1_000_000
_FAILED = 2


class Way(StrEnum):
    """Which packets of an interface."""

    BOTH = "both"
    IN = "in"
    OUT = "out"


def capture(
    interfaces: Annotated[list[str] | None, typer.Option("-i", "--interface", metavar="IFACE", show_default=False,
                          help="An interface, or any; may be given many times. See `netloupe interfaces`.")] = None,
    source: Annotated[str | None, typer.Option("-r", "--read", metavar="FIFO|-", show_default=False,
                      help="Not an interface but what another program writes to a FIFO or to standard input.")] = None,
    ssh: Annotated[str | None, typer.Option("--ssh", metavar="HOST", show_default=False,
                   help="On this host, by its tcpdump; a key must let you in without a password.")] = None,
    ssh_port: Annotated[int, typer.Option("--ssh-port", min=0, max=65_535, metavar="N", show_default=False,
                                          help="Its port, if ssh does not know it.")] = 0,
    ssh_command: Annotated[str, typer.Option("--ssh-command", metavar="COMMAND",
                                             help="What to run there, such as \"sudo tcpdump\".")] = "tcpdump",
    bpf: Annotated[str, typer.Option("-f", "--filter", metavar="BPF", show_default=False,
                                     help="Only these packets, in libpcap's language: \"tcp port 443\".")] = "",
    out: Annotated[Path | None, typer.Option("-w", "--write", metavar="OUT.pcapng", show_default=False,
                                             help="Keep the packets in this file, from the first one on.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace OUT.pcapng if it is there.")] = False,
    duration: Annotated[float, typer.Option("--duration", min=0, metavar="S", show_default=False,
                                            help="Stop after so many seconds.")] = 0.0,
    packets: Annotated[int, typer.Option("--packets", min=0, metavar="N", show_default=False,
                                         help="Stop after so many packets.")] = 0,
    size: Annotated[int, typer.Option("--bytes", min=0, metavar="N", show_default=False,
                                      help="Stop after so many captured bytes.")] = 0,
    snap: Annotated[int, typer.Option("--snap", min=1, max=262_144, metavar="N",
                                      help="Keep so many bytes of each packet.")] = 262_144,
    no_promiscuous: Annotated[bool, typer.Option("--no-promiscuous",
                              help="Only packets to and from this computer.")] = False,
    buffer: Annotated[int, typer.Option("--buffer", min=1, max=2047, metavar="MB",
                                        help="The kernel's buffer, for each interface; 256 for all at most.")] = 32,
    immediate: Annotated[bool, typer.Option("--immediate",
                                            help="Deliver each packet at once: less delay, much more work.")] = False,
    direction: Annotated[Way, typer.Option("--direction", help="in: only packets received.")] = Way.BOTH,
    ring: Annotated[int, typer.Option("--ring", min=0, metavar="K", show_default=False,
                                      help="Keep only the newest K files.")] = 0,
    file_size: Annotated[int, typer.Option("--file-size", min=0, metavar="MB", show_default=False,
                                           help="A new file after so many megabytes.")] = 0,
    file_seconds: Annotated[float, typer.Option("--file-seconds", min=0, metavar="T", show_default=False,
                                                help="A new file after so many seconds.")] = 0.0,
    no_process_names: Annotated[bool, typer.Option("--no-process-names", help="Do not find out which local program"
                                                                               " a session belongs to.")] = False,
    handlers: HandlersOption = 1,
    idle_timeout: IdleTimeoutOption = None,
    form: Annotated[Form, typer.Option("--format", help="What is written at the end: a summary, one object, or one line"
                                                        " a session.")] = Form.TABLE,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N",
                                       help="Sessions in the table, the biggest first; 0: all.")] = 40,
) -> None:
    """Capture packets, and analyse them as they come. Ctrl+C ends it."""
    devices = tuple(dict.fromkeys(interfaces or ()))
    _check_source(devices, source, ssh)
    local = CaptureOptions(
        devices, bpf, not no_promiscuous, snap, buffer << 20, immediate, direction=direction.value,
        stop_packets=packets, stop_bytes=size, stop_seconds=duration, ring_files=ring, file_bytes=file_size * _MEGABYTE,
        file_seconds=file_seconds, process_names=not no_process_names)
    options: listening.LiveOptions = local
    if ssh is not None:
        options = RemoteOptions(ssh, devices[0] if devices else "any", bpf, ssh_port, ssh_command, snap)
    elif source is not None:
        options = StreamOptions(source)
    if not isinstance(options, CaptureOptions):
        _check_only_local(local, is_stream=source is not None)
    if ring and not (file_size or file_seconds):
        raise typer.BadParameter("--ring needs --file-size or --file-seconds: when does a file end?")
    _check_output(out, overwrite)
    refuse_inputs(out, [as_file(Path(source))] if source else [])

    try:
        status = _captured(options, settings_of(handlers, idle_timeout), out, Limits(packets, size, duration),
                           Results(form, limit))
    except PermissionDeniedError as error:
        say(str(error))
        if error.fix:
            say(f"this helps: {error.fix}")
        status = _FAILED
    except KeyboardInterrupt:
        status = INTERRUPTED
    raise typer.Exit(status)


def _captured(options: listening.LiveOptions, settings: Settings, out: Path | None, limits: Limits,
              results: Results) -> int:
    """One capture from its beginning to its results; answers the exit status."""
    # Those of our own stop by themselves, exactly.
    limits = Limits() if isinstance(options, CaptureOptions) else limits
    with _Aside(out) as old, _calm_end():
        made, kept = listening.listen(options, settings, out), True
        try:
            made.start()
            old.begun = True
            if not isinstance(options, CaptureOptions):
                made.analysis.name = _name(options)
            with contextlib.suppress(KeyboardInterrupt):
                watch(made, limits)
            kept = _stop(made)
            old.whole = kept and made.status.phase is not Phase.FAILED
            with output(None) as stream:
                results.write(stream, made, out if kept else None)
            return max(status_of_capture(made), 0 if kept else 1)
        finally:
            made.close(keep=not kept)


def _stop(made: Listening) -> bool:
    """End the capture. Could it be put where it was wanted? If not, its own folder has to stay."""
    try:
        made.stop()
    except ExportError as error:
        say(str(error))
        say(f"what was captured is kept in {made.folder}")
        return False
    return True


def _name(options: RemoteOptions | StreamOptions) -> str:
    """What a capture made elsewhere is called in the results."""
    return options.path if isinstance(options, StreamOptions) else f"{options.host}:{options.device}"


class _Aside:
    """A file that is going to be replaced is out of the way, beside, until the capture is in its place.

    It comes back if nothing was captured, and stays where it is when the capture that took its place is not whole.
    """

    def __init__(self, out: Path | None) -> None:
        self.begun = self.whole = False
        self._out = out
        self._old: Path | None = None

    def __enter__(self) -> Self:
        if self._out is not None and self._out.exists():
            self._old = self._out.with_name(f"{self._out.stem}.before-{os.getpid()}{self._out.suffix}")
            try:
                self._out.rename(self._old)
            except OSError as error:
                raise NetloupeError(f"{self._out} cannot be replaced: {error.strerror}") from None
        return self

    def __exit__(self, *_: object) -> None:
        if self._old is None or self._out is None:
            return
        if not self.begun or not self._out.exists():
            self._old.replace(self._out)
        elif self.whole:
            self._old.unlink(missing_ok=True)
        else:
            say(f"what {self._out} was before is kept in {self._old}")


@contextlib.contextmanager
def _calm_end() -> Iterator[None]:
    """A polite `kill` ends the capture as Ctrl+C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _check_source(devices: tuple[str, ...], source: str | None, ssh: str | None) -> None:
    if source is not None and (devices or ssh is not None):
        raise typer.BadParameter("-r reads what another program captures: no -i and no --ssh beside it")
    if source is None and ssh is None and not devices:
        raise typer.BadParameter("-i says on which interface; `netloupe interfaces` lists them")
    if ssh is not None and len(devices) > 1:
        raise typer.BadParameter("--ssh captures on one interface; -i any takes all of them")


def _check_only_local(given: CaptureOptions, is_stream: bool) -> None:
    """Options that cannot be passed on to whoever captures there."""
    default = CaptureOptions(())
    names = {"promiscuous": "--no-promiscuous", "buffer_bytes": "--buffer", "immediate": "--immediate",
             "direction": "--direction", "ring_files": "--ring", "file_bytes": "--file-size",
             "file_seconds": "--file-seconds"}
    if is_stream:
        names |= {"filter": "-f", "snap_length": "--snap"}
    for field, option in names.items():
        if getattr(given, field) != getattr(default, field):
            raise typer.BadParameter(f"{option} is for captures on interfaces of this computer")


def _check_output(out: Path | None, overwrite: bool) -> None:
    if out is None:
        return
    if out.suffix != ".pcapng":
        raise typer.BadParameter(f"captures are written as pcapng: the name must end in .pcapng, not {out.name!r}")
    if out.is_dir() or not out.parent.is_dir():
        raise typer.BadParameter(f"{out} cannot be written: it is a directory, or in none that exists")
    if out.exists() and not overwrite:
        raise typer.BadParameter(f"{out} is there already; --overwrite replaces it")
