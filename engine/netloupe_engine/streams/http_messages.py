"""HTTP's messages of any version, put together of what the parsers say: a start line, header fields, a body.

HTTP/1 has one behind the other (RFC 9112); of HTTP/2 and HTTP/3 each stream has a request and its answer (RFC 9113,
RFC 9114), and several come at the same time.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .chunk import StreamMessage
from .content import UndecodableError, decoded, kind_of, readable
from .grpc import calls_of
from .items import Item
from .multiplexed import PROTOCOLS, Event, Streams

HTTP_LAYERS = ("http", *PROTOCOLS)
BODIES_MAX = 64 << 20   # bytes of bodies that are not over, all together
_BODY_MAX = 8 << 20     # of one of them
_HEADERS_MAX = 512      # of a message
_WAITING_MAX = 64       # messages that wait for one before them to end
_OPEN_MAX = 1024        # streams that are not over
_VERSIONS = {"http2": "HTTP/2", "http3": "HTTP/3"}
_CODED = ("", "identity")


class HttpMessages:
    """All of a session, which may go on with another version (RFC 7540 section 3.2)."""

    def __init__(self) -> None:
        self._makers: dict[str, _Http1 | _Multiplexed] = {"http": _Http1()}
        self._makers.update({protocol: _Multiplexed(protocol) for protocol in PROTOCOLS})

    def take(self, item: Item, way: int, packet: int, time_ns: int) -> Iterator[StreamMessage]:
        """One attribute more."""
        yield from self._makers[item[0]].take(item, way, packet, time_ns)

    def end_packet(self) -> Iterator[StreamMessage]:
        """All attributes of a packet were taken."""
        for make in self._makers.values():
            yield from make.end_packet()

    def rest(self) -> Iterator[StreamMessage]:
        """What has not been followed by another one."""
        for make in self._makers.values():
            yield from make.rest()


class _Draft:
    """A message that is being read."""

    def __init__(self, way: int, packet: int, time_ns: int) -> None:
        self.way, self.packet, self.time_ns = way, packet, time_ns
        self.title: dict[str, str] = {}
        self.fields: list[tuple[str, str]] = []
        self.body: list[bytes] = []
        self.sizes: dict[str, int] = {}
        self.is_over = False


class _Http1:
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

    def end_packet(self) -> Iterator[StreamMessage]:
        """Nothing is known by that."""
        return iter(())


class _Message:
    """A message in a stream."""

    def __init__(self, event: Event) -> None:
        self.stream, self.way, self.packet, self.time_ns = event.stream, event.way, event.packet, event.time_ns
        self.fields = list(event.fields)
        self.body, self.size, self.lost = bytearray(), 0, 0
        self.is_over = self.is_open = self.is_reset = self.is_cut = False
        self.is_promise = event.is_promise


class _Multiplexed:
    """Puts messages of streams together that take turns; they are told in the order in which they begin."""

    def __init__(self, protocol: str) -> None:
        self._version, self._streams = _VERSIONS[protocol], Streams(protocol)
        self._open: dict[tuple[int, int], _Message] = {}
        self._waiting: list[_Message] = []
        self._held = 0

    def take(self, item: Item, way: int, packet: int, time_ns: int) -> Iterator[StreamMessage]:
        """One attribute more."""
        for event in self._streams.take(item[1], item[2], item[3], way, packet, time_ns):
            yield from self._note(event)

    def end_packet(self) -> Iterator[StreamMessage]:
        """All attributes of a packet were taken."""
        for event in self._streams.rest():
            yield from self._note(event)

    def rest(self) -> Iterator[StreamMessage]:
        """What was not over."""
        for message in self._waiting:
            message.is_open = not message.is_over
            yield self._done(message)

    def _note(self, event: Event) -> Iterator[StreamMessage]:
        key = (event.stream, event.way)
        message = self._open.get(key)
        if event.kind == "head":
            self._head(event, key, message)
        elif event.kind == "reset":
            for way in (0, 1):
                if (message := self._open.pop((event.stream, way), None)) is not None:
                    message.is_over, message.is_reset = True, way == event.way or message.is_reset
        elif message is None:
            return
        elif event.kind == "data":
            self._add(message, event.data)
        elif event.kind == "lost":
            message.lost += event.size
        else:
            message.is_over = True
            del self._open[key]
        while self._waiting and (self._waiting[0].is_over or len(self._waiting) > _WAITING_MAX):
            yield self._done(self._waiting.pop(0))

    def _head(self, event: Event, key: tuple[int, int], message: _Message | None) -> None:
        names = {name for name, _ in event.fields}
        if message is not None and not names & {":method", ":status"}:      # a trailer
            message.fields.extend(event.fields[:_HEADERS_MAX])
            return
        made = _Message(event)
        if message is not None:                     # an interim answer was there before (RFC 9110 section 15.2)
            message.is_over = True
        if made.is_promise:
            made.is_over = True
        elif len(self._open) < _OPEN_MAX:
            self._open[key] = made
        self._waiting.append(made)

    def _add(self, message: _Message, data: bytes) -> None:
        message.size += len(data)
        if message.lost or message.is_cut:
            return
        kept = data[:max(0, min(_BODY_MAX - len(message.body), BODIES_MAX - self._held))]
        message.is_cut = len(kept) < len(data)
        message.body += kept
        self._held += len(kept)

    def _done(self, message: _Message) -> StreamMessage:
        message.is_over = True
        if self._open.get((message.stream, message.way)) is message:
            del self._open[message.stream, message.way]
        known = dict(reversed(message.fields))
        fields = tuple((name, value) for name, value in message.fields if not name.startswith(":"))
        if ":method" in known:
            title = f"{known[':method']} {known.get(':path', known.get(':authority', ''))} {self._version}"
        else:
            title = f"{self._version} {known.get(':status', '')}"
        if message.is_promise:
            title += " (promised)"
        authority = known.get(":authority", "")
        made = StreamMessage("http", message.way, message.packet, message.time_ns, title.strip(),
                             ((("host", authority),) if authority else ()) + fields, bytes(message.body), "", "", "",
                             stream=message.stream)
        self._held -= len(message.body)
        return _read(made, known, _note_of(message))


def _note_of(message: _Message) -> str:
    if message.is_cut:
        return f"the body, {message.size:,} bytes, is too long to be kept: its first {len(message.body):,} bytes"
    if message.lost:
        return f"the body is not whole: its first {len(message.body):,} bytes; {message.lost:,} are lost"
    if message.is_reset:
        return "the stream was ended before the message was over"
    return "the end of the message is not in the capture" if message.is_open else ""


def _read(made: StreamMessage, known: dict[str, str], note: str) -> StreamMessage:
    """The message with its body decoded, and what that is."""
    body, is_cut, notes = made.body, bool(note), [note] if note else []
    for coding in reversed([name.strip().lower() for name in known.get("content-encoding", "").split(",")][-4:]):
        if body and coding not in _CODED:
            try:
                body = decoded(body, coding)
            except UndecodableError as error:
                notes.append(str(error))
                break
    media = known.get("content-type", "")
    if media.startswith("application/grpc") and body:
        notes.append(calls_of(body))
    kind = kind_of(body, media) if body else ""
    return replace(made, body=body, kind=kind, text=readable(body, kind), note="; ".join(notes), is_cut=is_cut)
