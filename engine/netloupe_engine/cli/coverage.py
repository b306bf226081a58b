"""`netloupe protocols --coverage`: what of captures has no name."""
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from ..export.json_text import VERSION, encode
from ..quantities import count, percent, size
from .columns import aligned, width_of
from .rows import write_row
from .running import Form, analysed, settings_of, status_of
from .terminal import output

if TYPE_CHECKING:
    from ..analysis import Coverage

_HEADER = ("transport", "port", "client begins", "server begins", "sessions", "bytes", "share", "for example")
_NUMBERS = ("port", "sessions", "bytes", "share")
_NAMES = ("transport", "port", "client", "server", "sessions", "bytes", "share", "example")


def tell_coverage(files: Sequence[Path], form: Form, limit: int, handlers: int) -> int:
    """Write what several files, as one capture, have without a name; answers the exit status."""
    if not files:
        raise typer.BadParameter("captures are missing: netloupe protocols --coverage FILE...", param_hint="--coverage")
    with analysed(files, settings_of(handlers)) as analysis:
        found = analysis.coverage()
        with output(None) as stream:
            if form is Form.TABLE:
                _write_table(stream, found, limit)
            elif form is Form.CSV:
                write_row(stream, _NAMES)
                for row in _rows(found):
                    write_row(stream, tuple(row.values()))
            else:
                _write_json(stream, found, analysis.capture.path)
        return status_of(files, analysis.capture.damage)


def _rows(found: "Coverage") -> list[dict[str, str | int | float]]:
    """A row a gap; its share is of all bytes in which something was said."""
    return [{"transport": gap.transport, "port": gap.port, "client": gap.client.hex(), "server": gap.server.hex(),
             "sessions": gap.sessions, "bytes": gap.bytes,
             "share": round(gap.bytes / found.bytes, 6) if found.bytes else 0.0, "example": gap.example}
            for gap in found.gaps]


def _write_json(stream: TextIO, found: "Coverage", path: str) -> None:
    told = {"netloupe": VERSION, "capture": path, "sessions": found.sessions, "bytes": found.bytes,
            "unknown_sessions": found.unknown_sessions, "unknown_bytes": found.unknown_bytes,
            "both_ways": found.both_ways, "unknown_both_ways": found.unknown_both_ways}
    stream.write(f'{encode(told)[:-1]}, "unknown": [')
    stream.write(",".join(f"\n  {encode(row)}" for row in _rows(found)) + "]}\n")


def _write_table(stream: TextIO, found: "Coverage", limit: int) -> None:
    shown = found.gaps[:limit] if limit else found.gaps
    rows = [(gap.transport, str(gap.port), _begins(gap.client), _begins(gap.server), count(gap.sessions),
             size(gap.bytes), percent(gap.bytes, found.bytes), f"session {gap.example}") for gap in shown]
    stream.writelines(f"{line}\n" for line in aligned(_HEADER, rows, _NUMBERS, width_of(stream)))
    of = f"{count(len(shown))} of {count(len(found.gaps))}"
    more = "" if len(shown) == len(found.gaps) else f" ({of} rows; --limit 0: all)"
    stream.write(f"\n{count(found.unknown_sessions)} of {count(found.sessions)} sessions of TCP and UDP in which"
                 f" something was said have no application, {size(found.unknown_bytes)} of {size(found.bytes)}{more}\n"
                 f"{count(found.unknown_both_ways)} of {count(found.both_ways)} in which both ends said something have"
                 f" no application and no service ({percent(found.unknown_both_ways, found.both_ways)})\n")


def _begins(data: bytes) -> str:
    """In hexadecimal, and as text where it is text."""
    if not data:
        return "–"
    text = data.decode("latin-1")
    return f"{data.hex()} {text!r}" if text.isascii() and text.isprintable() else data.hex()
