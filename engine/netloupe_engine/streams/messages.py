"""The layers of a stream: what parsers make of the bytes. HTTP's messages with their bodies, TLS's records, and what
those carry where secrets open them.

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
from .content import UndecodableError, decoded, kind_of, readable

if TYPE_CHECKING:
    import numpy as np

LAYERS = ("http", "decrypted", "tls")
_BATCH = 256            # packets that are read in one go
_HEADERS_MAX = 512      # of a message
_WAITING_MAX = 64       # messages that wait for one before them to end

APPLICATION_DATA = 23  # content type of a record

Item = tuple[str, str, int | float | bool | str | bytes, str, int]      # layer, name, value, text, way


def layers_of(path: str, is_decrypted: bool = False) -> tuple[str, ...]:
    """The layers that a session with this protocol path has."""
    members = path.split(".")
    return tuple(layer for layer in LAYERS if layer in members or (layer == "decrypted" and is_decrypted))


def messages(run: Run, reading: Callable[[], AbstractContextManager[CaptureSource]], session: int, layer: str,
             cancelled: Callable[[], bool]) -> Iterator[StreamMessage]:
    """See `Analysis.messages`."""
    if layer not in LAYERS:
        raise UnknownNameError(f"There is no layer {layer!r}: known are {' and '.join(LAYERS)}.")
    if not 1 <= session <= len(run.store):
        raise UnknownNameError(f"There is no session {session}; there are {len(run.store):,}.")
    make = _MAKERS[layer]()
    is_opened = layer == "decrypted" or is_inside(run.path_name(run.store.cell("path", session - 1)))
    owner = "http" if layer == "http" else "tls"
    for number, items in items_of(run, reading, session, {owner: None}, cancelled):
        way, time_ns = run.index.cell("way", number - 1), run.index.cell("time_ns", number - 1)
        for item in items:          # what a lost record kept waiting is read when the other side acknowledges it
            yield from make.take(item, item[4] if is_opened else way, number, time_ns)
    yield from make.rest()


def items_of(run: Run, reading: Callable[[], AbstractContextManager[CaptureSource]], session: int,
             wanted: Mapping[str, Collection[str] | None], cancelled: Callable[[], bool],
             ) -> Iterator[tuple[int, list[Item]]]:
    """What parsers say of a session, packet by packet: of some layers these attributes (None: all). Raises
    CancelledError."""
    import numpy as np
    registry, settings = run.registry, Settings().without_idle_timeouts()
    pipeline = Pipeline(registry, settings, 0, 1, run.secrets)
    numbers_of = {number: registry.protocols[field[0]].key for number, field in enumerate(registry.fields)
                  if field is not None and _is_wanted(wanted, registry.protocols[field[0]].key, field[1].name)}
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


class _Draft:
    """A message that is being read."""

    def __init__(self, way: int, packet: int, time_ns: int) -> None:
        self.way, self.packet, self.time_ns = way, packet, time_ns
        self.title: dict[str, str] = {}
        self.fields: list[tuple[str, str]] = []
        self.body: list[bytes] = []
        self.sizes: dict[str, int] = {}
        self.is_over = False


class _Http:
    """Puts HTTP's messages together (RFC 9112): a start line, header fields, a body that may come later."""

    def __init__(self) -> None:
        self._open: list[_Draft | None] = [None, None]
        self._asks_for_head = False
        self._waiting: list[_Draft] = []        # in the order in which they began

    def take(self, item: Item, way: int, packet: int, time_ns: int) -> Iterator[StreamMessage]:
        """One attribute more."""
        _layer, name, value, text, _way = item
        draft = self._open[way]
        if name in ("method", "status_code"):
            if draft is not None:
                draft.is_over = True
            draft = self._open[way] = _Draft(way, packet, time_ns)
            self._waiting.append(draft)
            while self._waiting[0].is_over or len(self._waiting) > _WAITING_MAX:
                yield self._done(self._waiting.pop(0))
        if draft is None:
            return
        if name == "method":
            self._asks_for_head = value == "HEAD"
        if name in ("method", "uri", "version", "status_code", "reason"):
            draft.title.setdefault(name, str(value))
        elif name == "header_name" and len(draft.fields) < _HEADERS_MAX:
            draft.fields.append((text, ""))
        elif name == "header_value" and draft.fields and not draft.fields[-1][1]:
            draft.fields[-1] = (draft.fields[-1][0], text)
        elif name == "body" and isinstance(value, bytes):
            draft.body.append(value)
        elif name in ("content_size", "body_size") and isinstance(value, int):
            draft.sizes[name] = value

    def rest(self) -> Iterator[StreamMessage]:
        """What has not been followed by another one."""
        for draft in self._waiting:
            yield self._done(draft)

    def _is_bare(self, draft: _Draft) -> bool:
        """Is it an answer that says of a body what another one would be (RFC 9110, sections 9.3.2 and 15.4.5)?"""
        return self._asks_for_head or draft.title.get("status_code") == "304"

    def _done(self, draft: _Draft) -> StreamMessage:
        title, version = draft.title, f"HTTP/{draft.title.get('version', '')}".rstrip("/")
        start = f"{title['method']} {title.get('uri', '')} {version}" if "method" in title else \
            f"{version} {title['status_code']} {title.get('reason', '')}"
        known = {name.lower(): value for name, value in draft.fields}
        body, note = b"".join(draft.body), ""
        coding = known.get("content-encoding", "").lower()
        is_ours = coding in ("", "identity", "gzip", "x-gzip", "deflate")
        size = draft.sizes.get("content_size" if is_ours else "body_size")
        is_cut = size != len(body) if body else bool(draft.sizes.get("body_size"))
        if body and is_cut:
            note = f"the body is not whole: its first {len(body):,} bytes"
        elif is_cut:
            note = f"the body, {draft.sizes['body_size']:,} bytes, is too long to be kept"
        elif not body and known.get("content-length", "0").strip("0") and not self._is_bare(draft):
            note, is_cut = "the body is not whole", True
        if body and not is_ours:
            try:
                body = decoded(body, coding)
            except UndecodableError as error:
                note = str(error)
        kind = kind_of(body, known.get("content-type", "")) if body else ""
        return StreamMessage("http", draft.way, draft.packet, draft.time_ns, start.strip(), tuple(draft.fields), body,
                             kind, readable(body, kind), note, is_cut)


class _Tls:
    """TLS's records (RFC 8446, section 5.1), each with what can be seen of it."""

    def __init__(self) -> None:
        self._draft: _Draft | None = None

    def take(self, item: Item, way: int, packet: int, time_ns: int) -> Iterator[StreamMessage]:
        """One attribute more."""
        _layer, name, _value, text, _way = item
        if name == "record_type":
            yield from self.rest()
            self._draft = _Draft(way, packet, time_ns)
        if self._draft is None:
            return
        if name in ("record_type", "record_version", "record_length"):
            self._draft.title[name] = text
        elif name in ("handshake_type", "alert_level", "alert_description", "server_name", "cipher", "version"):
            self._draft.fields.append((name.replace("_", " "), text))

    def rest(self) -> Iterator[StreamMessage]:
        """The one that is being read."""
        draft, self._draft = self._draft, None
        if draft is not None:
            title = draft.title
            start = " · ".join([title["record_type"], title.get("record_version", ""),
                                f"{title.get('record_length', '?')} bytes"])
            yield StreamMessage("tls", draft.way, draft.packet, draft.time_ns, start, tuple(draft.fields), b"", "", "",
                                "")


class _Decrypted:
    """What TLS's records carry of the application, a message each; with secrets."""

    def __init__(self) -> None:
        self._is_data = False

    def take(self, item: Item, way: int, packet: int, time_ns: int) -> Iterator[StreamMessage]:
        """One attribute more."""
        _layer, name, value, _text, _way = item
        if name in ("record_type", "content_type"):         # TLS 1.3 says it inside
            self._is_data = value == APPLICATION_DATA
        elif name == "decrypted" and self._is_data and isinstance(value, bytes) and value:
            kind = kind_of(value, "")
            yield StreamMessage("decrypted", way, packet, time_ns, f"{len(value):,} bytes", (), value, kind,
                                value.decode("utf-8", "backslashreplace") if kind != "binary" else "", "")

        elif name == "lost" and isinstance(value, int):
            yield StreamMessage("decrypted", way, packet, time_ns, f"{value:,} bytes are missing", (), b"", "", "", "")

    def rest(self) -> Iterator[StreamMessage]:
        """Nothing is put together."""
        return iter(())


_MAKERS: dict[str, type[_Http | _Tls | _Decrypted]] = {"http": _Http, "tls": _Tls, "decrypted": _Decrypted}
