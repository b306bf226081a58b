"""What rules ask of a run: columns of sessions and packets, attributes, and the bytes of single packets."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ..capture.source import CaptureSource
from ..core.text import address_text
from ..export.text_column import TextColumn
from ..handler.describe import attributes_of
from ..handler.run import Run
from ..handler.told import Told
from ..handler.verdicts import Verdict
from .rule import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOLD_EACH = 1_000       # sessions of one verdict whose values are looked at for the packet; of others it is the first
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))
_SHIFT = np.uint64(29)


class Facts:
    """A run as rules see it: what is there now, whatever comes meanwhile."""

    def __init__(self, run: Run, source: CaptureSource) -> None:
        self.run, self._source = run, source
        self.sessions, self.packets = len(run.store), len(run.index)
        self._told = Told(run)
        self._columns: dict[str, NDArray[Any]] = {}
        self._distinct: dict[str, tuple[list[Any], NDArray[np.int64], list[int]]] = {}

    def limit(self, rule: Rule, name: str) -> float:
        """A threshold of a rule, by the last part of its name."""
        found = next(one for one in rule.thresholds if one.name.rpartition(".")[2] == name)
        return self.run.settings.thresholds.get(found.name, found.value)

    def column(self, name: str) -> NDArray[Any]:
        """A column of all sessions."""
        if name not in self._columns:
            self._columns[name] = self.run.store.column(name, 0, self.sessions)
        return self._columns[name]

    @cached_property
    def written(self) -> NDArray[np.bool_]:
        """Of which sessions anything has been written yet."""
        return self.column("first_packet") > 0

    @cached_property
    def initiators(self) -> NDArray[np.uint64]:
        """A number for each initiator's address: equal ones have equal numbers, see `mixed`."""
        return mixed(*_halves(self.column("initiator")))

    @cached_property
    def responders(self) -> NDArray[np.uint64]:
        """The same of responders."""
        return mixed(*_halves(self.column("responder")))

    def once(self, name: str, make: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """What several rules of a module need: made by the first."""
        if name not in self._columns:
            self._columns[name] = make()
        return self._columns[name]

    def packet_column(self, name: str) -> NDArray[Any]:
        """A column of all packets."""
        key = f"packet {name}"
        if key not in self._columns:
            self._columns[key] = self.run.index.column(name, 0, self.packets)
        return self._columns[key]

    def protocol(self, key: str) -> int:
        """The number of a protocol in columns; -1: there is none, which no column has."""
        return self.run.registry.ids.get(key, -1)

    def attribute(self, name: str) -> tuple[NDArray[np.int64], NDArray[Any] | TextColumn]:
        """Values kept of an attribute: rows of sessions, and what they are."""
        found = self._told.attribute(name, self.sessions)
        return found.sessions.astype(np.int64) - 1, found.values

    def numbers(self, name: str) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """The same of an attribute that is a number."""
        rows, values = self.attribute(name)
        assert not isinstance(values, TextColumn)
        return rows, values

    def few(self, name: str, likely: Callable[[TextColumn], NDArray[np.bool_]],
            ) -> Iterator[tuple[str, NDArray[np.int64]]]:
        """Each different text of an attribute that is `likely` one that is looked for, and the rows that have it: of
        those alone a text is made."""
        rows, values = self.attribute(name)
        assert isinstance(values, TextColumn)
        found = dict[str, list[int]]()
        for at in np.flatnonzero(likely(values)).tolist():
            found.setdefault(values[at], []).append(int(rows[at]))
        for text, of in sorted(found.items()):
            yield text, np.array(of, np.int64)

    def distinct(self, name: str) -> Iterator[tuple[Any, NDArray[np.int64]]]:
        """Each different value of an attribute, ascending, and the rows of sessions that have it."""
        if name not in self._distinct:
            rows, values = self.attribute(name)
            codes = values.ranks() if isinstance(values, TextColumn) else np.unique(values, return_inverse=True)[1]
            order = np.argsort(codes)
            begins = np.flatnonzero(np.diff(codes[order], prepend=-1))
            firsts = order[begins].tolist()
            self._distinct[name] = ([values[at] if isinstance(values, TextColumn) else values[at].item()
                                     for at in firsts], rows[order], [*begins.tolist(), len(order)])
        said, of, ends = self._distinct[name]
        for at, value in enumerate(said):
            yield value, of[ends[at]:ends[at + 1]]

    def with_any(self, name: str) -> NDArray[np.bool_]:
        """Which sessions have any value of an attribute."""
        has = np.zeros(self.sessions, np.bool_)
        has[self.attribute(name)[0]] = True
        return has

    def packets_with(self, row: int, name: str, value: object = None) -> list[int]:
        """The packets in which a session's values of an attribute were read, or those that are `value`."""
        return [kept.packet for kept in attributes_of(self.run, row)
                if kept.name == name and value in (None, kept.value)]

    def client(self, row: int) -> str:
        """A session's initiator."""
        return self._address("initiator", row)

    def server(self, row: int) -> str:
        """A session's responder."""
        return self._address("responder", row)

    def service(self, row: int) -> str:
        """A session's responder with its port."""
        server, port = self.server(row), self.run.store.cell("responder_port", row)
        return f"[{server}]:{port}" if ":" in server else f"{server}:{port}"

    def _address(self, side: str, row: int) -> str:
        packed = self.run.store.cell(side, row)
        return address_text(packed[12:] if self.run.store.cell("family", row) == 4 else packed)

    def bytes_of(self, packet: int) -> bytes:
        """The captured bytes of a packet; none where they are no longer kept."""
        found = self._source.packet_at(self.run.index.cell("at", packet - 1))
        return bytes(found[-1]) if found else b""

    def of_sessions(self, rule: Rule, text: str, rows: NDArray[np.intp]) -> Verdict:
        """A verdict about whole sessions, at their first packets, in the order of these."""
        packets = self.column("first_packet")[rows]
        order = packets.argsort(kind="stable")
        return Verdict(rule.finding, text, packets[order], (rows[order] + 1).astype(np.uint32))

    def told_in(self, rule: Rule, text: str, rows: NDArray[np.int64], name: str, value: object = None) -> Verdict:
        """A verdict about whole sessions, at the packets in which an attribute of theirs was read."""
        packets = self.column("first_packet")[rows]
        for at, row in enumerate(rows[:TOLD_EACH].tolist()):
            if found := self.packets_with(row, name, value):
                packets[at] = found[0]
        order = packets.argsort(kind="stable")
        return Verdict(rule.finding, text, packets[order], (rows[order] + 1).astype(np.uint32))

    def of_packets(self, rule: Rule, text: str, packets: NDArray[np.uint32]) -> Verdict:
        """A verdict about packets, and the sessions they are in."""
        return Verdict(rule.finding, text, packets, self.packet_column("session")[packets.astype(np.int64) - 1])


def with_others(texts: TextColumn, usual: bytes) -> NDArray[np.bool_]:
    """Which texts have any byte that is none of these."""
    lines, ends = texts.lined(np.arange(len(texts), dtype=np.int64))
    is_odd = np.ones(256, np.bool_)
    is_odd[np.frombuffer(usual + b"\n", np.uint8)] = False
    found = np.zeros(len(texts), np.bool_)
    found[ends.searchsorted(np.flatnonzero(is_odd[np.frombuffer(lines, np.uint8)]), "right")] = True
    return found | texts.find(b"\n")


def _halves(addresses: NDArray[Any]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    halves = np.ascontiguousarray(addresses).view(np.uint64).reshape(-1, 2)
    return halves[:, 0], halves[:, 1]


def mixed(*columns: NDArray[Any]) -> NDArray[np.uint64]:
    """One number for what columns say together: equal where all are, and else different but for one in 2**64 pairs
    (a multiply and shift hash), so that one sort groups by all of them."""
    found = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        found ^= column.astype(np.uint64)
        for factor in _MIX:
            found *= factor
            found ^= found >> _SHIFT
    return found


def grouped(numbers: NDArray[Any], least: int) -> Iterator[NDArray[np.intp]]:
    """Places of equal numbers, together, of those that occur `least` times or more; each group ascending."""
    order = np.argsort(numbers)         # stable sorts take four times as long
    ordered = numbers[order]
    begins = np.flatnonzero(np.concatenate([np.ones(min(len(ordered), 1), np.bool_), ordered[1:] != ordered[:-1]]))
    ends = np.append(begins[1:], len(ordered))
    for at in np.flatnonzero(ends - begins >= least).tolist():
        yield np.sort(order[begins[at]:ends[at]])
