"""Files in HTTP/2 and HTTP/3: the bodies of streams that take turns, each as it is over.

What is said in a stream is held until the stream is over, and all of it together within a limit: of what is more the
longest is let go of, and the session read once more for it.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..quantities import size
from ..streams.multiplexed import Event
from .draft import Draft, Piece, Place
from .head import media_of, name_in
from .http import TARGET_MAX, made

HELD_MAX = 64 << 20         # bytes of bodies that are not over, all together
AGAIN_MAX = 32              # bodies of a session that it is read for once more
_OPEN_MAX = 1024            # streams that are not over, and requests that wait for their answers
_PIECES_MAX = 1 << 18       # of all bodies that are held

Events = Callable[[], Iterable[Event]]


class _Body:
    """What was said in one direction of a stream."""

    def __init__(self, event: Event, fields: dict[str, str], name: str, origin: str) -> None:
        self.key = (event.stream, event.way)
        self.fields, self.name, self.origin = fields, name, origin
        self.packet, self.time_ns, self.way = event.packet, event.time_ns, event.way
        self.pieces: list[tuple[int, int, bytes, int]] = []         # packet, time, data, missing
        self.held = 0
        self.has_any = self.is_long = self.is_cut = self.is_reset = False


class _Reader:
    """Bodies of a session."""

    def __init__(self, protocol: str, events: Events) -> None:
        self._protocol, self._events = protocol, events
        self._open: dict[tuple[int, int], _Body] = {}
        self._asked: dict[int, tuple[str, str]] = {}        # name and address, by stream
        self._held = self._count = self._again = 0

    def files(self) -> Iterator[Draft]:
        for event in self._events():
            key = (event.stream, event.way)
            if event.kind == "head":
                self._head(event)
            elif event.kind in ("data", "lost") and key in self._open:
                self._hold(self._open[key], event)
            elif event.kind == "reset":
                for way in (event.way, 1 - event.way):
                    if (body := self._open.pop((event.stream, way), None)) is not None:
                        body.is_reset = True
                        yield from self._made(body)
            elif event.kind == "end" and key in self._open:
                yield from self._made(self._open.pop(key))
        for body in list(self._open.values()):
            body.is_reset = True
            yield from self._made(body)

    def _head(self, event: Event) -> None:
        known = dict(reversed(event.fields))
        if ":method" in known:
            target = known.get(":path", "")[:TARGET_MAX]
            origin = f"{known.get(':scheme', 'http')}://{known.get(':authority', '')}{target}"
            self._asked.pop(event.stream, None)
            self._asked[event.stream] = (name_in(target) or "index", origin[:TARGET_MAX])
            if len(self._asked) > _OPEN_MAX:
                del self._asked[next(iter(self._asked))]
        elif ":status" not in known or known[":status"].startswith("1"):
            return                                          # a trailer, or an answer that is none yet
        if not event.is_promise and len(self._open) < _OPEN_MAX:
            self._open[event.stream, event.way] = _Body(event, known, *self._asked.get(event.stream, ("", "")))

    def _hold(self, body: _Body, event: Event) -> None:
        body.has_any = True
        if body.is_long or body.is_cut:
            return
        body.pieces.append((event.packet, event.time_ns, event.data, event.size))
        body.held += len(event.data)
        self._held += len(event.data)
        self._count += 1
        while self._held > HELD_MAX or self._count > _PIECES_MAX:
            if self._again == AGAIN_MAX:
                body.is_cut = True
                return
            longest = max(self._open.values(), key=lambda one: (one.held, len(one.pieces)))
            self._again += 1
            longest.is_long = True
            self._let_go(longest)

    def _let_go(self, body: _Body) -> None:
        self._held -= body.held
        self._count -= len(body.pieces)
        body.held, body.pieces = 0, []

    def _made(self, body: _Body) -> Iterator[Draft]:
        if not body.has_any:
            return
        place = Place(body.way, body.packet, body.time_ns)
        draft = Draft(self._protocol, place, body.name, body.origin, media_of(body.fields.get("content-type", "")))
        draft.pieces = self._pieces(body, place)
        if body.is_cut:
            draft.note(f"more than {size(HELD_MAX)} were under way at once", True)
        if body.is_reset:
            draft.note("the end of it is not in the capture, or was never sent", True)
        if draft.declared.startswith("application/grpc"):
            draft.note("messages of gRPC, each behind five bytes")
        yield from made(draft, body.fields, ":method" in body.fields)
        self._let_go(body)

    def _pieces(self, body: _Body, place: Place) -> Iterator[Piece]:
        said: Iterable[tuple[int, int, bytes, int]] = body.pieces
        if body.is_long:
            said = ((event.packet, event.time_ns, event.data, event.size) for event in self._events()
                    if (event.stream, event.way) == body.key and event.kind in ("data", "lost"))
        for place.packet, place.time_ns, data, missing in said:
            yield data, missing


def files(protocol: str, events: Events) -> Iterator[Draft]:
    """The files of a session that speaks "http2" or "http3"; `events` reads it from its beginning."""
    return _Reader(protocol, events).files()
