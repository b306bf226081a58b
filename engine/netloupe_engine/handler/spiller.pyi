"""What Python sees of Spiller; see spiller.pyx."""
from collections.abc import Iterable

from ..packet.index import PacketIndex
from ..sessions.store import SessionStore
from .pipeline import Pipeline

class Spiller:
    """Moves an analysis' stores to disk."""

    def __init__(self, index: PacketIndex, store: SessionStore, pipelines: Iterable[Pipeline], bytes_max: int,
                 folder: str = ...) -> None: ...
    @property
    def held(self) -> int: ...
    @property
    def spilled(self) -> int: ...
    @property
    def trouble(self) -> str: ...
    def relieve(self) -> bool: ...
