"""What Python sees of Memory; see memory.pyx."""
from ..packet.index import PacketIndex
from ..sessions.store import SessionStore

class Memory:
    """The stores and the handlers' lists of an analysis."""

    def __init__(self, store: SessionStore, index: PacketIndex, owners: tuple[object, ...]) -> None: ...
