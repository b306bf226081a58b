"""What the ends of sessions are called, and where they are: files with names, and what DNS told, asked once of each
address.

A name is that of the hosts files, else what DNS told the client that the server is called, else what it told another.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from ..capture.packet_bytes import gather_parts
from ..errors import ExpressionError
from ..names.book import NameBook, Place
from .apart import addresses_apart, numbered
from .matching import column_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    import numpy as np
    from numpy.typing import NDArray

    from ..capture.source import CaptureSource
    from ..export.text_column import TextColumn
    from ..handler.tables import PacketTable, SessionTable

SIDES = ("initiator", "responder")
KINDS = ("name", "country", "city", "asn", "organisation", "vendor", "mac")
_OF_PLACE: dict[str, Callable[[Place], str | int]] = {
    "country": lambda place: place.country, "city": lambda place: place.city, "asn": lambda place: place.asn,
    "organisation": lambda place: place.organisation}
_HARDWARE = 6
_ROOM = 1 << 20             # bytes that are read in one go


class Named(Protocol):
    """A capture whose addresses may have names."""

    @property
    def sessions(self) -> SessionTable:
        """Its sessions."""

    @property
    def packets(self) -> PacketTable:
        """Its packets."""

    @property
    def names(self) -> NameBook:
        """What files say of addresses."""

    def reading(self) -> AbstractContextManager[CaptureSource]:
        """Its packets, to be read at any place."""


class Listening(Named, Protocol):
    """One that also keeps what DNS told."""

    @property
    def heard(self) -> Heard:
        """What DNS told."""


class Heard:
    """What DNS told anybody that addresses are called, by all sessions so far, and if asked for the hardware addresses
    of their ends. Any thread."""

    def __init__(self) -> None:
        self._names: dict[bytes, str] = {}
        self._seen = 0              # sessions that have been asked
        self._hardware: dict[int, tuple[bytes, bytes]] = {}         # by row: of both ends
        self._looked = 0            # sessions whose hardware has been looked at
        self._lock = Lock()

    def learn(self, sessions: SessionTable) -> None:
        """Ask the sessions that began since; of the first million that takes a second, of some thousand nothing."""
        import numpy as np
        with self._lock:
            begin, end = self._seen, len(sessions)
            if begin == end:
                return
            told = sessions.column("responder_name", begin, end)
            rows = np.flatnonzero(told)
            if len(rows):
                words = sessions.words("names")
                different, codes = addresses_apart(sessions.column("responder", begin, end)[rows])
                last = np.zeros(len(different), np.int64)
                last[codes] = told[rows]
                self._names |= {address.tobytes(): words[number] or "" for address, number in
                                zip(different, last.tolist(), strict=True)}
            self._seen = end

    def name(self, address: bytes) -> str:
        """What it is called, "" for nothing."""
        return self._names.get(address, "")

    def learn_hardware(self, capture: Named, check: Callable[[], object] = bool) -> None:
        """Read the hardware addresses of the sessions that began since; `check` may raise. Raises ChangedError."""
        import numpy as np
        with self._lock:
            begin, end = self._looked, len(capture.sessions)
            rows = np.arange(begin, end, dtype=np.uint32)
            clients, servers = (found.tolist() for found in hardware(capture, rows, check))
            self._hardware.update((begin + at, (client.to_bytes(_HARDWARE), server.to_bytes(_HARDWARE)))
                                  for at, (client, server) in enumerate(zip(clients, servers, strict=True))
                                  if client or server)
            self._looked = end

    def hardware(self, row: int, side: str) -> bytes | None:
        """The six bytes of one end of a session, as far as it has been read."""
        found = self._hardware.get(row)
        return found[SIDES.index(side)] if found is not None else None


class Ends:
    """The ends of the first `count` sessions: each address once. For one thread."""

    def __init__(self, capture: Named, count: int, check: Callable[[], object]) -> None:
        """`check` may raise."""
        self._capture, self._count, self._check = capture, count, check

    @cached_property
    def _apart(self) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """The different addresses, and which of them each initiator and then each responder has."""
        import numpy as np
        table = self._capture.sessions
        return addresses_apart(np.concatenate([table.column(side, 0, self._count) for side in SIDES]))

    @property
    def _different(self) -> NDArray[Any]:
        return self._apart[0]

    @property
    def _codes(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        codes = self._apart[1]
        return codes[:self._count], codes[self._count:]

    def numbers(self, side: str) -> NDArray[np.uint32]:
        """The autonomous system of one end of each session, 0 for none."""
        import numpy as np
        of_each = np.array([place.asn for place in self._places], np.uint32)
        return of_each[self._codes[SIDES.index(side)]] if len(of_each) else np.zeros(self._count, np.uint32)

    def texts(self, kind: str) -> tuple[list[str], tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """What there is of a kind, the first of them nothing, and which of it each initiator and responder has."""
        if kind in ("vendor", "mac"):
            return self._of_hardware(kind)
        if kind == "name":
            return self._of_names()
        say = _OF_PLACE[kind]
        return self._worded([str(say(place)) for place in self._places])

    @cached_property
    def _places(self) -> list[Place]:
        """Where each different address is."""
        self._check()
        return self._capture.names.places(self._different)

    def _each(self) -> Sequence[bytes]:
        found = []
        for at in range(0, len(self._different), 4096):
            self._check()
            found += [value.tobytes() for value in self._different[at:at + 4096]]
        return found

    def _worded(self, of_each: list[str]) -> tuple[list[str], tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Of each different address: as words with numbers."""
        import numpy as np
        words: dict[str, int] = {"": 0}
        numbers = np.array([words.setdefault(text, len(words)) for text in of_each] or [0], np.int64)
        return list(words), (numbers[self._codes[0]], numbers[self._codes[1]])

    def _of_names(self) -> tuple[list[str], tuple[NDArray[np.int64], NDArray[np.int64]]]:
        import numpy as np
        table = self._capture.sessions
        heard = table.column("responder_name", 0, self._count)
        said = [name or "" for name in table.words("names")]
        known = np.zeros(max(len(self._different), 1), np.int64)      # of each address the name told last
        rows = np.flatnonzero(heard)
        known[self._codes[1][rows]] = heard[rows]
        listed = [self._capture.names.host(address) for address in self._each()]
        words, (clients, servers) = self._worded([name or said[known[at]] for at, name in enumerate(listed)])
        numbers = {word: at for at, word in enumerate(words)}
        own = np.array([numbers.setdefault(name, len(numbers)) for name in said], np.int64)
        is_listed = np.array([bool(name) for name in listed] or [False])
        told = (heard > 0) & ~is_listed[self._codes[1]]
        return list(numbers), (clients, np.where(told, own[heard], servers))

    def _of_hardware(self, kind: str) -> tuple[list[str], tuple[NDArray[np.int64], NDArray[np.int64]]]:
        import numpy as np
        words: dict[str, int] = {"": 0}
        sides = []
        for found in hardware(self._capture, np.arange(self._count, dtype=np.uint32), self._check):
            different, codes = numbered(found)
            addresses = [int(value).to_bytes(_HARDWARE) for value in different.tolist()]
            texts = [address.hex(":") if kind == "mac" else self._capture.names.vendor(address)
                     for address in addresses]
            numbers = np.array([words.setdefault(text if any(address) else "", len(words))
                                for text, address in zip(texts, addresses, strict=True)] or [0], np.int64)
            sides.append(numbers[codes])
        return list(words), (sides[0], sides[1])


def hardware(capture: Named, rows: NDArray[np.uint32],
             check: Callable[[], object]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The hardware addresses of both ends of the sessions in these rows, as numbers, 0 where there is none: those of
    the Ethernet header of their first packet. Beyond a router that is the router's. Raises ChangedError."""
    import numpy as np
    table, packets = capture.sessions, capture.packets
    is_ethernet = np.array([(path or "").partition(".")[0] == "eth" for path in table.words("paths")] or [False])
    firsts = table.take("first_packet", rows).astype("i8")
    outer = is_ethernet[table.take("path", rows)] & (table.take("parent", rows) == 0) & (firsts > 0) & (
        firsts <= len(packets))
    places = np.flatnonzero(outer)
    begin, end = (int(firsts[places].min()) - 1, int(firsts[places].max())) if len(places) else (0, 0)
    mine = firsts[places] - 1 - begin
    at = np.ascontiguousarray(packets.column("at", begin, end)[mine])
    way = packets.column("way", begin, end)[mine]
    octets = np.zeros((len(places), 2 * _HARDWARE), np.uint8)
    begins, sizes = np.zeros(len(places), np.int64), np.full(len(places), 2 * _HARDWARE, np.int64)
    done = 0
    with capture.reading() as source:
        while done < len(places):
            check()
            data, count = gather_parts(source, at, begins, sizes, done, _ROOM)
            octets[done:done + count] = np.frombuffer(data, np.uint8).reshape(count, 2 * _HARDWARE)
            done += count
    found = np.zeros((2, len(rows)), np.uint64)
    target, sender = _numbers(octets[:, :_HARDWARE]), _numbers(octets[:, _HARDWARE:])
    found[0, places] = np.where(way == 0, sender, target)
    found[1, places] = np.where(way == 0, target, sender)
    return found[0], found[1]


def _numbers(addresses: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Hardware addresses, a row of bytes each, as numbers."""
    import numpy as np
    wide = np.zeros((len(addresses), 8), np.uint8)
    wide[:, 8 - _HARDWARE:] = addresses
    return wide.view(">u8")[:, 0].astype("u8")


def end_lines(capture: Named, name: str) -> TextColumn:
    """A field such as "server.name" of every session, in lower case, to be searched and sorted by. Raises
    ExpressionError."""
    side, kind = end_of(name)
    ends = Ends(capture, len(capture.sessions), bool)
    if kind == "asn":
        return column_of([str(number or "").encode() for number in ends.numbers(side).tolist()])
    words, codes = ends.texts(kind)
    lowered = [word.lower().encode("utf-8", "replace") for word in words]
    return column_of([lowered[code] for code in codes[SIDES.index(side)].tolist()])


def end_value(capture: Listening, row: int, kind: str, side: str, told: Callable[[int], str],
              learns: bool = True) -> str | int:
    """One of the same of one session; `told` says what a number of the column `responder_name` stands for. `learns`:
    what sessions heard of each other, and its hardware address, are read first; else it is what `Heard` has read."""
    import numpy as np
    if kind in ("vendor", "mac"):
        address = capture.heard.hardware(row, side)
        if address is None and learns:
            address = int(hardware(capture, np.array([row], np.uint32), bool)[SIDES.index(side)][0]).to_bytes(_HARDWARE)
        if address is None or not any(address):
            return ""
        return address.hex(":") if kind == "mac" else capture.names.vendor(address)
    address = capture.sessions.cell(side, row)
    if kind != "name":
        return _OF_PLACE[kind](capture.names.place(address))
    if name := capture.names.host(address):
        return name
    own = told(capture.sessions.cell("responder_name", row)) if side == "responder" else ""
    if not own and learns:
        capture.heard.learn(capture.sessions)
    return own or capture.heard.name(address)


def end_of(name: str) -> tuple[str, str]:
    """The side and the kind of a field such as "client.country". Raises ExpressionError."""
    end, _dot, kind = name.partition(".")
    if end not in ("client", "server") or kind not in KINDS:
        raise ExpressionError(f"{name} is nothing that is known of one end of a session.", 0, len(name))
    return SIDES[end == "server"], kind
