"""What Python sees of Memory; see memory.pyx."""
from ..sessions.store import SessionStore

class Memory:
    """The store and the handlers' lists of an analysis."""

    def __init__(self, store: SessionStore, owners: tuple[object, ...]) -> None: ...
