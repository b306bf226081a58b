"""Requests with their answers, and handshakes, as spans of time: what a session was busy with.

    for span in analysis.spans(7):
        span.title, span.answer, span.time_ns, span.answer_ns

The session is read once more by the same parsers as before, which put no more than exchange.py asks for.
"""
from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from ..capture.source import CaptureSource
from ..errors import UnknownNameError
from ..handler.run import Run
from ..records import record
from .exchange import BY_PROTOCOL, HANDSHAKE, Exchange
from .items import Item
from .messages import items_of

SPANS_MAX = 100_000     # of a session
WAITING_MAX = 10_000    # requests that wait for an answer
_TITLE_MAX = 200        # characters
_LANES_MAX = 1_024      # streams whose last message is known
_TLS = ("record_type", "handshake_type", "server_name", "version", "cipher")


@record(frozen=True, slots=True)
class Span:
    """A request and its answer. Without one `answer_packet` is 0, and it ends where the request does."""

    protocol: str
    title: str          # what was asked: "GET /index.html"
    answer: str         # what was answered: "200 OK"
    way: int            # of the request
    packet: int
    time_ns: int
    answer_packet: int  # the first of the answer, of a handshake that of the ServerHello; 0: there is none
    answer_ns: int
    end_packet: int     # the last of the answer, as far as it is known
    end_ns: int

    @property
    def is_answered(self) -> bool:
        """Whether the capture has an answer."""
        return self.answer_packet > 0

    @property
    def wait_ns(self) -> int | None:
        """From the request to the first byte of the answer."""
        return self.answer_ns - self.time_ns if self.answer_packet else None


class _Draft:
    """A message that is being read."""

    __slots__ = ("answers", "end", "is_answer", "packet", "said", "way")

    def __init__(self, way: int, packet: int) -> None:
        self.way, self.packet, self.end = way, packet, packet
        self.said: dict[str, tuple[str, object]] = {}
        self.is_answer = False
        self.answers: list[_Draft] = []

    def text(self, names: tuple[str, ...]) -> str:
        """What it says of these, in a line."""
        found = ""
        for name in names:
            text = self.said[name][0].lstrip("-") if name in self.said else ""      # lines of an answer go on by "-"
            if text and text not in found:          # status codes have their words already
                found += f" {text}"
        return found[1:_TITLE_MAX]


class _Pairs:
    """Requests and answers of one protocol."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.done: list[_Draft] = []
        self._open: list[_Draft | None] = [None, None]
        self._last: list[_Draft | None] = [None, None]
        self._waiting: OrderedDict[object, deque[_Draft]] = OrderedDict()
        self._count = 0
        self._lanes: list[tuple[str, object]] = [("", None), ("", None)]
        self._in_lane: dict[tuple[int, str], _Draft] = {}       # the last message of each stream and side

    def take(self, name: str, text: str, value: object, way: int, packet: int) -> None:
        """One attribute more."""
        rule = self.exchange
        if name == rule.lane:
            self._lanes[way] = (text, value)
            if (known := self._in_lane.get((way, text))) is not None:
                known.end = packet
            return
        draft = self._open[way]
        if name == rule.ask or name == rule.answer:
            if draft is not None:
                self._settle(draft)
            draft = self._open[way] = _Draft(way, packet)
            draft.is_answer = name == rule.answer != rule.ask or (rule.sides and way == 1)
            if rule.lane:
                self._put_in_lane(draft, way)
        if draft is None:
            return
        draft.end = packet
        if name == rule.is_answer:
            draft.is_answer = bool(value)
        draft.said.setdefault(name, (text, value))

    def _put_in_lane(self, draft: _Draft, way: int) -> None:
        """The message is said in the stream that was named last; what comes in it later is its, too."""
        draft.said[self.exchange.lane] = self._lanes[way]
        key = (way, self._lanes[way][0])
        self._in_lane.pop(key, None)
        self._in_lane[key] = draft
        if len(self._in_lane) > _LANES_MAX:
            del self._in_lane[next(iter(self._in_lane))]

    def packet_over(self) -> None:
        """Messages that a packet has begun are known by now."""
        for way in (0, 1):
            draft, self._open[way] = self._open[way], None
            if draft is not None:
                self._settle(draft)

    def goes_on(self, way: int, packet: int) -> None:
        """More of the last answer of a side came: of that which this packet has begun, or one before it."""
        last = self._open[way] or self._last[way]
        if last is not None:
            last.end = packet

    def _settle(self, draft: _Draft) -> None:
        rule = self.exchange
        key = tuple(draft.said.get(name, ("",))[0] for name in rule.key)
        if not draft.is_answer:
            if draft.text(rule.told[:1]) in rule.silent or len(self.done) >= SPANS_MAX:
                return
            self.done.append(draft)
            self._waiting.setdefault(key, deque()).append(draft)
            self._count += 1
            while self._count > WAITING_MAX:
                _key, oldest = next(iter(self._waiting.items()))
                oldest.popleft()
                self._count -= 1
                if not oldest:
                    del self._waiting[_key]
            return
        waiting = self._waiting.get(key)
        if not waiting or (rule.key and waiting[0].way == draft.way):
            return
        # What has a key is sent again where no answer comes; one answer is that of all.
        for asked in waiting if rule.key else (waiting[0],):
            asked.answers = [draft]
        self._last[draft.way] = draft
        if rule.interim and draft.text(rule.said[:1]).startswith(rule.interim):
            return
        self._count -= len(waiting) if rule.key else 1
        if rule.key or len(waiting) == 1:
            del self._waiting[key]
        else:
            waiting.popleft()


class _Handshakes:
    """TLS: from ClientHello over ServerHello to the client's first application data, which in TLS 1.3 has its Finished
    (RFC 8446, section 2)."""

    def __init__(self) -> None:
        self.done: list[_Draft] = []

    def take(self, name: str, text: str, value: object, way: int, packet: int) -> None:
        """One attribute more."""
        last = self.done[-1] if self.done else None
        if name == "handshake_type" and value == 1 and len(self.done) < SPANS_MAX:
            if last is None or last.way != way or last.answers:
                self.done.append(_Draft(way, packet))
            return
        if last is None or last.is_answer:
            return
        if name == "handshake_type" and value == 2 and way != last.way and not last.answers:
            last.answers.append(_Draft(way, packet))
        elif name == "record_type" and value == 23 and last.answers and way == last.way:
            last.answers[0].end, last.is_answer = packet, True
        elif name == "server_name" or (name in ("version", "cipher") and last.answers):
            last.said.setdefault(name, (text, value))


def protocols_of(path: str) -> tuple[str, ...]:
    """The protocols in a session's path of which spans are known."""
    return tuple(part for part in dict.fromkeys(path.split(".")) if part in BY_PROTOCOL or part == HANDSHAKE)


def spans(run: Run, reading: Callable[[], AbstractContextManager[CaptureSource]], session: int, path: str,
          cancelled: Callable[[], bool]) -> tuple[Span, ...]:
    """See `Analysis.spans`."""
    if not 1 <= session <= len(run.store):
        raise UnknownNameError(f"There is no session {session}; there are {len(run.store):,}.")
    wanted = {protocol: _wanted(protocol) for protocol in protocols_of(path)}
    if not wanted:
        return ()
    pairs = {protocol: _Pairs(BY_PROTOCOL[protocol]) for protocol in wanted if protocol != HANDSHAKE}
    handshakes = _Handshakes()
    for number, items in items_of(run, reading, session, wanted, cancelled):
        _take(items, pairs, handshakes, run.index.cell("way", number - 1), number)
    found = [span for protocol, made in pairs.items() for span in _spans(run, protocol, made)]
    found += _tls_spans(run, handshakes)
    return tuple(sorted(found, key=_order)[:SPANS_MAX])


def _order(span: Span) -> tuple[int, int]:
    return span.time_ns, span.packet


def _wanted(protocol: str) -> frozenset[str]:
    if protocol == HANDSHAKE:
        return frozenset(_TLS)
    rule = BY_PROTOCOL[protocol]
    ends = ("body_size",) if protocol == "http" else ()
    return frozenset((rule.ask, rule.answer, *rule.told, *rule.said, *rule.key, rule.is_answer, rule.lane,
                      *ends)) - {""}


def _take(items: list[Item], pairs: dict[str, _Pairs], handshakes: _Handshakes, way: int, packet: int) -> None:
    for layer, name, value, text, _way in items:
        if layer == HANDSHAKE:
            handshakes.take(name, text, value, way, packet)
        elif name == "body_size":
            pairs[layer].goes_on(way, packet)
        else:
            pairs[layer].take(name, text, value, way, packet)
    for made in pairs.values():
        made.packet_over()


def _spans(run: Run, protocol: str, made: _Pairs) -> Iterator[Span]:
    rule = made.exchange
    for asked in made.done:
        answers = asked.answers
        title = asked.text(rule.told[:1])
        if title not in rule.secret:
            title = asked.text(rule.told)
        if answers:
            yield _span(run, protocol, title, answers[0].text(rule.said), asked.way, asked.packet,
                        answers[0].packet, answers[0].end)
        else:
            yield _span(run, protocol, title, "", asked.way, asked.packet, 0, asked.packet)


def _tls_spans(run: Run, made: _Handshakes) -> Iterator[Span]:
    for asked in made.done:
        title = " ".join(part for part in ("handshake", asked.text(("server_name",))) if part)
        hello = asked.answers[0] if asked.answers else None
        yield _span(run, HANDSHAKE, title, asked.text(("version", "cipher")) if hello else "", asked.way, asked.packet,
                    hello.packet if hello else 0, hello.end if hello else asked.packet)


def _span(run: Run, protocol: str, title: str, answer: str, way: int, packet: int, answered: int, end: int) -> Span:
    def moment(number: int) -> int:
        return run.index.cell("time_ns", number - 1)

    begun = moment(packet)
    return Span(protocol, title, answer, way, packet, begun, answered, moment(answered) if answered else begun, end,
                moment(end))
