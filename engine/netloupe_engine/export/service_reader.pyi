"""What Python sees of ServiceReader; see service_reader.pyx."""
from collections.abc import Mapping, Sequence
from typing import Any

from ..classify.services.service_index import ServiceIndex
from .memory import Memory

class ServiceReader:
    """Whose services the sessions of an analysis are."""

    index: ServiceIndex
    def __init__(self, memory: Memory, index: ServiceIndex, ways: Mapping[int, int], fields: int,
                 said: Mapping[int, int], begun: Mapping[int, int]) -> None: ...
    def learn(self, names: Sequence[str | None]) -> None: ...
    def column(self, name: str, first: int, last: int, out: Any) -> None: ...
    def take(self, name: str, rows: Any, out: Any) -> None: ...
    def cells(self, row: int) -> dict[str, int]: ...
