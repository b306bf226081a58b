"""`netloupe protocols`: what is known, and each protocol's attributes."""
from typing import Annotated, TextIO

import typer

from ..analysis import known_protocols
from ..errors import UnknownNameError
from ..protocols.define import Field, Protocol
from .columns import aligned, width_of
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
            _print(stream, ("name", "title", "layer", "reference", "rides on"),
                   [(protocol.key, protocol.title, str(protocol.layer), protocol.reference, _rides_on(protocol))
                    for protocol in known.values()])
        else:
            found = known[name]
            stream.write(f"{found.key} · {found.title} · {found.reference}\n\n")
            _print(stream, ("attribute", "type", "scope", "unit", "meaning"),
                   [(f"{name}.{field.name}", _type(field), _scope(field), field.unit, field.says)
                    for field in found.fields])


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
