"""`netloupe protocols`: what is known, and each protocol's attributes."""
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..analysis import known_protocols
from ..errors import UnknownNameError
from ..protocols.define import Field, Protocol
from .tables import WIDTH
from .terminal import output


def protocols(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="One protocol: list its attributes.",
                                               show_default=False)] = None,
) -> None:
    """List the protocols, or one protocol's attributes."""
    known = {protocol.key: protocol for protocol in known_protocols()}
    if name is not None and name not in known:
        raise UnknownNameError(f"there is no protocol {name!r}; `netloupe protocols` lists them")
    with output(None) as stream:
        if name is None:
            _print(stream, ("name", "title", "layer", "rides on", "reference"),
                   [(protocol.key, protocol.title, str(protocol.layer), _rides_on(protocol), protocol.reference)
                    for protocol in known.values()])
        else:
            found = known[name]
            stream.write(f"{found.key} · {found.title} · {found.reference}\n\n")
            _print(stream, ("attribute", "type", "scope", "unit", "meaning"),
                   [(f"{name}.{field.name}", _type(field), field.scope, field.unit, field.says)
                    for field in found.fields])


def _rides_on(protocol: Protocol) -> str:
    return ", ".join(f"{space} {key}" for space, keys in protocol.rides_on.items()
                     for key in (keys if isinstance(keys, tuple) else (keys,)))


def _type(field: Field) -> str:
    return "enumeration" if field.names else "flags" if field.flags else field.type.kind.name.lower()


def _print(stream: TextIO, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*map(Text, row))
    Console(file=stream, width=None if stream.isatty() else WIDTH, highlight=False).print(table)
