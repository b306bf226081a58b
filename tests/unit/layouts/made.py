"""A table made for a test, and what it reads."""
from dataclasses import dataclass
from typing import Any

from netloupe_engine.model import Note
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.define import Protocol
from netloupe_engine.protocols.layout_twin import layout_twin


@dataclass(frozen=True)
class Made:
    """A protocol of these words."""

    protocol: Protocol

    def feed(self, *pieces: Any, **given: Any) -> inspect.Fed:
        return inspect.feed(layout_twin(self.protocol), self.protocol, *pieces, **given)

    def read(self, data: bytes, way: int = 0, **given: Any) -> list[tuple[str, Any]]:
        """Name and value of everything in one datagram or the beginning of a stream."""
        return [(item.name, item.value) for item in self.feed((way, data), **given).attributes if not item.note
                or item.value is not None]

    def notes(self, data: bytes, **given: Any) -> set[Note]:
        return {Note(item.note) for item in self.feed((0, data), **given).attributes if item.note}

    def probe(self, data: bytes, way: int = 0, **given: Any) -> str:
        guess: str = inspect.probe(layout_twin(self.protocol), data, way, datagram=self.protocol.framing is None,
                                   **given)
        return guess


def table(*layout: Any, **more: Any) -> Made:
    """A table of these words, read from datagrams, or with `framing` from streams."""
    return Made(Protocol(key="made", title="Made", reference="-", layer=7, layout=layout, **more))
