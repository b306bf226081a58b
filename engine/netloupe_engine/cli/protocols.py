"""`netloupe protocols`: what is known, and each protocol's attributes."""
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TextIO

import typer

from ..analysis import known_protocols
from ..errors import UnknownNameError
from ..protocols.define import Field, Protocol
from ..protocols.registry import REGISTRY
from .columns import aligned, width_of
from .running import Form, FormOption, HandlersOption
from .terminal import output

PORTS = {"tcp.port", "udp.port"}
BEGINNINGS_SHOWN = 8


def protocols(
    named: Annotated[list[str] | None, typer.Argument(
        metavar="[NAME | FILE...]", show_default=False,
        help="One protocol: list its attributes. With --coverage: capture files.")] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="Tell what of captures has no name, by port of the server"
                                                              " and first bytes.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Rows of that table; 0: all.")] = 40,
    form: FormOption = Form.TABLE,
    handlers: HandlersOption = 1,
) -> None:
    """List the protocols, or one protocol's attributes; or what of captures has no name."""
    if coverage:
        from .coverage import tell_coverage
        raise typer.Exit(tell_coverage([Path(file) for file in named or ()], form, limit, handlers))
    if named and len(named) > 1:
        raise typer.BadParameter("one protocol at a time; captures are for --coverage", param_hint="NAME")
    _list(named[0] if named else None)


def _list(name: str | None) -> None:
    known = {protocol.key: protocol for protocol in known_protocols()}
    if name is not None and name not in known:
        raise UnknownNameError(f"there is no protocol {name!r}; `netloupe protocols` lists them")
    with output(None) as stream:
        if name is None:
            _print(stream, ("name", "title", "layer", "reference", "rides on"),
                   [(protocol.key, protocol.title, str(protocol.layer), protocol.reference, _rides_on(protocol))
                    for protocol in known.values()])
        else:
            found = known[name]
            stream.write(f"{found.key} · {found.title} · {found.reference}\n")
            stream.writelines(f"{sentence}\n" for sentence in _places(found))
            stream.write("\n")
            _print(stream, ("attribute", "type", "scope", "unit", "meaning"),
                   [(f"{name}.{field.name}", _type(field), _scope(field), field.unit, field.says)
                    for field in found.fields])


def _places(protocol: Protocol) -> Iterator[str]:
    """Where it is looked for, and how it is recognised elsewhere."""
    if places := _rides_on(protocol):
        yield f"Looked for on {places}."
    twin = REGISTRY.twin(protocol.key)
    if twin is None or not PORTS & protocol.rides_on.keys():
        return
    if twin.starts == ():
        yield "On other ports it is not looked for: too little in its messages is its own."
    elif twin.starts is None:
        yield "On other ports it is recognised by its first message."
    else:
        shown = " or ".join(_beginning(start) for start in twin.starts[:BEGINNINGS_SHOWN])
        more = len(twin.starts) - BEGINNINGS_SHOWN
        yield (f"On other ports it is recognised by its first message, if that begins with {shown}"
               + (f" or {more} others." if more > 0 else "."))


def _beginning(start: bytes) -> str:
    """As text where it is text, else in hexadecimal."""
    text = start.decode("latin-1")
    return repr(text) if text.isascii() and text.isprintable() else f"0x{start.hex()}"


def _rides_on(protocol: Protocol) -> str:
    return ", ".join(f"{space} {key}" for space, keys in protocol.rides_on.items()
                     for key in (keys if isinstance(keys, tuple) else (keys,)))


def _scope(field: Field) -> str:
    """With what of it sessions keep."""
    if field.scope != "session":
        return field.scope
    limited = f" {field.keep_most:,}" if field.keep in ("distinct", "all") else ""
    return f"session: {field.keep}{limited}"


def _type(field: Field) -> str:
    return "enumeration" if field.names else "flags" if field.flags else field.type.kind.name.lower()


def _print(stream: TextIO, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    stream.writelines(f"{line}\n" for line in aligned(header, rows, (), width_of(stream)))
