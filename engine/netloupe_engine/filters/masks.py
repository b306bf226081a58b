"""Answers plans: which sessions, which packets."""
from __future__ import annotations

from collections.abc import Iterator
from functools import partial, reduce
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Literal

from ..export.text_column import TextColumn
from ..search.pattern import Pattern
from . import plan
from .fields import How, SessionField, What, session_fields
from .matching import Addresses, Bits, Text, in_addresses, in_ranges
from .names import Attribute
from .plan import Carries, Every, Leaf, Not, Packets, Plan, Search
from .quantities import wide
from .view import Values, View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

_SIDES: tuple[Literal["initiator", "responder"], ...] = ("initiator", "responder")
_SEARCHED = ("application", "transport", "path", "state", "end_reason", "responder_name", "service", "category")


def wanted(plan: Plan) -> Iterator[Attribute]:
    """The attributes of packets that a plan asks for."""
    if isinstance(plan, Leaf) and isinstance(plan.target, Attribute) and plan.of_packets:
        yield plan.target
    for part in _parts(plan):
        yield from wanted(part)


def _parts(asked: Plan) -> tuple[Plan, ...]:
    if isinstance(asked, Not | Packets):
        return (asked.part,)
    return asked.parts if isinstance(asked, Every | plan.Any) else ()


class Masks:
    """Answers for one view."""

    def __init__(self, view: View) -> None:
        self._view = view

    def sessions(self, asked: Plan) -> Mask:
        """A mask over sessions: row r is session r + 1."""
        self._view.check()
        if isinstance(asked, Not):
            return ~self.sessions(asked.part)
        if isinstance(asked, Every | plan.Any):
            return self._joined(asked, self.sessions)
        if isinstance(asked, Packets):
            return self._having(self.packets(asked.part))
        if isinstance(asked, Carries):
            return self._carrying(asked.key, self._view.column("path"))
        if isinstance(asked, Search):
            return self._found(asked.word)
        return self._having(self.packets(asked)) if asked.of_packets else self._leaf(asked, self._view.sessions)

    def packets(self, asked: Plan) -> Mask:
        """A mask over packets: row r is packet r + 1. What is asked of sessions is answered by those they belong to."""
        self._view.check()
        if isinstance(asked, Not):
            return ~self.packets(asked.part)
        if isinstance(asked, Every | plan.Any):
            return self._joined(asked, self.packets)
        if isinstance(asked, Packets):
            return self.packets(asked.part)
        if isinstance(asked, Carries):
            return self._carrying(asked.key, self._view.packet_column("path"))
        if isinstance(asked, Leaf) and asked.of_packets:
            return self._leaf(asked, self._view.packets)
        return self.belonging(self.sessions(asked))

    def _joined(self, asked: Every | plan.Any, answer: Any) -> Mask:
        masks = (answer(part) for part in asked.parts)
        found: Mask = reduce(_and if isinstance(asked, Every) else _or, masks)
        return found

    def _having(self, packets: Mask) -> Mask:
        """The sessions that have any of these packets."""
        import numpy as np
        found = np.zeros(self._view.sessions + 1, np.bool_)
        owners = self._view.packet_column("session")[packets]
        found[owners[owners <= self._view.sessions]] = True
        return found[1:]

    def belonging(self, sessions: Mask) -> Mask:
        """The packets of these sessions."""
        import numpy as np
        owners = self._view.packet_column("session")
        known = np.concatenate([[False], sessions])
        return np.asarray(known[np.where(owners < len(known), owners, 0)])

    def _carrying(self, key: str, paths: NDArray[Any]) -> Mask:
        import numpy as np
        return np.asarray(np.array([key in path.split(".") for path in self._view.paths()] or [False])[paths])

    def _found(self, word: str) -> Mask:
        """The sessions with a word in what a table shows of them."""
        import numpy as np
        view = self._view
        text = Text("contains", (word,))
        found = np.zeros(view.sessions, np.bool_)
        for side in _SIDES:
            found |= text.find(view.endpoints(side))
            view.check()
        found |= view.lines_found(text.find)
        for name in _SEARCHED:
            view.check()
            found |= self._leaf(Leaf(session_fields()[name], text), view.sessions)
        return found

    def _leaf(self, leaf: Leaf, rows: int) -> Mask:
        import numpy as np
        found, known = np.zeros(rows, np.bool_), np.zeros(rows, np.bool_)
        target = leaf.target
        if isinstance(leaf.test, Pattern):
            return self._view.holding(target.name, leaf.test)
        if isinstance(target, SessionField) and target.how is How.LINES and isinstance(leaf.test, Text):
            found = self._view.lines_found(partial(leaf.test.find, is_cancelled=self._view.is_cancelled))
            self._view.check()                  # what was called off is no answer
            return ~found if leaf.negated else found
        for values in self._view.of_field(target) if isinstance(target, SessionField) \
                else [self._view.of_attribute(target)]:
            self._view.check()
            hit = self._tested(leaf, values)
            self._view.check()                  # what was called off is no answer
            if values.known is not None:
                hit = hit & values.known
            if values.rows is None:
                found |= hit
                known |= True if values.known is None else values.known
            else:
                found[values.rows[hit]] = True
                known[values.rows] = True
        return known & ~found if leaf.negated else found

    def _tested(self, leaf: Leaf, values: Values) -> Mask:
        import numpy as np
        test, of = leaf.test, values.values
        if isinstance(test, Text):
            if isinstance(of, TextColumn):
                return test.find(of, self._view.is_cancelled)
            assert values.texts is not None
            if isinstance(leaf.target, SessionField) and leaf.target.what is What.PROTOCOLS:
                allowed = np.array([any(map(test.holds, path.split("."))) for path in self._view.paths()] or [False])
            else:
                allowed = test.find(values.texts, self._view.is_cancelled)
            return np.asarray(allowed[of])
        if isinstance(test, Addresses):
            return _of_texts(of, test) if isinstance(of, TextColumn) else in_addresses(of, test.ranges)
        assert not isinstance(of, TextColumn)
        assert not isinstance(test, Pattern)
        return test.find(of) if isinstance(test, Bits) else in_ranges(of, test, self._view.clock)


def _of_texts(texts: TextColumn, test: Addresses) -> Mask:
    """Addresses that are written; each is read once."""
    import numpy as np
    ranks = texts.ranks()
    _, first = np.unique(ranks, return_index=True)
    packed = []
    for row in first.tolist():
        try:
            packed.append(wide(ip_address(texts[row])).to_bytes(16))
        except ValueError:                  # a hardware address, of the same kind
            packed.append(bytes(16))
    return in_addresses(np.frombuffer(b"".join(packed), "V16"), test.ranges)[ranks]


def _and(one: Mask, other: Mask) -> Mask:
    return one & other


def _or(one: Mask, other: Mask) -> Mask:
    return one | other
