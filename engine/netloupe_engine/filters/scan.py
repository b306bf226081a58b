"""Attributes of packets as columns: the capture is read once more for those that a filter asks for."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ..attributes.values import decode
from ..capture.source import CaptureSource
from ..export.text_column import TextColumn
from ..handler import recall
from ..handler.extraction import wanted_fields
from ..handler.run import Run
from ..protocols.compiled import CompiledRegistry
from ..protocols.define import Field, Kind
from ..records import record
from .matching import column_of
from .names import Attribute
from .quantities import MAPPED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RECORD: dict[str, Literal[2, 5]] = {"captured_length": 2, "interface": 5}      # of what packet_at answers
_CHUNK = 4096                           # packets between two looks at whether to go on


class Readable(Protocol):
    """A capture that can be read again."""

    def again(self, wanted: Mapping[int, int]) -> AbstractContextManager[tuple[CaptureSource, Run]]:
        """Read it from its beginning, through handlers that extract these attributes."""

    def reading(self) -> AbstractContextManager[CaptureSource]:
        """Its packets, to be read at any place."""


@record(frozen=True, slots=True)
class Scanned:
    """Values of an attribute, and the number of each one's packet."""

    packets: NDArray[np.uint32]
    values: NDArray[Any] | TextColumn


def scan(capture: Readable, registry: CompiledRegistry, wanted: Sequence[Attribute],
         check: Callable[[], None]) -> dict[int, Scanned]:
    """The values of these attributes in all packets, by the attributes' numbers. `check` may raise."""
    found: dict[int, tuple[list[int], list[Any]]] = {one.number: ([], []) for one in wanted}
    with capture.again(wanted_fields(registry, [one.name for one in wanted])) as (_, run):
        while run.step()[0]:
            check()
            for pipeline in run.pipelines:
                for packet, _, field, number, data, *_ in recall.extracted(pipeline):
                    packets, values = found[field]
                    packets.append(packet)
                    values.append((number, data))
    return {one.number: Scanned(_numbers(found[one.number][0]), _column(one.declared, found[one.number][1]))
            for one in wanted}


def scan_places(capture: Readable, registry: CompiledRegistry, name: str, check: Callable[[], None]) -> dict[int, int]:
    """Where in a packet this attribute first stands, of each row of the index that has it."""
    found: dict[int, int] = {}
    with capture.again(wanted_fields(registry, [name])) as (_, run):
        while run.step()[0]:
            check()
            for pipeline in run.pipelines:
                for packet, _, _, _, _, at, *_ in recall.extracted(pipeline):
                    found.setdefault(packet - 1, at)
    return found


def records(capture: Readable, name: str, places: NDArray[np.uint64], check: Callable[[], None]) -> NDArray[np.uint32]:
    """What the file says of each packet beside its time and length; `places` is where they are."""
    import numpy as np
    found = np.zeros(len(places), np.uint32)
    with capture.again({}) as (source, _):
        for row, at in enumerate(places.tolist()):
            if row % _CHUNK == 0:
                check()
            if (record := source.packet_at(at)) is not None:
                found[row] = record[_RECORD[name]]
    return found


def _numbers(packets: list[int]) -> NDArray[np.uint32]:
    import numpy as np
    return np.array(packets, np.uint32)


def _column(declared: Field, found: list[tuple[int | None, bytes]]) -> NDArray[Any] | TextColumn:
    """Texts in lower case, addresses of sixteen bytes, numbers."""
    import numpy as np
    kind = declared.type.kind
    if kind == Kind.STRING:
        return column_of([str(decode(declared, 0, data)).lower().encode("utf-8", "replace") for _, data in found])
    if kind == Kind.BYTES:
        return column_of([data for _, data in found])
    if kind == Kind.MAC:
        return column_of([data.hex(":").encode() for _, data in found])
    if kind in (Kind.IPV4, Kind.IPV6):
        return np.frombuffer(b"".join(_wide(number, data) for number, data in found), "V16")
    numbers = np.array([number or 0 for number, _ in found], np.uint64)
    if kind == Kind.FLOAT:
        return numbers.view("f8")
    if kind in (Kind.SIGNED, Kind.TIME, Kind.DURATION):
        return numbers.view("i8") * declared.scale
    return numbers * np.uint64(declared.scale)


def _wide(number: int | None, data: bytes) -> bytes:
    """An address in sixteen bytes; what is none, a hardware address of the same kind of field, is all zeros."""
    if not data:
        return MAPPED + ((number or 0) & 0xFFFFFFFF).to_bytes(4)
    return data if len(data) == 16 else bytes(16)
