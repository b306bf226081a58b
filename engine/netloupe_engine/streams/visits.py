"""What HTTP's requests and answers say of others: the page a request came from, and where an answer sent the client.

    for visit in visits(run, reading, 7, bool):
        visit.packet, visit.url, visit.referer, visit.location

The session is read once more by the same parsers as before; its spans do not have these fields.
"""
from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import urljoin, urlsplit

from ..capture.source import CaptureSource
from ..handler.run import Run
from ..records import record
from .chunk import is_inside
from .messages import items_of

VISITS_MAX = 10_000         # of a session
KEPT_MAX = 50_000           # ... of all sessions that are kept
REDIRECTS = ("301", "302", "303", "307", "308")     # RFC 9110, section 15.4
_WANTED = frozenset(("method", "uri", "host", "referer", "status_code", "location"))
_PORTS = {"http": 80, "https": 443}


@record(frozen=True, slots=True)
class Visit:
    """A request, and what its answer said about where to go instead."""

    packet: int
    url: str                # "" where it is no address: of CONNECT, of OPTIONS *
    referer: str            # "" without
    status: str             # of the answer, "" without
    location: str           # where a redirect leads, "" for other answers
    answer_packet: int      # 0: there is none


class Visits:
    """Those of sessions that were read, kept while they do not grow. Any thread."""

    def __init__(self, run: Run, reading: Callable[[], AbstractContextManager[CaptureSource]]) -> None:
        self._run, self._reading = run, reading
        self._known: dict[int, tuple[int, tuple[Visit, ...]]] = {}      # by session: its last packet then, visits
        self._count = 0

    def of(self, session: int, cancelled: Callable[[], bool]) -> tuple[Visit, ...]:
        """As `visits`."""
        last = self._run.store.cell("last_packet", session - 1)
        known = self._known.get(session)
        if known is not None and known[0] == last:
            return known[1]
        found = visits(self._run, self._reading, session, cancelled)
        self._count += len(found) + 1
        if self._count > KEPT_MAX:
            self._known, self._count = {}, len(found) + 1
        self._known[session] = last, found
        return found


class _Draft:
    """A message that is being read."""

    __slots__ = ("packet", "said")

    def __init__(self, packet: int) -> None:
        self.packet = packet
        self.said: dict[str, str] = {}


def visits(run: Run, reading: Callable[[], AbstractContextManager[CaptureSource]], session: int,
           cancelled: Callable[[], bool]) -> tuple[Visit, ...]:
    """Of a session, in the order of its requests. Raises CancelledError, ChangedError."""
    requests: list[_Draft] = []
    waiting = deque[_Draft]()
    answers = dict[int, _Draft]()           # by the request's place in memory
    last: list[_Draft | None] = [None, None]
    for number, items in items_of(run, reading, session, {"http": _WANTED}, cancelled):
        way = run.index.cell("way", number - 1)
        for _layer, name, value, _text, _way in items:
            if name == "method":
                request = last[way] = _Draft(number)
                if len(requests) < VISITS_MAX:
                    requests.append(request)
                    waiting.append(request)
            elif name == "status_code":
                answer = last[way] = _Draft(number)
                if str(value)[:1] != "1" and waiting:       # of those of 1 the final one is still to come
                    answers[id(waiting.popleft())] = answer
            if (draft := last[way]) is not None:
                draft.said.setdefault(name, str(value))
    scheme = "https" if is_inside(run.path_name(run.store.cell("path", session - 1))) else "http"
    return tuple(_visit(request, answers.get(id(request)), scheme) for request in requests)


def _visit(request: _Draft, answer: _Draft | None, scheme: str) -> Visit:
    url = address(request.said.get("host", ""), request.said.get("uri", ""), scheme)
    status = answer.said.get("status_code", "") if answer is not None else ""
    location = answer.said.get("location", "") if answer is not None and status in REDIRECTS else ""
    return Visit(request.packet, url, plain(request.said.get("referer", "")), status,
                 resolved(url, location) if location else "", answer.packet if answer is not None else 0)


def address(host: str, uri: str, scheme: str = "http") -> str:
    """The address that a request is for (RFC 9112, section 3.3), as `plain` writes it; "" for none."""
    if uri.lower().startswith(("http://", "https://")):
        return plain(uri)
    return plain(f"{scheme}://{host}{uri}") if host and uri.startswith("/") else ""


def resolved(base: str, location: str) -> str:
    """Where a Location leads from an address, as `plain` writes it; "" for what is none."""
    try:
        return plain(urljoin(base, location))
    except ValueError:
        return ""


def plain(url: str) -> str:
    """An address as it can be compared (RFC 3986, section 6.2): scheme and host in small letters, without a usual
    port, a user or a fragment; "" for what is no address of the web."""
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if scheme not in _PORTS or not host:
        return ""
    name = f"[{host}]" if ":" in host else host
    place = name if port in (None, _PORTS[scheme]) else f"{name}:{port}"
    return f"{scheme}://{place}{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
