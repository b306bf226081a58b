"""The layers of a stream: what parsers make of the bytes. HTTP's messages with their bodies, TLS's records, and what
those and QUIC's streams carry where secrets open them.

The session is read once more by the same parsers as before, with the attributes that messages are made of; so what is
told here is what the tree of a packet and the filters say too.
"""
from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from ..capture.source import CaptureSource
from ..errors import CancelledError, UnknownNameError
from ..handler import recall
from ..handler.extraction import attribute_value
from ..handler.pipeline import WANTED_ALL, Pipeline
from ..handler.reader import Reader
from ..handler.run import Run
from ..model import Settings
from ..packet.index import PacketIndex
from .chunk import StreamMessage, is_inside
from .http_messages import HTTP_LAYERS, HttpMessages
from .inner_messages import DecryptedMessages, RecordMessages
from .items import Item
from .multiplexed import NAMES, PROTOCOLS, Event, Streams

if TYPE_CHECKING:
    import numpy as np

LAYERS = ("http", "decrypted", "tls")
_BATCH = 256            # packets that are read in one go
_OWNERS = {"http": HTTP_LAYERS, "tls": ("tls",), "decrypted": ("tls", "quic")}      # whose attributes they are made of


def layers_of(path: str, is_decrypted: bool = False) -> tuple[str, ...]:
    """The layers that a session with this protocol path has."""
    members = path.split(".")
    return tuple(layer for layer in LAYERS if (is_decrypted if layer == "decrypted" else any(
        owner in members for owner in _OWNERS[layer])))


def messages(run: Run, reading: Callable[[], AbstractContextManager[CaptureSource]], session: int, layer: str,
             cancelled: Callable[[], bool]) -> Iterator[StreamMessage]:
    """See `Analysis.messages`."""
    if layer not in LAYERS:
        raise UnknownNameError(f"There is no layer {layer!r}: known are {' and '.join(LAYERS)}.")
    if not 1 <= session <= len(run.store):
        raise UnknownNameError(f"There is no session {session}; there are {len(run.store):,}.")
    make = _MAKERS[layer]()
    path = run.path_name(run.store.cell("path", session - 1))
    is_opened = layer == "decrypted" or is_inside(path)
    owners: dict[str, Collection[str] | None] = dict.fromkeys(_OWNERS[layer])
    for number, items in items_of(run, reading, session, owners, cancelled):
        way, time_ns = run.index.cell("way", number - 1), run.index.cell("time_ns", number - 1)
        for item in items:          # what a lost record kept waiting is read when the other side acknowledges it
            yield from make.take(item, item[4] if is_opened else way, number, time_ns)
        yield from make.end_packet()
    yield from make.rest()


def events(run: Run, reading: Callable[[], AbstractContextManager[CaptureSource]], session: int,
           cancelled: Callable[[], bool]) -> Iterator[Event]:
    """See `Analysis.events`."""
    streams = {protocol: Streams(protocol) for protocol in PROTOCOLS}
    wanted: dict[str, Collection[str] | None] = dict.fromkeys(PROTOCOLS, NAMES)
    for number, items in items_of(run, reading, session, wanted, cancelled):
        time_ns = run.index.cell("time_ns", number - 1)
        for layer, name, value, text, way in items:
            yield from streams[layer].take(name, value, text, way, number, time_ns)
        for each in streams.values():
            yield from each.rest()


def items_of(run: Run, reading: Callable[[], AbstractContextManager[CaptureSource]], session: int,
             wanted: Mapping[str, Collection[str] | None], cancelled: Callable[[], bool],
             ) -> Iterator[tuple[int, list[Item]]]:
    """What parsers say of a session, packet by packet: of some layers these attributes (None: all). Raises
    CancelledError."""
    import numpy as np
    registry, settings = run.registry, Settings().without_idle_timeouts()
    pipeline = Pipeline(registry, settings, 0, 1, run.secrets)
    numbers_of = {number: protocol for name, number in registry.field_ids.items()
                  if _is_wanted(wanted, protocol := name.partition(".")[0], name.partition(".")[2])}
    pipeline.want(dict.fromkeys(numbers_of, WANTED_ALL))
    first, last = (run.store.cell(name, session - 1) for name in ("first_packet", "last_packet"))
    numbers: np.ndarray[tuple[int], np.dtype[np.uint32]] = run.index.of_sessions([session], max(first, 1) - 1, last)
    start = max(first, 1) - 1           # a copy of the column from its beginning would take longer than all the rest
    places = run.index.column("at", start, last)[numbers - 1 - start] if len(numbers) else np.empty(0, np.uint64)
    done = 0
    with reading() as source:
        reader = Reader(source, PacketIndex(), registry, settings, 1)
    while done < len(numbers):
        if cancelled():
            raise CancelledError("Following the stream was called off.")
        with reading():
            count = reader.again(np.ascontiguousarray(places[done:done + _BATCH]))
            if not count:
                return
            pipeline.process(reader)
            found: dict[int, list[Item]] = {}
            for packet, _, field, value, content, _, _, _, _, _, way, _ in recall.extracted(pipeline):
                if (layer := numbers_of.get(field)) is not None:
                    owner, declared = registry.field(field)
                    told = attribute_value(registry.protocols, (owner, declared), value, content, packet)
                    found.setdefault(packet, []).append((layer, declared.name, told.value, told.text, way))
        done += count
        for packet, items in sorted(found.items()):
            yield int(numbers[packet - 1]), items


def _is_wanted(wanted: Mapping[str, Collection[str] | None], layer: str, name: str) -> bool:
    return layer in wanted and ((names := wanted[layer]) is None or name in names)


_MAKERS: dict[str, type[HttpMessages | RecordMessages | DecryptedMessages]] = {
    "http": HttpMessages, "tls": RecordMessages, "decrypted": DecryptedMessages}
