"""`netloupe files`: what sessions carried as files, listed and saved."""
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..export.json_text import Seconds
from ..quantities import size
from .asking import FilterOption, filter_of
from .listing import FORM_HELP, Form, write_data, write_table
from .running import CaptureArgument, HandlersOption, IdleTimeoutOption, analysed, settings_of, status_of
from .tables import number_of, time_text
from .terminal import output, say

if TYPE_CHECKING:
    from ..analysis import CarvedFile

_SHOWN = ("name", "type", "size", "whole", "session", "packet", "from", "to", "sha256", "note")
_TOLD = ("session", "side", "number", "name", "protocol", "origin", "type", "declared_type", "size", "whole", "missing",
         "sha256", "packet", "last_packet", "time", "from", "to", "note", "path")
_SHORT_HASH = 16            # digits in a table; all in the other forms


def files(
    captures: CaptureArgument,
    expression: FilterOption = None,
    save: Annotated[Path | None, typer.Option("--save", metavar="DIR", show_default=False,
                                              help="Write the files into this folder, which is made if it is not there."
                                                   " Names are made safe, and nothing is written over.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Rows of a table; 0: all.")] = 0,
    form: Annotated[Form, typer.Option("--format", help=FORM_HELP)] = Form.TABLE,
    handlers: HandlersOption = 1,
    idle_timeout: IdleTimeoutOption = None,
) -> None:
    """List the files that sessions carried, with their SHA-256, and save them: HTTP, mail, FTP, TFTP."""
    chosen = filter_of(expression)
    with analysed(captures, settings_of(handlers, idle_timeout)) as analysis:
        found = list(analysis.files(None if chosen is None else chosen.sessions(analysis)))
        if save is not None:
            saved = {_key(one): one for one in analysis.save_files(found, save)}
            found = [saved.get(_key(one), one) for one in found]
        with output(None) as stream:
            if form is Form.TABLE:
                write_table(stream, _SHOWN, [_shown(one) for one in found], ("size", "session", "packet"), _text, limit)
            else:
                write_data(stream, form, _TOLD, [_told(one, form) for one in found], "files", analysis.capture.path)
        say(_summary(found, save))
        status = status_of(captures, analysis.capture.damage)
    raise typer.Exit(status)


def _key(file: "CarvedFile") -> tuple[int, int, int]:
    return file.session, file.way, file.number


def _shown(file: "CarvedFile") -> tuple[Any, ...]:
    name = file.name if not file.path else Path(file.path).name
    return (name, file.kind, file.size, "yes" if file.is_whole else "no", file.session, file.packet, file.sender,
            file.receiver, file.sha256[:_SHORT_HASH], file.note)


def _text(title: str, cell: Any) -> str:
    return size(cell) if title == "size" else str(cell)


def _told(file: "CarvedFile", form: Form) -> tuple[Any, ...]:
    missing: Any = [list(span) for span in file.missing]
    if form is Form.CSV:
        missing = " ".join(f"{begin}-{end}" for begin, end in file.missing)
    time: Any = time_text(file.time_ns) if form is Form.CSV else Seconds(file.time_ns)
    return (file.session, ("client", "server")[file.way], file.number, file.name, file.protocol, file.origin,
            file.kind or None, file.declared or None, file.size, file.is_whole, missing, file.sha256 or None,
            file.packet, file.last_packet, time, file.sender, file.receiver, file.note or None, file.path or None)


def _summary(found: Sequence["CarvedFile"], save: Path | None) -> str:
    parts = [f"{number_of(len(found), 'file')} of {size(sum(file.size for file in found))}"] if found else ["no files"]
    if broken := sum(not file.is_whole for file in found):
        parts.append(f"{number_of(broken, 'file')} not whole")
    if save is not None and found:
        parts.append(f"saved in {save}")
    return "; ".join(parts)
